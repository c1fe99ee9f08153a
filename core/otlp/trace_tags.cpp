// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/trace_tags.h"

#include "core/agentops/json_document.h"
#include "core/otlp/span_terms.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr std::string_view association = "traceloop.association.properties.";

} // namespace

void TraceTags::add(const Attributes &attributes)
{
    for (const Attribute &attribute : attributes.all()) {
        if (attribute.text.empty())
            continue;
        const std::string_view key = attribute.key;
        if (key.starts_with(association)) {
            addTo(m_properties, std::string(key.substr(association.size())) + ':' + attribute.text);
            continue;
        }
        const std::optional<Term> term = termOf(key);
        if (term == Term::Tags)
            addTags(attribute);
        else if (term == Term::User)
            addTo(m_properties, "user:" + attribute.text);
        else if (term == Term::Conversation)
            addTo(m_properties, "session:" + attribute.text);
        else if (term == Term::TraceName)
            m_name = attribute.text;
    }
}

void TraceTags::addTo(std::vector<std::string> &list, std::string tag)
{
    if (list.size() < mostTags && std::ranges::find(list, tag) == list.end())
        list.push_back(std::move(tag));
}

void TraceTags::addTags(const Attribute &attribute)
{
    if (attribute.kind == Attribute::Kind::Text && !attribute.text.starts_with('['))
        return addTo(m_tags, attribute.text);
    JsonDocument document;
    simdjson::dom::array list;
    if (!document.read(attribute.text) || document.root().get(list) != simdjson::SUCCESS)
        return attribute.kind == Attribute::Kind::Text ? addTo(m_tags, attribute.text) : void();
    for (const simdjson::dom::element item : list) {
        if (std::string_view tag; item.get(tag) == simdjson::SUCCESS && !tag.empty())
            addTo(m_tags, std::string(tag));
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_terms.h"

#include <algorithm>
#include <unordered_map>

namespace sluice {

namespace {

struct Entry
{
    Term term;
    std::uint16_t rank; ///< the lowest counts
};

/// Behind all that the conventions name.
constexpr std::uint16_t lastRank = UINT16_MAX;

const std::unordered_map<std::string_view, Entry> &entries()
{
    static const auto all = [] {
        std::unordered_map<std::string_view, Entry> map;
        std::uint16_t rank = 0;
        for (const Convention &convention : conventions()) {
            for (const Word &word : convention.words)
                map.try_emplace(word.key, Entry{word.term, ++rank});
        }
        return map;
    }();
    return all;
}

bool isCount(Term term)
{
    return term == Term::PromptTokens || term == Term::CompletionTokens;
}

/// "agentops.tool.input": AgentOps names the kind in the key.
std::optional<Entry> agentOpsEntry(std::string_view key)
{
    if (!key.starts_with("agentops."))
        return std::nullopt;
    if (key.ends_with(".input"))
        return Entry{Term::Input, 0};
    return key.ends_with(".output") ? std::optional(Entry{Term::Output, 0}) : std::nullopt;
}

std::optional<Entry> entryOf(std::string_view key)
{
    const auto found = entries().find(key);
    return found == entries().end() ? agentOpsEntry(key) : std::optional(found->second);
}

bool isOfOneCall(std::string_view genAiKey)
{
    constexpr std::array others
        = {std::string_view("agent."), std::string_view("tool."), std::string_view("conversation."),
            std::string_view("workflow."), std::string_view("operation."), std::string_view("data_source.")};
    genAiKey.remove_prefix(std::string_view("gen_ai.").size());
    return std::ranges::none_of(others, [&](std::string_view other) { return genAiKey.starts_with(other); });
}

} // namespace

std::string_view familyPrefix(AttributeFamily family)
{
    switch (family) {
    case AttributeFamily::Prompt:
        return "gen_ai.prompt.";
    case AttributeFamily::Completion:
        return "gen_ai.completion.";
    case AttributeFamily::InputMessages:
        return "llm.input_messages.";
    case AttributeFamily::OutputMessages:
        return "llm.output_messages.";
    case AttributeFamily::Documents:
        return "retrieval.documents.";
    case AttributeFamily::None:
        break;
    }
    return {};
}

AttributeFamily familyOf(std::string_view key)
{
    for (std::size_t i = 1; i < familyCount; ++i) {
        const auto family = static_cast<AttributeFamily>(i);
        const std::string_view prefix = familyPrefix(family);
        if (key.starts_with(prefix) && key.size() > prefix.size() && key[prefix.size()] >= '0'
            && key[prefix.size()] <= '9')
            return family;
    }
    return AttributeFamily::None;
}

SpanTerms::SpanTerms(const Attributes &attributes)
{
    m_rank.fill(lastRank);
    for (const Attribute &attribute : attributes.all())
        take(attribute);
}

void SpanTerms::take(const Attribute &attribute)
{
    const std::string_view key = attribute.key;
    if (key.starts_with("gen_ai."))
        m_saysGenAi = m_saysGenAi || isOfOneCall(key);
    else if (key.starts_with("tool.") || key.starts_with("function."))
        m_saysTool = true;
    m_saysTool = m_saysTool || key == "gen_ai.tool.name";
    const std::optional<Entry> entry = entryOf(key);
    if (!entry) {
        m_families.set(static_cast<std::size_t>(familyOf(key)));
        return;
    }
    const auto index = static_cast<std::size_t>(entry->term);
    const bool isNull = attribute.kind == Attribute::Kind::Json && attribute.text == "null";
    const bool isEmpty = attribute.text.empty() || isNull;
    if (isEmpty || entry->rank >= m_rank[index] || (isCount(entry->term) && !countOf(attribute)))
        return;
    m_found[index] = &attribute;
    m_rank[index] = entry->rank;
}

EventType SpanTerms::type() const
{
    for (const Convention &convention : conventions()) {
        if (const std::optional<EventType> type = convention.typeOf(*this))
            return *type;
    }
    return EventType::Action;
}

std::optional<Term> termOf(std::string_view key)
{
    const std::optional<Entry> entry = entryOf(key);
    return entry ? std::optional(entry->term) : std::nullopt;
}

} // namespace sluice

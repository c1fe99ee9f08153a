// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_merge.h"

#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/agentops/json_slices.h"
#include "core/agentops/json_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sluice {

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

Result<Members> membersOf(std::string_view text)
{
    JsonDocument document;
    if (const auto read = document.read(text); !read)
        return read.error();
    simdjson::dom::object object;
    if (document.root().get(object) != simdjson::SUCCESS)
        return wrongShape("", "an object", document.root());
    Members members;
    const auto slices = jsonSlices(document.text());
    for (const auto field : object)
        members.emplace_back(field.key, slices.at(members.size()));
    return members;
}

} // namespace

Result<std::string> mergedObjects(std::string_view older, std::string_view newer)
{
    auto members = membersOf(older);
    if (!members)
        return members.error();
    auto changes = membersOf(newer);
    if (!changes)
        return changes.error();
    for (auto &[name, value] : *changes) {
        if (value == "null")
            continue;
        const auto found = std::ranges::find(*members, name, &Members::value_type::first);
        if (found != members->end())
            found->second = std::move(value);
        else
            members->emplace_back(name, std::move(value));
    }
    std::string merged;
    for (const auto &[name, value] : *members) {
        merged += merged.empty() ? '{' : ',';
        appendJsonString(merged, name);
        merged.append(":").append(value);
    }
    return merged.empty() ? "{}" : merged + '}';
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/attributes.h"

#include "core/agentops/json_writer.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sluice {

std::optional<std::uint64_t> countOf(const Attribute &attribute)
{
    const std::string_view text = attribute.text;
    std::uint64_t value = 0;
    const char *const end = text.data() + text.size();
    const auto [at, failure] = std::from_chars(text.data(), end, value);
    if (failure == std::errc() && at == end)
        return value;
    const bool isWhole = failure == std::errc() && *at == '.' && end - at > 1
        && std::all_of(at + 1, end, [](char c) { return c == '0'; });
    return isWhole ? std::optional(value) : std::nullopt;
}

void Attributes::add(std::string key, std::string text)
{
    add(std::move(key), Attribute::Kind::Text, std::move(text));
}

void Attributes::add(std::string key, Attribute::Kind kind, std::string text)
{
    m_all.push_back({std::move(key), kind, std::move(text)});
}

void Attributes::addInteger(std::string key, std::uint64_t number)
{
    add(std::move(key), Attribute::Kind::Integer, std::to_string(number));
}

const Attribute *Attributes::find(std::string_view key) const
{
    const auto found = std::ranges::find(m_all, key, &Attribute::key);
    return found == m_all.end() ? nullptr : &*found;
}

std::string_view Attributes::firstText(std::initializer_list<std::string_view> keys) const
{
    for (const std::string_view key : keys) {
        if (const Attribute *found = find(key); found && !found->text.empty())
            return found->text;
    }
    return {};
}

std::optional<std::uint64_t> Attributes::firstCount(std::initializer_list<std::string_view> keys) const
{
    for (const std::string_view key : keys) {
        const Attribute *found = find(key);
        const auto count = found ? countOf(*found) : std::nullopt;
        if (count)
            return count;
    }
    return std::nullopt;
}

void appendAttributeJson(std::string &out, const Attribute &attribute)
{
    if (attribute.kind == Attribute::Kind::Text)
        appendJsonString(out, attribute.text);
    else
        out += attribute.text;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_search.h"

#include "core/agentops/byte_scan.h"
#include "core/agentops/json_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace sluice {

namespace {

constexpr auto nowhere = std::string_view::npos;

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameFolded(std::string_view a, std::string_view folded_)
{
    return std::ranges::equal(a, folded_, [](char x, char y) { return folded(x) == y; });
}

/// The inside of a JSON string.
std::string escaped(std::string_view words)
{
    std::string literal;
    appendJsonString(literal, words);
    return literal.substr(1, literal.size() - 2);
}

void appendEscape(std::string &out, std::uint32_t unit)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", unit);
    out += text.data();
}

std::uint32_t codeOf(std::string_view character)
{
    if (character.size() == 1)
        return static_cast<unsigned char>(character[0]);
    std::uint32_t code = static_cast<unsigned char>(character[0]) & (0x7fU >> character.size());
    for (const char c : character.substr(1))
        code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3fU);
    return code;
}

/// With every character beyond ASCII as its escape.
std::string asciiOnly(std::string_view json)
{
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t length = static_cast<unsigned char>(json[at]) < 0x80
            ? 1
            : utf8StepAt(json.data() + at, json.data() + json.size()).bytes;
        const std::uint32_t code = codeOf(json.substr(at, length));
        if (code < 0x80) {
            out += json[at];
        } else if (code < 0x10000) {
            appendEscape(out, code);
        } else {
            appendEscape(out, 0xd800 + ((code - 0x10000) >> 10U));
            appendEscape(out, 0xdc00 + ((code - 0x10000) & 0x3ffU));
        }
        at += length;
    }
    return out;
}

} // namespace

JsonSearch::JsonSearch(std::string_view words)
{
    if (words.empty())
        return;
    const std::string text = escaped(words);
    m_patterns.push_back(patternOf(text));
    if (const std::string ascii = asciiOnly(text); ascii != text)
        m_patterns.push_back(patternOf(ascii));
}

std::optional<std::size_t> JsonSearch::next(std::string_view json, std::size_t from) const
{
    std::size_t best = nowhere;
    for (const Pattern &pattern : m_patterns)
        best = std::min(best, find(pattern, json, from));
    return best == nowhere ? std::nullopt : std::optional(best);
}

std::optional<std::size_t> JsonSearch::previous(std::string_view json, std::size_t before) const
{
    std::optional<std::size_t> best;
    for (const Pattern &pattern : m_patterns) {
        const std::size_t at = findLast(pattern, json, before);
        if (at != nowhere)
            best = std::max(best.value_or(0), at);
    }
    return best;
}

JsonSearch::Pattern JsonSearch::patternOf(std::string_view text)
{
    Pattern pattern;
    for (const char c : text)
        pattern.folded += folded(c);
    const std::size_t length = pattern.folded.size();
    pattern.shift.fill(length);
    for (std::size_t i = 0; i + 1 < length; ++i)
        pattern.shift[static_cast<unsigned char>(pattern.folded[i])] = length - 1 - i;
    return pattern;
}

std::size_t JsonSearch::find(const Pattern &pattern, std::string_view json, std::size_t from)
{
    const std::size_t length = pattern.folded.size();
    for (std::size_t at = from; at + length <= json.size();) {
        if (sameFolded(json.substr(at, length), pattern.folded))
            return at;
        at += pattern.shift[static_cast<unsigned char>(folded(json[at + length - 1]))];
    }
    return nowhere;
}

std::size_t JsonSearch::findLast(const Pattern &pattern, std::string_view json, std::size_t before)
{
    const std::size_t length = pattern.folded.size();
    if (length > json.size())
        return nowhere;
    for (std::size_t at = std::min(before, json.size() - length + 1); at > 0; --at) {
        if (folded(json[at - 1]) == pattern.folded[0]
            && sameFolded(json.substr(at - 1, length), pattern.folded))
            return at - 1;
    }
    return nowhere;
}

} // namespace sluice

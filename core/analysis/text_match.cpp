// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/text_match.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr char small(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSame(char a, char b)
{
    return small(a) == small(b);
}

/// The byte behind the character that begins at `at`.
std::size_t behindCharacter(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U)
        ++at;
    return at;
}

} // namespace

bool isSameText(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, isSame);
}

bool holdsText(std::string_view text, std::string_view part)
{
    return std::search(text.begin(), text.end(), part.begin(), part.end(), isSame) != text.end()
        || part.empty();
}

bool beginsWithText(std::string_view text, std::string_view beginning)
{
    return text.size() >= beginning.size() && isSameText(text.substr(0, beginning.size()), beginning);
}

bool matchesPattern(std::string_view text, std::string_view pattern)
{
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos; // the last `*`, and where its rest is tried
    std::size_t tried = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            tried = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            t = behindCharacter(text, t);
            ++p;
        } else if (p < pattern.size() && isSame(text[t], pattern[p])) {
            ++t;
            ++p;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = tried = behindCharacter(text, tried);
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

int compareTexts(std::string_view a, std::string_view b)
{
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
        const auto left = static_cast<unsigned char>(small(a[i]));
        const auto right = static_cast<unsigned char>(small(b[i]));
        if (left != right)
            return left < right ? -1 : 1;
    }
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

} // namespace sluice

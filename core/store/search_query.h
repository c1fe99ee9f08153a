// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/sqlite/text_tokens.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What a person typed into a search field, understood. Every word has to be in the event, in any order;
/// words in double quotes have to follow one another; a star at the end of a word stands for any end of it.
/// All else is text and nothing more: AND, OR, NEAR, brackets, colons, minus.
class SearchQuery
{
public:
    static constexpr std::size_t mostBytes = 1'000;
    static constexpr std::size_t mostParts = 32;

    /// Error (Usage): a quotation mark without its second one, nothing to search for, or too much.
    static Result<SearchQuery> parse(std::string_view text, const TextTokens &tokens);

    /// For MATCH of FTS5.
    std::string match() const;

    /// Where a part stands in a text that was split into `words`: the number of its first word there.
    struct Found
    {
        std::size_t part = 0;
        std::size_t first = 0;
        std::size_t count = 0; ///< of words
    };
    /// All places, in their order.
    std::vector<Found> placesIn(const std::vector<TextToken> &words) const;
    std::size_t partCount() const { return m_parts.size(); }

private:
    struct Part
    {
        std::vector<std::string> words; ///< folded
        bool isBeginning = false; ///< of the last word
    };

    static bool isAt(const Part &part, const std::vector<TextToken> &words, std::size_t first);
    Result<void> add(std::string_view text, bool isBeginning, const TextTokens &tokens);

    std::vector<Part> m_parts;
};

} // namespace sluice

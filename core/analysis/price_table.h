// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/money.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What a model costs, in dollars a million tokens.
struct PriceEntry
{
    std::string model;
    Money input;
    Money output;

    bool operator==(const PriceEntry &) const = default;
};

/// How a model's name led to its price.
enum class PriceRule : std::uint8_t {
    Exact, ///< the name stands in the table
    Alias, ///< the table says that it is another name
    Provider, ///< the name behind the last '/': openai/gpt-4o is gpt-4o
    Dated, ///< the longest name in the table that it begins with, and then a date or "latest"
};

/// "exact name", "alias", ...
std::string_view wordFor(PriceRule rule);

struct PriceMatch
{
    PriceEntry entry;
    PriceRule rule = PriceRule::Exact;

    /// Exact: prices have at most six places, so a token's has at most twelve.
    Money costOf(std::uint64_t promptTokens, std::uint64_t completionTokens) const;
};

/// Prices that a person can read, edit and date. A model that is not in it has no price, which is not 0.
///
/// As text it is a JSON object: "date", "source", "models" [{"name", "input", "output"}] in dollars a million
/// tokens, as numbers or texts, and "aliases" {"other name": "name"}. Names count the same large or small.
class PriceTable
{
public:
    /// Error (Invalid): not JSON, or of another shape: names the entry and what was expected; a price below 0
    /// or with more than six places; an alias of what is not in the table; a name twice.
    static Result<PriceTable> fromJson(std::string_view text);

    /// What fromJson() reads; its lines can be edited by hand.
    std::string toJson() const;

    /// Error (Invalid): as fromJson().
    static Result<PriceTable> of(std::string date, std::string source, std::vector<PriceEntry> entries,
        std::map<std::string, std::string> aliases);

    const std::string &date() const { return m_date; }
    const std::string &source() const { return m_source; }
    const std::vector<PriceEntry> &entries() const { return m_entries; } ///< by name
    const std::map<std::string, std::string> &aliases() const { return m_aliases; }

    /// nullopt: no rule leads to a price.
    std::optional<PriceMatch> find(std::string_view model) const;

    bool operator==(const PriceTable &) const = default;

private:
    const PriceEntry *exact(std::string_view small) const;
    const PriceEntry *dated(std::string_view small) const;
    std::optional<PriceMatch> findSmall(std::string_view small) const;

    std::string m_date;
    std::string m_source;
    std::vector<PriceEntry> m_entries;
    std::map<std::string, std::string> m_aliases; ///< small letters, to the name in m_entries
};

} // namespace sluice

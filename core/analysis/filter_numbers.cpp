// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_numbers.h"

#include "core/analysis/text_match.h"
#include "core/model/money.h"

#include <array>
#include <cctype>
#include <limits>
#include <string>
#include <utility>

namespace sluice {

namespace {

struct Unit
{
    std::string_view name;
    std::int64_t size;
};

constexpr std::array timeUnits{
    Unit{"ns", 1},
    Unit{"us", 1'000},
    Unit{"µs", 1'000},
    Unit{"ms", 1'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"m", 60'000'000'000},
    Unit{"min", 60'000'000'000},
    Unit{"h", 3'600'000'000'000},
};

constexpr std::array countUnits{Unit{"", 1}, Unit{"k", 1'000}, Unit{"m", 1'000'000}};

/// Splits "1.5ms" into its number and its unit.
std::pair<std::string_view, std::string_view> splitUnit(std::string_view text)
{
    const std::size_t end = text.find_first_not_of("0123456789.");
    return end == std::string_view::npos ? std::pair(text, std::string_view())
                                         : std::pair(text.substr(0, end), text.substr(end));
}

template <std::size_t N>
std::optional<std::int64_t> withUnit(std::string_view text, const std::array<Unit, N> &units)
{
    const auto [number, name] = splitUnit(text);
    // Money is a decimal number with twelve places: exact down to a thousandth of a nanosecond.
    const std::optional<Money> decimal = Money::fromDecimal(number);
    if (!decimal)
        return std::nullopt;
    constexpr std::int64_t one = 1'000'000'000'000;
    for (const Unit &unit : units) {
        if (!isSameText(unit.name, name))
            continue;
        std::int64_t whole = 0;
        if (__builtin_mul_overflow(decimal->pico() / one, unit.size, &whole))
            return std::nullopt;
        const std::int64_t rest = decimal->pico() % one / 1'000; // thousandths of a millionth, below 10^9
        constexpr std::int64_t billion = 1'000'000'000;
        const std::int64_t part
            = unit.size >= billion ? rest * (unit.size / billion) : rest * unit.size / billion;
        if (__builtin_add_overflow(whole, part, &whole))
            return std::nullopt;
        return whole;
    }
    return std::nullopt;
}

std::optional<std::int64_t> dollars(std::string_view text)
{
    if (text.starts_with('$'))
        text.remove_prefix(1);
    if (text.empty() || std::isdigit(static_cast<unsigned char>(text.back())) == 0)
        return std::nullopt;
    const std::optional<Money> money = Money::fromDecimal(text);
    return money ? std::optional(money->pico()) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> filterNumber(FilterValue kind, std::string_view text)
{
    switch (kind) {
    case FilterValue::Duration:
        return withUnit(text, timeUnits);
    case FilterValue::Count:
        return withUnit(text, countUnits);
    case FilterValue::Dollars:
        return dollars(text);
    case FilterValue::Type:
    case FilterValue::State:
    case FilterValue::Text:
        break;
    }
    return std::nullopt;
}

std::string_view expectedValue(FilterValue kind)
{
    switch (kind) {
    case FilterValue::Type:
        return "action, llm, tool, error or api";
    case FilterValue::State:
        return "done, open or error";
    case FilterValue::Text:
        return "a word, or a text in quotes";
    case FilterValue::Duration:
        return "a time with a unit (us, ms, s, m, h), such as 2s";
    case FilterValue::Dollars:
        return "an amount of dollars, such as 0.01, or the word unknown";
    case FilterValue::Count:
        return "a number, such as 500 or 2k, or the word unknown";
    }
    return {};
}

} // namespace sluice

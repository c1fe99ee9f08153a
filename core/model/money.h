// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// An amount of US dollars, exact to a millionth of a millionth: the price of one token has up to ten places
/// behind the point. Never a float, so that a sum is what one gets with pencil and paper. Holds up to
/// 9,223,372 dollars either way; what is more stays there.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromPico(std::int64_t pico) { return Money(pico); }

    /// "0.0125", "-3", "1.5e-7"; more than twelve places are rounded half to even. nullopt: not a decimal
    /// number, or too large.
    static std::optional<Money> fromDecimal(std::string_view text);

    /// Millionths of a millionth of a dollar.
    constexpr std::int64_t pico() const { return m_pico; }

    /// All places that there are and no more: "0.0125", "3", "-0.00000015".
    std::string text() const;

    Money operator+(Money other) const;
    Money operator-(Money other) const;
    /// `count` times; tokens times their price.
    Money times(std::uint64_t count) const;
    Money &operator+=(Money other) { return *this = *this + other; }
    Money &operator-=(Money other) { return *this = *this - other; }

    constexpr auto operator<=>(const Money &) const = default;

private:
    explicit constexpr Money(std::int64_t pico)
        : m_pico(pico)
    { }

    std::int64_t m_pico = 0;
};

} // namespace sluice

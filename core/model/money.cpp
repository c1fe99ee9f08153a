// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/money.h"

#include <charconv>
#include <limits>

namespace sluice {

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr int places = 12;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits of a decimal number without their point, and how many of them stand behind it.
struct Digits
{
    std::string text;
    int behind = 0;
};

std::optional<Digits> digitsOf(std::string_view text)
{
    Digits digits;
    bool pointSeen = false;
    bool any = false;
    std::size_t i = 0;
    for (; i < text.size() && (isDigit(text[i]) || text[i] == '.'); ++i) {
        if (text[i] == '.') {
            if (pointSeen)
                return std::nullopt;
            pointSeen = true;
            continue;
        }
        any = true;
        digits.text += text[i];
        digits.behind += pointSeen ? 1 : 0;
    }
    if (!any || digits.text.size() > 400)
        return std::nullopt;
    if (i == text.size())
        return digits;
    if (text[i] != 'e' && text[i] != 'E')
        return std::nullopt;
    std::string_view power = text.substr(i + 1);
    if (power.starts_with('+') && !power.starts_with("+-"))
        power.remove_prefix(1);
    int exponent = 0;
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (error != std::errc() || end != power.data() + power.size() || exponent < -400 || exponent > 400)
        return std::nullopt;
    digits.behind -= exponent;
    return digits;
}

} // namespace

std::optional<Money> Money::fromDecimal(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    std::optional<Digits> digits = digitsOf(text);
    if (!digits)
        return std::nullopt;
    std::string &all = digits->text;
    bool up = false;
    if (digits->behind > places) {
        const auto cut = static_cast<std::size_t>(digits->behind - places);
        if (cut > all.size())
            all.insert(0, cut - all.size(), '0');
        const std::string rest = all.substr(all.size() - cut);
        all.resize(all.size() - cut);
        const bool half = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string::npos;
        const bool odd = !all.empty() && (all.back() - '0') % 2 == 1;
        up = half ? odd : rest[0] >= '5';
    } else {
        all.append(static_cast<std::size_t>(places - digits->behind), '0');
    }
    std::int64_t pico = 0;
    for (const char c : all) {
        if (__builtin_mul_overflow(pico, std::int64_t{10}, &pico)
            || __builtin_add_overflow(pico, std::int64_t{c - '0'}, &pico))
            return std::nullopt;
    }
    if (up && __builtin_add_overflow(pico, std::int64_t{1}, &pico))
        return std::nullopt;
    return Money(negative ? -pico : pico);
}

std::string Money::text() const
{
    const bool negative = m_pico < 0;
    const std::uint64_t size = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(m_pico)
                                        : static_cast<std::uint64_t>(m_pico);
    constexpr std::uint64_t one = 1'000'000'000'000;
    std::string behind = std::to_string(size % one);
    behind.insert(0, static_cast<std::size_t>(places) - behind.size(), '0');
    behind.erase(behind.find_last_not_of('0') + 1);
    std::string text = negative ? "-" : "";
    text += std::to_string(size / one);
    return behind.empty() ? text : text + '.' + behind;
}

Money Money::operator+(Money other) const
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(m_pico, other.m_pico, &sum))
        return Money(other.m_pico < 0 ? -most : most);
    return Money(sum);
}

Money Money::operator-(Money other) const
{
    std::int64_t rest = 0;
    if (__builtin_sub_overflow(m_pico, other.m_pico, &rest))
        return Money(other.m_pico < 0 ? most : -most);
    return Money(rest);
}

Money Money::times(std::uint64_t count) const
{
    std::int64_t product = 0;
    if (m_pico == 0 || count == 0)
        return {};
    if (count > static_cast<std::uint64_t>(most)
        || __builtin_mul_overflow(m_pico, static_cast<std::int64_t>(count), &product))
        return Money(m_pico < 0 ? -most : most);
    return Money(product);
}

} // namespace sluice

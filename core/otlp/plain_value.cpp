// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/plain_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sluice {

namespace {

template <typename Number>
std::string digitsOf(Number number)
{
    char digits[32];
    const std::to_chars_result done = std::to_chars(digits, digits + sizeof digits, number);
    return {digits, done.ptr};
}

std::uint32_t byteAt(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

} // namespace

Attribute realValue(double number)
{
    if (std::isfinite(number))
        return {{}, Attribute::Kind::Real, digitsOf(number)};
    return {{}, Attribute::Kind::Text, std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity"};
}

Timestamp timeOfNanos(std::uint64_t nanosSince1970)
{
    return Timestamp(Micros(static_cast<std::int64_t>(nanosSince1970 / 1'000)));
}

Attribute integerValue(std::int64_t number)
{
    return {{}, Attribute::Kind::Integer, digitsOf(number)};
}

Attribute truthValue(bool truth)
{
    return {{}, Attribute::Kind::Truth, truth ? "true" : "false"};
}

std::string base64Text(std::string_view bytes)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::uint32_t group
            = byteAt(bytes, at) << 16U | byteAt(bytes, at + 1) << 8U | byteAt(bytes, at + 2);
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? letters[(group >> (18 - 6 * i)) & 63U] : '=';
    }
    return text;
}

std::string tidyBase64(std::string_view text)
{
    std::string tidy(text);
    std::ranges::replace(tidy, '-', '+');
    std::ranges::replace(tidy, '_', '/');
    while (tidy.size() % 4 != 0)
        tidy += '=';
    return tidy;
}

} // namespace sluice

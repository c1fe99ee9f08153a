// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/retry_after.h"

#include <curl/curl.h>

#include <algorithm>
#include <string>

namespace sluice {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits only; stops growing at the bound, so that no length of text overflows.
Millis secondsOf(std::string_view digits)
{
    std::chrono::seconds seconds{0};
    for (const char c : digits)
        seconds = std::min<std::chrono::seconds>(seconds * 10 + std::chrono::seconds(c - '0'),
            std::chrono::ceil<std::chrono::seconds>(longestRetryAfter));
    return std::min<Millis>(seconds, longestRetryAfter);
}

std::optional<Millis> untilDate(std::string_view text, Timestamp now)
{
    // Every form of an HTTP date begins with a weekday; curl_getdate() reads much that is no date ("5").
    const char first = text.front();
    if (!(first >= 'A' && first <= 'Z') && !(first >= 'a' && first <= 'z'))
        return std::nullopt;
    const std::time_t date = curl_getdate(std::string(text).c_str(), nullptr);
    if (date < 0)
        return std::nullopt;
    // Compared as seconds: a date of the year 300000 does not fit into microseconds.
    const std::chrono::seconds seconds(date);
    if (seconds > std::chrono::ceil<std::chrono::seconds>(now.time_since_epoch() + longestRetryAfter))
        return longestRetryAfter;
    const Micros wait = seconds - now.time_since_epoch();
    if (wait <= Millis(0))
        return std::nullopt;
    return std::min(std::chrono::ceil<Millis>(wait), longestRetryAfter);
}

} // namespace

std::optional<Millis> parseRetryAfter(std::string_view value, Timestamp now)
{
    const std::string_view text = trimmed(value);
    if (text.empty())
        return std::nullopt;
    if (std::ranges::all_of(text, isDigit))
        return secondsOf(text);
    return untilDate(text, now);
}

} // namespace sluice

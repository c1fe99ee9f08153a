// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/duration_text.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace sluice {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// `value` in units of `unit`, with `digits` after the point, cut; zeros at the end go when `trim`.
std::string decimalText(std::int64_t value, std::int64_t unit, int digits, bool trim)
{
    std::string text = std::to_string(value / unit);
    std::int64_t rest = value % unit;
    if (digits == 0)
        return text;
    text += '.';
    for (int i = 0; i < digits; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    if (trim) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return text;
}

std::string twoDigits(std::int64_t value)
{
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

struct Unit
{
    std::int64_t nanos;
    const char *name;
};
constexpr std::array smallUnits
    = {Unit{1'000'000'000, " s"}, Unit{1'000'000, " ms"}, Unit{1'000, " µs"}, Unit{1, " ns"}};

/// Of a span shorter than a minute and longer than nothing.
std::string shortText(std::int64_t nanos)
{
    for (const Unit &unit : smallUnits) {
        if (nanos < unit.nanos)
            continue;
        return decimalText(nanos, unit.nanos, unit.nanos == 1 ? 0 : 9, true) + unit.name;
    }
    return "0 s";
}

std::string longText(Nanos span)
{
    const auto d = std::chrono::floor<days>(span);
    const auto h = std::chrono::floor<hours>(span - d);
    const auto m = std::chrono::floor<minutes>(span - d - h);
    const auto s = std::chrono::floor<seconds>(span - d - h - m);
    if (d.count() > 0)
        return std::to_string(d.count()) + " d " + std::to_string(h.count()) + " h";
    if (h.count() > 0)
        return std::to_string(h.count()) + " h " + twoDigits(m.count()) + " min";
    return std::to_string(m.count()) + " min " + twoDigits(s.count()) + " s";
}

/// Digits after the point that tell two values apart which are `step` away, in units of `unit`.
int digitsFor(std::int64_t step, std::int64_t unit)
{
    int digits = 0;
    while (digits < 9 && step % unit != 0) {
        unit /= 10;
        ++digits;
    }
    return digits;
}

/// "2:05.5", "1:02:03".
std::string clockText(std::int64_t nanos, std::int64_t step)
{
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t wholeMinutes = nanos / (60 * second);
    const std::int64_t inMinute = nanos % (60 * second);
    const std::string secondsText = decimalText(inMinute, second, digitsFor(step, second), false);
    std::string tail = inMinute < 10 * second ? ":0" : ":";
    tail += secondsText;
    if (wholeMinutes < 60)
        return std::to_string(wholeMinutes) + tail;
    return std::to_string(wholeMinutes / 60) + ":" + twoDigits(wholeMinutes % 60) + tail;
}

std::string positiveOffsetText(std::int64_t nanos, std::int64_t step)
{
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t minute = 60 * second;
    if (nanos == 0)
        return "0";
    if (step % minute == 0)
        return nanos < 60 * minute ? std::to_string(nanos / minute) + " min" : longText(Nanos(nanos));
    if (nanos >= minute)
        return clockText(nanos, step);
    for (const Unit &unit : smallUnits) {
        if (nanos >= unit.nanos)
            return decimalText(nanos, unit.nanos, digitsFor(step, unit.nanos), false) + unit.name;
    }
    return "0";
}

std::int64_t magnitude(Nanos span)
{
    return span.count() == INT64_MIN ? INT64_MAX : std::abs(span.count());
}

} // namespace

std::string exactDurationText(Micros span)
{
    const std::string sign = span.count() < 0 ? "-" : "";
    const Micros size
        = span.count() < 0 ? -std::max(span, -Micros::max()) : span; // the least has no opposite
    if (size < minutes(1))
        return sign + shortText(std::chrono::nanoseconds(size).count());
    const auto wholeMinutes = std::chrono::floor<minutes>(size);
    const std::string rest
        = decimalText((size - wholeMinutes).count(), Micros(seconds(1)).count(), 6, true) + " s";
    const std::int64_t h = wholeMinutes.count() / 60;
    return sign + (h > 0 ? std::to_string(h) + " h " : "") + std::to_string(wholeMinutes.count() % 60)
        + " min " + rest;
}

std::string offsetText(Nanos offset, Nanos step)
{
    const std::string sign = offset.count() < 0 ? "-" : "";
    return sign + positiveOffsetText(magnitude(offset), std::max<std::int64_t>(1, step.count()));
}

} // namespace sluice

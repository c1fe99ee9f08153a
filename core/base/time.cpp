// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/time.h"

#include <algorithm>

namespace sluice {

namespace {

using Days = std::chrono::sys_days;

constexpr Timestamp firstTime{Days{std::chrono::year{1} / 1 / 1}};
constexpr Timestamp lastTime
    = Timestamp{Days{std::chrono::year{9999} / 12 / 31}} + std::chrono::days(1) - Micros(1);

void appendDigits(std::string &out, std::int64_t value, int width)
{
    char digits[8];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

/// Reads fixed and free pieces from the front of a text; any miss makes ok() false for good.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    { }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }

    bool accept(char wanted)
    {
        if (m_rest.empty() || m_rest.front() != wanted)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    void expect(char wanted) { m_ok = accept(wanted) && m_ok; }
    void require(bool condition) { m_ok = condition && m_ok; }

    int number(std::size_t width)
    {
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (i >= m_rest.size() || !isDigit(m_rest[i])) {
                m_ok = false;
                return 0;
            }
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(width);
        return value;
    }

    /// One or more digits after the point, as microseconds.
    std::int64_t fraction()
    {
        std::int64_t micros = 0;
        int seen = 0;
        while (!m_rest.empty() && isDigit(m_rest.front())) {
            if (seen < 6)
                micros = micros * 10 + (m_rest.front() - '0');
            ++seen;
            m_rest.remove_prefix(1);
        }
        m_ok = m_ok && seen > 0;
        for (int i = seen; i < 6; ++i)
            micros *= 10;
        return micros;
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    std::string_view m_rest;
    bool m_ok = true;
};

std::chrono::minutes scanOffset(Scanner &scanner)
{
    const bool east = scanner.accept('+');
    if (!east && !scanner.accept('-')) {
        if (!scanner.accept('Z'))
            scanner.accept('z');
        return std::chrono::minutes(0);
    }
    const int hours = scanner.number(2);
    const bool more = scanner.accept(':') || !scanner.atEnd();
    const int minutes = more ? scanner.number(2) : 0;
    scanner.require(hours < 24 && minutes < 60);
    const std::chrono::minutes offset(hours * 60 + minutes);
    return east ? offset : -offset;
}

} // namespace

void appendIsoText(std::string &out, Timestamp anyTime)
{
    const Timestamp time = std::clamp(anyTime, firstTime, lastTime);
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    appendDigits(out, static_cast<int>(date.year()), 4);
    out += '-';
    appendDigits(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    appendDigits(out, static_cast<unsigned>(date.day()), 2);
    out += 'T';
    appendDigits(out, clock.hours().count(), 2);
    out += ':';
    appendDigits(out, clock.minutes().count(), 2);
    out += ':';
    appendDigits(out, clock.seconds().count(), 2);
    out += '.';
    appendDigits(out, clock.subseconds().count(), 6);
    out += "+00:00";
}

std::string toIsoText(Timestamp time)
{
    std::string out;
    out.reserve(32);
    appendIsoText(out, time);
    return out;
}

std::optional<Timestamp> parseIsoText(std::string_view text)
{
    Scanner scanner(text);
    const int year = scanner.number(4);
    scanner.expect('-');
    const int month = scanner.number(2);
    scanner.expect('-');
    const int day = scanner.number(2);
    if (!scanner.accept('T') && !scanner.accept(' '))
        return std::nullopt;
    const int hour = scanner.number(2);
    scanner.expect(':');
    const int minute = scanner.number(2);
    scanner.expect(':');
    const int second = scanner.number(2);
    const std::int64_t micros = scanner.accept('.') ? scanner.fraction() : 0;
    const std::chrono::minutes offset = scanOffset(scanner);

    const std::chrono::year_month_day date{std::chrono::year(year),
        std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    const bool inRange = year >= 1 && hour < 24 && minute < 60 && second < 61;
    if (!scanner.ok() || !scanner.atEnd() || !date.ok() || !inRange)
        return std::nullopt;
    const Timestamp time = Timestamp(Days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute)
        + std::chrono::seconds(second) + Micros(micros) - offset;
    return time >= firstTime && time <= lastTime ? std::optional(time) : std::nullopt;
}

} // namespace sluice

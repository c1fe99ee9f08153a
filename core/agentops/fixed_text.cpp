// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/fixed_text.h"

#include <cstdint>
#include <string>

namespace sluice {

namespace {

using std::chrono::seconds;

/// "000102...99"
constexpr std::array<char, 200> decimalPairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = static_cast<char>('0' + (i % 2 == 0 ? i / 20 : i / 2 % 10));
    return pairs;
}();

char *putPair(char *at, std::uint32_t value)
{
    std::memcpy(at, &decimalPairs[2U * value], 2);
    return at + 2;
}

constexpr std::size_t toSeconds = 19; ///< of "2026-11-23T02:45:07.364124+00:00"

/// The second that this thread wrote last: most times of a batch lie in it.
struct LastSecond
{
    std::int64_t second = INT64_MIN;
    char text[toSeconds] = {};
};
thread_local constinit LastSecond lastSecond;

/// A year that is written as it is; others are cut to the first or the last time there is.
bool isOrdinary(std::int64_t second)
{
    constexpr std::chrono::sys_days first{std::chrono::year{1} / 1 / 1};
    constexpr std::chrono::sys_days after{std::chrono::year{10000} / 1 / 1};
    return second >= seconds(first.time_since_epoch()).count()
        && second < seconds(after.time_since_epoch()).count();
}

} // namespace

void FixedText::putUuid(const Uuid &uuid)
{
    assert(m_size + Uuid::textLength <= capacity && "an envelope's pieces are counted when it is written");
    uuid.writeTo(m_text.data() + m_size);
    m_size += Uuid::textLength;
}

void FixedText::putTime(Timestamp time)
{
    const std::int64_t second = std::chrono::floor<seconds>(time).time_since_epoch().count();
    if (second != lastSecond.second) {
        const std::string whole = toIsoText(time);
        if (!isOrdinary(second)) {
            put(std::string_view(whole));
            return;
        }
        std::memcpy(lastSecond.text, whole.data(), toSeconds);
        lastSecond.second = second;
    }
    put(std::string_view(lastSecond.text, toSeconds));
    const auto micros = static_cast<std::uint32_t>((time.time_since_epoch() - seconds(second)) / Micros(1));
    char digits[6];
    char *at = putPair(digits, micros / 10'000);
    at = putPair(at, micros / 100 % 100);
    putPair(at, micros % 100);
    put(".");
    put(std::string_view(digits, sizeof digits));
    put("+00:00");
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/uuid.h"

#include "core/base/random.h"

#include <algorithm>
#include <atomic>

namespace sluice {

namespace {

constexpr std::int64_t lastMillis
    = (std::int64_t{1} << 48) - 1; ///< that a version 7 has room for: year 10889

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool dashBefore(std::size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void storeBigEndian(std::uint64_t value, std::uint8_t *out, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        out[i] = static_cast<std::uint8_t>(value);
        value >>= 8U;
    }
}

} // namespace

void Uuid::appendTo(std::string &out) const
{
    static constexpr char digits[] = "0123456789abcdef";
    char text[36];
    char *at = text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (dashBefore(i))
            *at++ = '-';
        *at++ = digits[bytes[i] >> 4U];
        *at++ = digits[bytes[i] & 15U];
    }
    out.append(text, sizeof text);
}

std::string Uuid::toText() const
{
    std::string out;
    appendTo(out);
    return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    const bool dashed = text.size() == 36;
    if (!dashed && text.size() != 32)
        return std::nullopt;
    Uuid uuid;
    std::size_t at = 0;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        if (dashed && dashBefore(i) && text[at++] != '-')
            return std::nullopt;
        const int high = hexValue(text[at]);
        const int low = hexValue(text[at + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        uuid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return uuid;
}

Uuid Uuid::random(Random &random)
{
    Uuid uuid;
    storeBigEndian(random.next(), uuid.bytes.data(), 8);
    storeBigEndian(random.next(), uuid.bytes.data() + 8, 8);
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0fU) | 0x40U);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3fU) | 0x80U);
    return uuid;
}

UuidV7Source::UuidV7Source(std::uint64_t seed)
    : m_seed(seed)
{ }

Uuid UuidV7Source::make(Timestamp now)
{
    // 48 bits of milliseconds, then a 12-bit and a 4-bit piece of the counter (RFC 9562, 6.2, method 1).
    // A counter that overflows runs into the milliseconds: still unique, still ordered.
    const auto millis = std::chrono::floor<Millis>(now.time_since_epoch()).count();
    const std::uint64_t fresh = static_cast<std::uint64_t>(std::clamp<std::int64_t>(millis, 0, lastMillis))
        << 16U;
    std::atomic_ref<std::uint64_t> last(m_last);
    std::uint64_t seen = last.load(std::memory_order_relaxed);
    std::uint64_t mine = 0;
    do {
        mine = fresh > seen ? fresh : seen + 1;
    } while (!last.compare_exchange_weak(seen, mine, std::memory_order_relaxed));

    Uuid uuid;
    storeBigEndian(mine >> 16U, uuid.bytes.data(), 6);
    const std::uint64_t counter = mine & 0xffffU;
    uuid.bytes[6] = static_cast<std::uint8_t>(0x70U | (counter >> 12U));
    uuid.bytes[7] = static_cast<std::uint8_t>(counter >> 4U);
    storeBigEndian(SeededRandom(m_seed ^ mine).next(), uuid.bytes.data() + 8, 8);
    uuid.bytes[8] = static_cast<std::uint8_t>(0x80U | ((counter & 15U) << 2U) | (uuid.bytes[8] & 3U));
    return uuid;
}

} // namespace sluice

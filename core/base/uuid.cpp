// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/uuid.h"

#include "core/base/random.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>

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

void storeBigEndian(std::uint64_t value, std::uint8_t *out)
{
    if constexpr (std::endian::native == std::endian::little)
        value = __builtin_bswap64(value);
    std::memcpy(out, &value, sizeof value);
}

/// "000102...ff"
constexpr std::array<char, 512> hexPairs = [] {
    constexpr char digits[] = "0123456789abcdef";
    std::array<char, 512> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = digits[i % 2 == 0 ? i / 32 : i / 2 % 16];
    return pairs;
}();

} // namespace

void Uuid::writeTo(char *text) const
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (dashBefore(i))
            *text++ = '-';
        std::memcpy(text, &hexPairs[2U * bytes[i]], 2);
        text += 2;
    }
}

void Uuid::appendTo(std::string &out) const
{
    char text[textLength];
    writeTo(text);
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
    storeBigEndian(random.next(), uuid.bytes.data());
    storeBigEndian(random.next(), uuid.bytes.data() + 8);
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

    const std::uint64_t millisAndVersion = (mine & ~std::uint64_t{0xffff}) | 0x7000U;
    const std::uint64_t counter = mine & 0xffffU;
    const std::uint64_t noise = SeededRandom(m_seed ^ mine).next() & ~(std::uint64_t{0xfc} << 56U);
    const std::uint64_t variant = (0x80U | ((counter & 15U) << 2U)) << 56U;
    Uuid uuid;
    storeBigEndian(millisAndVersion | (counter >> 4U), uuid.bytes.data());
    storeBigEndian(variant | noise, uuid.bytes.data() + 8);
    return uuid;
}

} // namespace sluice

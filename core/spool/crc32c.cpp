// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace sluice {

namespace {

constexpr std::array<std::uint32_t, 256> makeTable()
{
    constexpr std::uint32_t reversedPolynomial = 0x82f63b78;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1U) ^ reversedPolynomial : value >> 1U;
        table[byte] = value;
    }
    return table;
}

constexpr std::array<std::uint32_t, 256> table = makeTable();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32cByInstruction(
    std::uint32_t before, const void *data, std::size_t size) noexcept
{
    const auto *bytes = static_cast<const unsigned char *>(data);
    std::uint64_t crc = ~before;
    for (; size >= 8; size -= 8, bytes += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, sizeof word);
        crc = _mm_crc32_u64(crc, word);
    }
    auto rest = static_cast<std::uint32_t>(crc);
    for (; size > 0; --size, ++bytes)
        rest = _mm_crc32_u8(rest, *bytes);
    return ~rest;
}
#endif

} // namespace

std::uint32_t crc32cByTable(std::uint32_t before, const void *data, std::size_t size) noexcept
{
    const auto *bytes = static_cast<const unsigned char *>(data);
    std::uint32_t crc = ~before;
    for (std::size_t i = 0; i < size; ++i)
        crc = table[(crc ^ bytes[i]) & 0xffU] ^ (crc >> 8U);
    return ~crc;
}

std::uint32_t crc32c(std::uint32_t before, const void *data, std::size_t size) noexcept
{
#if defined(__x86_64__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (hasInstruction)
        return crc32cByInstruction(before, data, size);
#endif
    return crc32cByTable(before, data, size);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sluice {

/// True for a byte that a JSON string cannot simply hold: a control, '"', '\\', or a byte of UTF-8 beyond
/// ASCII, which has to be looked at with its neighbours.
constexpr bool isSpecialInJson(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\';
}

/// True when one of the 8 bytes of `word` is special.
constexpr bool hasSpecialInJson(std::uint64_t word)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = 0x8080808080808080U;
    const std::uint64_t quotes = word ^ (ones * '"');
    const std::uint64_t slashes = word ^ (ones * '\\');
    // A byte under n, or zero, borrows into its top bit; that bytes above 0x7f do so too does no harm here.
    const std::uint64_t found = (word - ones * 0x20) | (quotes - ones) | (slashes - ones) | word;
    return (found & tops) != 0;
}

/// The first special byte of [at, end), or `end`.
inline const char *findSpecialInJson(const char *at, const char *end)
{
#if defined(__SSE2__)
    for (; end - at >= 16; at += 16) {
        __m128i bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        // The comparison is signed: "under a space" are the controls and everything from 0x80.
        const __m128i under = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
        const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i slashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const int found = _mm_movemask_epi8(_mm_or_si128(under, _mm_or_si128(quotes, slashes)));
        if (found != 0)
            return at + std::countr_zero(static_cast<unsigned>(found));
    }
#endif
    for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        if (hasSpecialInJson(word))
            break;
    }
    while (at != end && !isSpecialInJson(*at))
        ++at;
    return at;
}

/// What stands at the front of some bytes.
struct Utf8Step
{
    std::size_t bytes = 1;
    bool wellFormed = false;
};

/// The character at `at` (at != end), or else the longest start of one, which is to be one U+FFFD (Unicode
/// 15, 3.9, "maximal subpart"; Python, WHATWG and nlohmann do the same).
Utf8Step utf8StepAt(const char *at, const char *end);

} // namespace sluice

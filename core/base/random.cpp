// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"

#include <sys/random.h>

#include <cstdlib>

namespace sluice {

std::uint64_t Random::below(std::uint64_t bound)
{
    if (bound == 0)
        return 0;
    // Multiply-shift: the bias is below bound / 2^64.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64U);
}

std::uint64_t SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

std::uint64_t systemEntropy()
{
    std::uint64_t value = 0;
    // Up to 256 bytes are never cut short or interrupted once the pool is ready (getrandom(2)).
    if (getrandom(&value, sizeof value, 0) != static_cast<ssize_t>(sizeof value))
        std::abort();
    return value;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <memory>

namespace sluice {

/// Where randomness comes from. Injected, so that a test with a seed is the same test twice.
/// thread: one at a time; each thread has its own.
class Random
{
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;

    /// Uniform in [0, bound); 0 when bound is 0.
    std::uint64_t below(std::uint64_t bound);
};

/// SplitMix64 (Steele, Lea, Flood 2014): the same sequence for the same seed. Not for secrets.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    { }
    std::uint64_t next() override;

private:
    std::uint64_t m_state;
};

/// 64 bits from the operating system (getrandom): for seeds and tokens. Aborts if the system has none.
std::uint64_t systemEntropy();

} // namespace sluice

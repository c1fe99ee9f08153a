// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sluice {

/// Depth and drops over time in at most mostPoints stretches of equal length, which grows as time does.
/// thread: one at a time.
class WhatIfCurve
{
public:
    static constexpr std::size_t mostPoints = 500;

    /// Times do not fall.
    void note(Micros now, std::size_t depth, std::uint64_t drops);

    std::vector<std::pair<Micros, std::uint32_t>> depths() const;
    std::vector<std::pair<Micros, std::uint64_t>> drops() const;

private:
    struct Stretch
    {
        std::uint32_t deepest = 0;
        std::uint32_t last = 0;
        std::uint64_t drops = 0;
    };
    void halve();

    Micros m_length{100};
    std::vector<Stretch> m_stretches;
};

} // namespace sluice

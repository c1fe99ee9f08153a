// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sluice {

/// How many bytes may go one way now: a token bucket that holds a tenth of a second's worth, full at first.
/// thread: one.
class LinkBudget
{
public:
    /// Bytes a second; nullopt = no bound.
    void setRate(std::optional<std::uint64_t> bytesPerSecond, SteadyTime now);

    /// Up to `most` bytes; 0 when there is no room: try again at next().
    std::size_t take(std::size_t most, SteadyTime now);
    /// Of those taken, the ones that did not go.
    void giveBack(std::size_t bytes);
    /// When there is room for a piece that is worth the trouble.
    SteadyTime next(SteadyTime now) const;

private:
    void fill(SteadyTime now);

    std::optional<double> m_rate;
    double m_capacity = 0;
    double m_room = 0;
    SteadyTime m_filled;
};

} // namespace sluice

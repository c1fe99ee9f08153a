// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/gap_fold.h"
#include "core/timeline/view_time.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace sluice {

/// When anything happened at all: the union of what was added, in at most 4,096 stretches. What is too near
/// to each other to be worth a stretch is one; a gap of a thousandth of the whole or more is always kept.
/// Adding in order of time costs next to nothing. Forgets nothing but by clear(). Not for more than one
/// thread.
class BusyTime
{
public:
    void clear();

    /// An instant counts as a microsecond; so does an end before the begin. A wild clock is held on the axis.
    void add(TimeRange range);

    bool isEmpty() const { return m_stretches.empty(); }
    std::size_t stretchCount() const { return m_stretches.size(); }

    /// The stretches of `whole` in which nothing happened for at least `least`, in order.
    std::vector<TimeRange> gapsIn(const TimeRange &whole, Micros least) const;

private:
    void joinAround(std::size_t at);
    void blur();

    std::vector<TimeRange> m_stretches; ///< in order, more than m_least apart
    Micros m_least{100}; ///< doubled when there are too many
};

/// The gaps of a session that are worth folding: those of at least 1/200 of it.
struct IdleTime
{
    std::vector<TimeRange> gaps;
    Micros idle{}; ///< their sum
    Micros whole{}; ///< the session's length

    /// From 0 to 1; 0 without a session.
    double share() const;
};

IdleTime idleTimeOf(const BusyTime &busy, const TimeRange &whole);

/// All gaps of `idle` drawn alike: each as wide as a twentieth of the busy time, less when there are many, so
/// that at most half as much as the busy time goes to breaks. nullptr when there is nothing to fold.
std::shared_ptr<const GapFold> foldOf(const IdleTime &idle);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// How many events began when, and how many of them failed, over a whole session in 2,048 to 4,096 buckets of
/// one width: what an overview draws. Grows with the session: O(1) an event, in any order, 32 KiB in all. No
/// error is ever lost, whatever the bucket. Not for more than one thread.
class EventDensity
{
public:
    /// One pixel of an overview.
    struct Column
    {
        std::uint64_t events = 0; ///< counted where their bucket begins: the sum over all columns is exact
        std::uint64_t errors = 0;
        double density = 0; ///< events a pixel, of the buckets that reach in here
    };

    void clear();
    void add(Timestamp start, bool isError);

    std::uint64_t events() const { return m_events; }
    std::uint64_t errors() const { return m_errors; }

    /// What `scale` shows: one column a pixel. What lies outside is left out.
    std::vector<Column> columns(const TimeScale &scale) const;

private:
    static constexpr std::size_t bucketCount = 4096;

    struct Bucket
    {
        std::uint32_t events = 0;
        std::uint32_t errors = 0;
    };

    std::int64_t bucketOf(std::int64_t time) const;
    void makeRoomFor(std::int64_t time);

    std::vector<Bucket> m_buckets; ///< bucketCount, or empty before the first event
    std::int64_t m_begin = 0; ///< of the first bucket, microseconds, a multiple of m_width
    std::int64_t m_width = 1000; ///< microseconds
    std::int64_t m_first = 0; ///< earliest and latest start
    std::int64_t m_last = 0;
    std::uint64_t m_events = 0;
    std::uint64_t m_errors = 0;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_snapshot.h"
#include "core/timeline/time_scale.h"

#include <cstdint>
#include <vector>

namespace sluice {

/// The queue's depth over a session, from the recorder's samples. Late samples are welcome.
class DepthSeries
{
public:
    /// What the curve shows at one pixel: the depth was between `lowest` and `highest`.
    struct Column
    {
        int x = 0;
        std::uint32_t lowest = 0;
        std::uint32_t highest = 0;
        std::uint32_t capacity = 0;

        bool operator==(const Column &) const = default;
    };

    void clear() { m_samples.clear(); }

    /// A sample of a time that is known replaces the known one.
    void add(const DepthSample &sample);

    bool isEmpty() const { return m_samples.empty(); }
    std::size_t size() const { return m_samples.size(); }
    const std::vector<DepthSample> &samples() const { return m_samples; }

    /// One column for each pixel of `scale` from the first sample on up to `now`; the lowest and highest of
    /// the samples in it, never a mean. Between two samples nothing moved: there the depth lies in what both
    /// allow.
    std::vector<Column> columns(const TimeScale &scale, Timestamp now) const;

    /// What was known of the depth at `time`: as columns() has it; nullptr in front of the first sample.
    const DepthSample *at(Timestamp time) const;

private:
    using Place = std::vector<DepthSample>::const_iterator;

    Place firstFrom(Timestamp time) const;
    Column resting(Place behind) const;

    std::vector<DepthSample> m_samples; ///< in order of time
};

} // namespace sluice

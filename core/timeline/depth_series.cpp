// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/depth_series.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

bool isEarlier(const DepthSample &sample, Timestamp time)
{
    return sample.time < time;
}

} // namespace

void DepthSeries::add(const DepthSample &sample)
{
    if (m_samples.empty() || m_samples.back().time < sample.time) {
        m_samples.push_back(sample);
        return;
    }
    const auto place = std::lower_bound(m_samples.begin(), m_samples.end(), sample.time, isEarlier);
    if (place->time == sample.time)
        *place = sample;
    else
        m_samples.insert(place, sample);
}

std::vector<DepthSeries::Column> DepthSeries::columns(const TimeScale &scale, Timestamp now) const
{
    std::vector<Column> columns;
    if (m_samples.empty())
        return columns;
    const double firstX = std::max(0.0, std::floor(scale.toX(m_samples.front().time)));
    const double lastX = std::min(scale.width(), std::ceil(scale.toX(std::max(now, m_samples.back().time))));
    Place sample = firstFrom(std::chrono::ceil<Micros>(scale.toTime(firstX)));
    for (double x = firstX; x < lastX; ++x) {
        const Timestamp columnEnd = std::chrono::ceil<Micros>(scale.toTime(x + 1));
        Column column = sample == m_samples.begin() ? Column{0, UINT32_MAX, 0, 0} : resting(sample);
        if (sample != m_samples.end() && sample->time < columnEnd && sample != m_samples.begin())
            column = {0, UINT32_MAX, 0, 0};
        for (; sample != m_samples.end() && sample->time < columnEnd; ++sample) {
            column.lowest = std::min(column.lowest, sample->lowest);
            column.highest = std::max(column.highest, sample->highest);
            column.capacity = sample->capacity;
        }
        column.x = static_cast<int>(x);
        if (column.lowest <= column.highest)
            columns.push_back(column);
    }
    return columns;
}

const DepthSample *DepthSeries::at(Timestamp time) const
{
    auto behind = firstFrom(time);
    if (behind != m_samples.end() && behind->time == time)
        return &*behind;
    return behind == m_samples.begin() ? nullptr : &*(behind - 1);
}

DepthSeries::Place DepthSeries::firstFrom(Timestamp time) const
{
    return std::lower_bound(m_samples.begin(), m_samples.end(), time, isEarlier);
}

/// The depth between the sample in front of `behind` and `behind`.
DepthSeries::Column DepthSeries::resting(Place behind) const
{
    const DepthSample &before = *(behind - 1);
    Column column{0, before.lowest, before.highest, before.capacity};
    if (behind == m_samples.end())
        return column;
    const std::uint32_t lowest = std::max(before.lowest, behind->lowest);
    const std::uint32_t highest = std::min(before.highest, behind->highest);
    if (lowest <= highest) { // else a sample is missing: what the last one said stays
        column.lowest = lowest;
        column.highest = highest;
    }
    return column;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_density.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

std::int64_t floorTo(std::int64_t value, std::int64_t step)
{
    const std::int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

ViewTime timeOf(std::int64_t micros)
{
    return toViewTime(Timestamp{Micros{micros}});
}

} // namespace

void EventDensity::clear()
{
    *this = EventDensity();
}

void EventDensity::add(Timestamp start, bool isError)
{
    const std::int64_t time = toTimestamp(toViewTime(start)).time_since_epoch().count();
    if (m_buckets.empty()) {
        m_buckets.resize(bucketCount);
        m_begin = floorTo(time, m_width);
        m_first = m_last = time;
    }
    if (bucketOf(time) < 0 || bucketOf(time) >= static_cast<std::int64_t>(bucketCount))
        makeRoomFor(time);
    m_first = std::min(m_first, time);
    m_last = std::max(m_last, time);
    Bucket &bucket = m_buckets[static_cast<std::size_t>(bucketOf(time))];
    ++bucket.events;
    ++m_events;
    if (isError) {
        ++bucket.errors;
        ++m_errors;
    }
}

std::int64_t EventDensity::bucketOf(std::int64_t time) const
{
    return time < m_begin ? -1 : (time - m_begin) / m_width;
}

/// What is known comes to fill at most half of the buckets; the free half lies on the side that grows.
void EventDensity::makeRoomFor(std::int64_t time)
{
    const std::int64_t first = std::min(m_first, time);
    const std::int64_t last = std::max(m_last, time);
    constexpr auto half = static_cast<std::int64_t>(bucketCount / 2);
    std::int64_t width = m_width;
    while ((last - first) / width + 1 >= half)
        width *= 2;
    const std::int64_t free = time < m_begin ? half * width : 0;
    const std::int64_t begin = floorTo(first - free, width);
    std::vector<Bucket> wider(bucketCount);
    for (std::size_t i = 0; i < bucketCount; ++i) {
        if (m_buckets[i].events == 0)
            continue;
        const std::int64_t at = m_begin + static_cast<std::int64_t>(i) * m_width;
        Bucket &bucket = wider[static_cast<std::size_t>((at - begin) / width)];
        bucket.events += m_buckets[i].events;
        bucket.errors += m_buckets[i].errors;
    }
    m_buckets = std::move(wider);
    m_begin = begin;
    m_width = width;
}

std::vector<EventDensity::Column> EventDensity::columns(const TimeScale &scale) const
{
    const auto width = static_cast<int>(std::ceil(std::max(0.0, scale.width())));
    std::vector<Column> columns(static_cast<std::size_t>(width));
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        const Bucket &bucket = m_buckets[i];
        if (bucket.events == 0)
            continue;
        const std::int64_t at = m_begin + static_cast<std::int64_t>(i) * m_width;
        // The first event may lie behind its bucket's begin, and the view begin with it.
        const double left = scale.toX(timeOf(std::max(at, m_first)));
        const double right = scale.toX(timeOf(std::min(at + m_width, m_last + 1)));
        if (right < 0 || left >= width)
            continue;
        const int from = std::clamp(static_cast<int>(std::floor(left)), 0, width - 1);
        const int to = std::clamp(static_cast<int>(std::ceil(right)), from + 1, width);
        columns[static_cast<std::size_t>(from)].events += bucket.events;
        columns[static_cast<std::size_t>(from)].errors += bucket.errors;
        const double each = bucket.events / std::max(1.0, right - left);
        for (int x = from; x < to; ++x)
            columns[static_cast<std::size_t>(x)].density += each;
    }
    return columns;
}

} // namespace sluice

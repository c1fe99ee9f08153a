// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/tick_marks.h"

#include "core/timeline/duration_text.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr std::array<Nanos, 15> clockSteps
    = {10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h, 24h};

/// The smallest of 1, 2, 5 times a power of ten that is at least `least` (and at least 1).
std::int64_t roundStep(std::int64_t least)
{
    constexpr std::int64_t farthest = INT64_MAX / 10;
    for (std::int64_t power = 1; power < farthest; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (power * digit >= least)
                return power * digit;
        }
    }
    return farthest;
}

/// How many parts a labelled step is cut into by minor ticks.
int partsOf(Nanos step)
{
    std::int64_t leading = step >= 24h ? step / Nanos(24h) : step < 10s ? step.count() : 0;
    while (leading >= 10)
        leading /= 10;
    if (leading > 0)
        return leading == 2 ? 4 : 5;
    const std::int64_t inUnit = step < 1min ? step / Nanos(1s)
        : step < 1h                         ? step / Nanos(1min)
                                            : step / Nanos(1h);
    return inUnit % 5 == 0 ? 5 : inUnit == 1 || inUnit == 2 || inUnit == 12 ? 4 : 3;
}

std::int64_t floorDivided(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);
}

/// A part of what is seen that no folded gap interrupts.
struct Stretch
{
    ViewTime begin;
    ViewTime end;
    bool goesOn = false; ///< no gap follows in the view
};

std::vector<Stretch> stretchesOf(const TimeScale &scale)
{
    std::vector<Stretch> stretches;
    ViewTime from = scale.begin();
    if (scale.fold()) {
        for (const GapFold::Gap &gap : scale.fold()->gaps()) {
            if (gap.end <= from)
                continue;
            if (gap.begin >= scale.end())
                break;
            if (gap.begin > from)
                stretches.push_back({from, gap.begin, false});
            from = gap.end;
        }
    }
    if (from < scale.end() || stretches.empty())
        stretches.push_back({from, scale.end(), true});
    return stretches;
}

struct TickRow
{
    const TimeScale &scale;
    ViewTime origin;
    Nanos step;
    Nanos minor;
    double labelSpacing;
    std::vector<TickMark> ticks;
    double lastLabel = -1e300;

    /// At the view's edges one tick more, so that a label may hang over; none in a gap, nor a label into one.
    void add(const Stretch &stretch)
    {
        const bool isFirst = stretch.begin == scale.begin();
        const std::int64_t first = floorDivided((stretch.begin - origin).count(), step.count());
        const Nanos last = stretch.end - origin + (stretch.goesOn ? step : Nanos{});
        const double room = stretch.goesOn ? 1e300 : scale.toX(stretch.end) - labelSpacing / 2;
        for (Nanos offset = step * first; offset <= last; offset += minor) {
            if (!isFirst && offset < stretch.begin - origin)
                continue;
            const double x = scale.toX(origin + offset);
            const bool fits = x <= room && x - lastLabel >= labelSpacing * 0.999;
            const bool major = offset % step == Nanos{} && (scale.fold() == nullptr || fits);
            if (major)
                lastLabel = x;
            ticks.push_back({x, offset, major ? offsetText(offset, step) : std::string()});
        }
    }
};

} // namespace

Nanos rulerStep(Nanos least)
{
    if (least <= 5s)
        return Nanos(roundStep(least.count()));
    for (const Nanos step : clockSteps) {
        if (step >= least)
            return step;
    }
    constexpr Nanos day = 24h;
    constexpr std::int64_t mostDays = INT64_MAX / day.count() / 10;
    const std::int64_t wantedDays = least / day + (least % day == Nanos{} ? 0 : 1);
    return day * std::min(mostDays, roundStep(wantedDays));
}

std::vector<TickMark> tickMarks(const TimeScale &scale, Timestamp zero, double labelSpacing)
{
    if (scale.width() <= 0)
        return {};
    const double wanted = std::max(1.0, labelSpacing) * scale.nanosPerPixel();
    const Nanos step = rulerStep(Nanos(static_cast<std::int64_t>(std::ceil(std::min(wanted, 4e18)))));
    const int parts = partsOf(step);
    const Nanos minor = step.count() % parts == 0 ? step / parts : step;

    TickRow row{scale, toViewTime(zero), step, minor, labelSpacing, {}};
    for (const Stretch &stretch : stretchesOf(scale))
        row.add(stretch);
    return std::move(row.ticks);
}

} // namespace sluice

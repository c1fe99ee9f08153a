// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/tick_marks.h"

#include "core/timeline/duration_text.h"

#include <array>
#include <cmath>
#include <cstdint>

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

    const ViewTime origin = toViewTime(zero);
    const std::int64_t first = floorDivided((scale.begin() - origin).count(), step.count());
    std::vector<TickMark> ticks;
    for (Nanos offset = step * first; offset <= scale.end() - origin + step; offset += minor) {
        const bool major = offset % step == Nanos{};
        ticks.push_back(
            {scale.toX(origin + offset), offset, major ? offsetText(offset, step) : std::string()});
    }
    return ticks;
}

} // namespace sluice

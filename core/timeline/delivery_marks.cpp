// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/delivery_marks.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

int heldPixel(double x, const TimeScale &scale)
{
    constexpr double margin = leastDropWidth;
    return static_cast<int>(std::floor(std::clamp(x, -margin, scale.width() + margin)));
}

/// Appends `mark`, or joins it to the last one when it begins before that one ends.
/// `isWorse(a, b)`: record a is to be shown rather than record b.
template <typename IsWorse>
void appendOrJoin(std::vector<DeliveryMark> &marks, const DeliveryMark &mark, IsWorse isWorse)
{
    if (marks.empty() || mark.left >= marks.back().right) {
        marks.push_back(mark);
        return;
    }
    DeliveryMark &last = marks.back();
    last.right = std::max(last.right, mark.right);
    last.records += mark.records;
    last.events += mark.events;
    if (isWorse(mark.worst, last.worst))
        last.worst = mark.worst;
}

/// [begin, end] of record `index` as a mark; one outside the view lies at its edge, see isVisible().
DeliveryMark markFor(
    std::size_t index, Timestamp begin, Timestamp end, int leastWidth, const TimeScale &scale)
{
    DeliveryMark mark;
    mark.left = heldPixel(scale.toX(begin), scale);
    mark.right = std::max(mark.left + leastWidth, heldPixel(scale.toX(end), scale));
    mark.first = mark.worst = index;
    return mark;
}

/// A short record just left of the view is seen as far as its least width reaches into it.
bool isVisible(const DeliveryMark &mark, const TimeScale &scale)
{
    return mark.right > 0 && mark.left < scale.width();
}

} // namespace

int severityOf(FlushOutcome outcome)
{
    switch (outcome) {
    case FlushOutcome::Delivered:
        return 0;
    case FlushOutcome::Split:
        return 1;
    case FlushOutcome::Sending:
        return 2;
    case FlushOutcome::Retrying:
        return 3;
    case FlushOutcome::Abandoned:
        return 4;
    case FlushOutcome::InDoubt:
        return 5;
    case FlushOutcome::Refused:
        return 6;
    }
    return 0;
}

bool isUnderWay(const FlushRecord &flush)
{
    return flush.outcome == FlushOutcome::Sending || flush.outcome == FlushOutcome::Retrying
        || flush.outcome == FlushOutcome::InDoubt;
}

DeliveryMark markOf(const FlushRecord &flush, const TimeScale &scale, Timestamp now)
{
    const Timestamp end = isUnderWay(flush) ? std::max(now, flush.ended) : flush.ended;
    DeliveryMark mark = markFor(0, flush.started, end, leastFlushWidth, scale);
    mark.events = flush.events;
    return mark;
}

DeliveryMark markOf(const DropRun &run, const TimeScale &scale)
{
    DeliveryMark mark = markFor(0, run.first, run.last, leastDropWidth, scale);
    mark.events = run.count;
    return mark;
}

std::vector<DeliveryMark> flushMarks(
    std::span<const FlushRecord> flushes, const TimeScale &scale, Timestamp now)
{
    std::vector<DeliveryMark> marks;
    for (std::size_t i = 0; i < flushes.size(); ++i) {
        DeliveryMark mark = markOf(flushes[i], scale, now);
        mark.first = mark.worst = i;
        if (!isVisible(mark, scale))
            continue;
        appendOrJoin(marks, mark, [flushes](std::size_t a, std::size_t b) {
            return severityOf(flushes[a].outcome) > severityOf(flushes[b].outcome);
        });
    }
    return marks;
}

std::vector<DeliveryMark> dropMarks(std::span<const DropRun> drops, const TimeScale &scale)
{
    std::vector<DeliveryMark> marks;
    for (std::size_t i = 0; i < drops.size(); ++i) {
        DeliveryMark mark = markOf(drops[i], scale);
        mark.first = mark.worst = i;
        if (isVisible(mark, scale))
            appendOrJoin(marks, mark,
                [drops](std::size_t a, std::size_t b) { return drops[a].count > drops[b].count; });
    }
    return marks;
}

const DeliveryMark *markAt(std::span<const DeliveryMark> marks, double x, double tolerance)
{
    const auto mark = std::partition_point(
        marks.begin(), marks.end(), [&](const DeliveryMark &m) { return m.right + tolerance <= x; });
    return mark != marks.end() && mark->left - tolerance <= x ? &*mark : nullptr;
}

} // namespace sluice

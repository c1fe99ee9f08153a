// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_hit.h"

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"

#include <algorithm>

namespace sluice::ui {

namespace {

std::optional<TimelineHit> placeholderAt(
    const TimelineLayout &layout, const LaneGeometry &lane, const SubRowGeometry &subRow, QPoint position)
{
    for (const PlaceholderMark &mark : subRow.placeholders) {
        const QRect rect = placeholderRect(layout, subRow, mark);
        if (position.x() < rect.left() - metrics::hoverTolerance
            || position.x() > rect.right() + metrics::hoverTolerance)
            continue;
        TimelineHit hit;
        hit.kind = TimelineHit::Kind::Placeholder;
        hit.rect = rect;
        hit.placeholder = mark;
        hit.lane = lane.key;
        return hit;
    }
    return std::nullopt;
}

std::optional<TimelineHit> eventAt(
    const TimelineGeometry &geometry, const TimelineModel &model, QPoint position)
{
    const double x = position.x() - geometry.layout.plotLeft() + 0.5;
    for (const LaneGeometry &lane : geometry.lanes) {
        for (const SubRowGeometry &subRow : lane.subRows) {
            if (position.y() < subRow.top || position.y() >= subRow.top + metrics::subRowHeight)
                continue;
            if (!subRow.placeholders.empty())
                return placeholderAt(geometry.layout, lane, subRow, position);
            const DetailItem *item = itemAt(subRow.items, x, metrics::hoverTolerance);
            if (item == nullptr)
                return std::nullopt;
            TimelineHit hit;
            hit.rect = barRect(geometry.layout, subRow, *item);
            hit.item = *item;
            hit.item.event = eventOf(model, lane, subRow, *item);
            if (hit.item.event == noEvent)
                return std::nullopt;
            hit.isRest = subRow.isRest;
            return hit;
        }
    }
    return std::nullopt;
}

std::optional<TimelineHit> markHit(
    TimelineHit::Kind kind, const std::vector<DeliveryMark> &marks, const QRect &lane, QPoint position)
{
    const DeliveryMark *mark = markAt(marks, position.x() - lane.left() + 0.5, metrics::hoverTolerance);
    if (mark == nullptr)
        return std::nullopt;
    TimelineHit hit;
    hit.kind = kind;
    hit.rect = kind == TimelineHit::Kind::Flush ? flushRect(lane, *mark) : dropRect(lane, *mark);
    hit.mark = *mark;
    return hit;
}

std::optional<TimelineHit> partAt(
    const TimelineGeometry &geometry, const TimelineModel &model, QPoint position)
{
    const TimelineLayout &layout = geometry.layout;
    if (layout.lanes.contains(position))
        return eventAt(geometry, model, position);
    if (layout.flushes.contains(position))
        return markHit(TimelineHit::Kind::Flush, geometry.flushes, layout.flushes, position);
    if (layout.drops.contains(position))
        return markHit(TimelineHit::Kind::Drop, geometry.drops, layout.drops, position);
    if (!layout.depth.contains(position) || geometry.depth.empty())
        return std::nullopt;
    TimelineHit hit;
    hit.kind = TimelineHit::Kind::Depth;
    return hit;
}

} // namespace

std::optional<TimelineHit> hitAt(
    const TimelineGeometry &geometry, const TimelineModel &model, QPoint position)
{
    auto hit = partAt(geometry, model, position);
    if (hit)
        hit->time = toTimestamp(geometry.scale.toTime(position.x() - geometry.layout.plotLeft() + 0.5));
    return hit;
}

std::optional<QRect> rectOfEvent(
    const TimelineGeometry &geometry, const TimelineModel &model, EventIndex event)
{
    const EventColumns &columns = model.events().columns();
    const Lane &lane = model.events().laneOf(event);
    const std::size_t row = lane.events.rowOf(columns, event);
    const auto shown = std::find_if(geometry.lanes.begin(), geometry.lanes.end(),
        [&](const LaneGeometry &candidate) { return candidate.key == lane.key; });
    if (shown == geometry.lanes.end())
        return std::nullopt;
    const int top = shown->top + metrics::lanePadding + static_cast<int>(row) * metrics::subRowHeight;
    for (const SubRowGeometry &subRow : shown->subRows) {
        if (subRow.top != top)
            continue;
        const double x = geometry.scale.toX(columns.start(event));
        const double end = geometry.scale.toX(columns.end(event));
        const DetailItem *item = itemAt(subRow.items, std::clamp(x, 0.0, std::max(0.0, end)), 1);
        return item == nullptr ? std::nullopt : std::optional(barRect(geometry.layout, subRow, *item));
    }
    return std::nullopt;
}

} // namespace sluice::ui

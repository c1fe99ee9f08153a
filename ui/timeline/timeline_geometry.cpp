// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_geometry.h"

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"

#include <algorithm>

namespace sluice::ui {

namespace {

LaneGeometry laneGeometry(const Lane &lane, const EventColumns &columns, const TimelineGeometry &geometry,
    const PixelGrid &grid, int top)
{
    LaneGeometry result;
    result.key = lane.key;
    result.top = top;
    result.height = laneHeight(lane.events.shownRows());
    result.eventCount = lane.events.eventCount();
    result.restCount = lane.events.rest().size();
    const QRect &area = geometry.layout.lanes;
    if (result.bottom() <= area.top() || top > area.bottom())
        return result;
    for (std::size_t i = 0; i < lane.events.shownRows(); ++i) {
        SubRowGeometry subRow;
        subRow.top = top + metrics::lanePadding + static_cast<int>(i) * metrics::subRowHeight;
        subRow.isRest = lane.events.isRest(i);
        if (subRow.top + metrics::subRowHeight <= area.top() || subRow.top > area.bottom())
            continue;
        const OrderedEvents &events = lane.events.shownRow(i);
        if (subRow.isRest)
            appendRestDetail(events, columns, grid, subRow.items);
        else
            appendDetail(events, columns, grid, subRow.items);
        result.subRows.push_back(std::move(subRow));
    }
    return result;
}

void addLanes(TimelineGeometry &geometry, const TimelineModel &model, int scrollY)
{
    const EventLanes &events = model.events();
    const PixelGrid grid(geometry.scale);
    int top = geometry.layout.lanes.top() - scrollY;
    bool isBanded = false;
    for (const Lane &lane : events.lanes()) {
        LaneGeometry shown = laneGeometry(lane, events.columns(), geometry, grid, top);
        shown.isBanded = isBanded;
        isBanded = !isBanded;
        top = shown.bottom();
        if (!shown.subRows.empty())
            geometry.lanes.push_back(std::move(shown));
    }
}

void addDelivery(TimelineGeometry &geometry, const TimelineModel &model, Timestamp now)
{
    if (geometry.layout.depth.isEmpty())
        return;
    geometry.depth = model.depths().columns(geometry.scale, now);
    for (const DepthSeries::Column &column : geometry.depth)
        geometry.depthTop = std::max({geometry.depthTop, column.capacity, column.highest});
    geometry.flushes = flushMarks(model.flushes(), geometry.scale, now);
    geometry.drops = dropMarks(model.drops(), geometry.scale);
}

} // namespace

TimelineLayout layoutFor(QSize size, int gutterWidth, bool withDelivery)
{
    const int gutter = std::clamp(gutterWidth, metrics::leastGutterWidth, metrics::mostGutterWidth);
    const int plotWidth = std::max(0, size.width() - gutter);
    TimelineLayout layout;
    layout.gutter = QRect(0, 0, gutter, size.height());
    layout.ruler = QRect(gutter, 0, plotWidth, metrics::rulerHeight);
    int bottom = size.height();
    const auto takeFromBottom = [&](int height) {
        bottom -= height;
        return QRect(gutter, bottom, plotWidth, height);
    };
    if (withDelivery) {
        layout.drops = takeFromBottom(metrics::dropLaneHeight);
        layout.flushes = takeFromBottom(metrics::flushLaneHeight);
        layout.depth = takeFromBottom(metrics::depthLaneHeight);
    }
    const int lanesHeight = std::max(0, bottom - metrics::rulerHeight);
    layout.lanes = QRect(gutter, metrics::rulerHeight, plotWidth, lanesHeight);
    return layout;
}

TimelineGeometry geometryFor(const TimelineModel &model, const TimelineFrame &frame)
{
    TimelineGeometry geometry;
    geometry.layout = frame.layout;
    geometry.scale = frame.scale;
    geometry.ticks = tickMarks(geometry.scale, model.zero(), metrics::rulerLabelSpacing);
    addLanes(geometry, model, frame.scrollY);
    addDelivery(geometry, model, frame.now);
    return geometry;
}

int laneHeight(std::size_t subRows)
{
    return static_cast<int>(subRows) * metrics::subRowHeight + 2 * metrics::lanePadding;
}

int contentHeight(const TimelineModel &model)
{
    int height = 0;
    for (const Lane &lane : model.events().lanes())
        height += laneHeight(lane.events.shownRows());
    return height;
}

int subRowTop(const TimelineModel &model, std::uint16_t key, std::size_t subRow)
{
    int top = 0;
    for (const Lane &lane : model.events().lanes()) {
        if (lane.key == key)
            break;
        top += laneHeight(lane.events.shownRows());
    }
    return top + metrics::lanePadding + static_cast<int>(subRow) * metrics::subRowHeight;
}

QRect barRect(const TimelineLayout &layout, const SubRowGeometry &subRow, const DetailItem &item)
{
    const int gap = item.kind == DetailItem::Kind::Bar ? metrics::gapBetweenBars : 0;
    const int top = subRow.top + metrics::subRowHeight - metrics::barHeight;
    return {layout.plotLeft() + item.left, top, item.right - item.left - gap, metrics::barHeight};
}

namespace {

QRect markRect(const QRect &lane, const DeliveryMark &mark, int height)
{
    const int padding = (lane.height() - height) / 2;
    return {lane.left() + mark.left, lane.top() + padding, mark.right - mark.left - metrics::gapBetweenBars,
        height};
}

} // namespace

QRect flushRect(const QRect &lane, const DeliveryMark &mark)
{
    return markRect(lane, mark, metrics::barHeight);
}

QRect dropRect(const QRect &lane, const DeliveryMark &mark)
{
    return markRect(lane, mark, metrics::dropHeight);
}

} // namespace sluice::ui

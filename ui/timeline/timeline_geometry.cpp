// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_geometry.h"

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

/// With fewer events a frame is done before another thread has woken up.
constexpr std::size_t eventsForTwo = 50'000;

std::vector<PlaceholderMark> placeholderMarks(
    const std::vector<Placeholder> &placeholders, std::uint16_t track, const TimeScale &scale)
{
    const auto pixel = [&scale](Timestamp time) {
        const double x = std::clamp(scale.toX(time), -1.0 * detailMargin, scale.width() + detailMargin);
        return static_cast<int>(std::floor(x));
    };
    std::vector<PlaceholderMark> marks;
    for (const Placeholder &place : placeholders) {
        if (place.track != track)
            continue;
        const int left = pixel(place.range.begin);
        const int right = std::max(left + leastBarWidth, pixel(place.range.end));
        if (right <= 0 || left >= scale.width())
            continue;
        if (marks.empty() || left >= marks.back().right) {
            marks.push_back({left, right, 1, place.children});
            continue;
        }
        marks.back().right = std::max(marks.back().right, right);
        ++marks.back().parents;
        marks.back().children += place.children;
    }
    return marks;
}

/// What all lanes of one frame share.
struct LaneSource
{
    const EventColumns &columns;
    const PixelGrid grid;
    const std::vector<Placeholder> placeholders;
    const std::optional<Timestamp> growUntil;
};

void addItems(SubRowGeometry &subRow, const NestedLane::Row &row, const LaneSource &source)
{
    const auto most = static_cast<std::size_t>(source.grid.scale().width()) + 2;
    subRow.items.reserve(std::min(row.events->size(), most));
    if (row.isRest)
        appendRestDetail(*row.events, source.columns, source.grid, subRow.items);
    else
        appendDetail(*row.events, source.columns, source.grid, subRow.items);
    if (row.open != noEvent && source.growUntil)
        extendOpen(row.open, source.columns, *source.growUntil, source.grid.scale(), subRow.items);
}

SubRowGeometry emptySubRow(const NestedLane::Row &row, std::uint16_t key, const LaneSource &source, int top)
{
    SubRowGeometry subRow;
    subRow.top = top;
    subRow.depth = row.depth;
    subRow.isRest = row.isRest;
    if (row.events == nullptr)
        subRow.placeholders = placeholderMarks(source.placeholders, key, source.grid.scale());
    return subRow;
}

/// A sub-row that can be seen, to be filled.
struct OpenSubRow
{
    std::size_t lane = 0; ///< in the geometry
    std::size_t subRow = 0; ///< in the lane
    NestedLane::Row row;
};

/// Without items: `open` says which are to be filled.
LaneGeometry laneGeometry(const Lane &lane, const LaneSource &source, const QRect &area, int top,
    std::size_t index, std::vector<OpenSubRow> &open)
{
    LaneGeometry result;
    result.key = lane.key;
    result.top = top;
    result.height = laneHeight(lane.events.shownRows());
    result.eventCount = lane.events.eventCount();
    if (result.bottom() <= area.top() || top > area.bottom())
        return result;
    result.restCount = lane.events.restCount();
    int rowTop = top + metrics::lanePadding;
    std::size_t number = 0;
    for (const NestedLane::Row &row : lane.events.rows()) {
        if (rowTop + metrics::subRowHeight > area.top() && rowTop <= area.bottom()) {
            if (row.events != nullptr)
                open.push_back({index, result.subRows.size(), row});
            result.subRows.push_back(emptySubRow(row, lane.key, source, rowTop));
            result.subRows.back().row = number;
        }
        rowTop += metrics::subRowHeight;
        ++number;
    }
    return result;
}

void addLanes(TimelineGeometry &geometry, const TimelineModel &model, const TimelineFrame &frame)
{
    const EventLanes &events = model.events();
    const LaneSource source{
        events.columns(), PixelGrid(geometry.scale), events.placeholders(), frame.growUntil};
    std::vector<OpenSubRow> open;
    int top = geometry.layout.lanes.top() - frame.scrollY;
    bool isBanded = false;
    for (const Lane &lane : events.lanes()) {
        LaneGeometry shown
            = laneGeometry(lane, source, geometry.layout.lanes, top, geometry.lanes.size(), open);
        shown.isBanded = isBanded;
        isBanded = !isBanded;
        top = shown.bottom();
        if (!shown.subRows.empty())
            geometry.lanes.push_back(std::move(shown));
    }
    const auto fill = [&](std::size_t i) {
        addItems(geometry.lanes[open[i].lane].subRows[open[i].subRow], open[i].row, source);
    };
    if (frame.helper != nullptr && events.eventCount() >= eventsForTwo)
        return frame.helper->run(open.size(), fill);
    for (std::size_t i = 0; i < open.size(); ++i)
        fill(i);
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
    const int most = std::max(metrics::leastGutterWidth, size.width() / 2);
    const int gutter = std::clamp(gutterWidth, metrics::leastGutterWidth, most);
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
    addLanes(geometry, model, frame);
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

EventIndex eventOf(const TimelineModel &model, const LaneGeometry &lane, const SubRowGeometry &subRow,
    const DetailItem &item)
{
    if (item.event != noEvent)
        return item.event;
    const auto &lanes = model.events().lanes();
    const auto found = std::ranges::find(lanes, lane.key, &Lane::key);
    if (found == lanes.end())
        return noEvent;
    const auto rows = found->events.rows();
    const OrderedEvents *events = subRow.row < rows.size() ? rows[subRow.row].events : nullptr;
    return events == nullptr ? noEvent : sluice::eventOf(item, *events);
}

QRect barRect(const TimelineLayout &layout, const SubRowGeometry &subRow, const DetailItem &item)
{
    const int gap = item.kind == DetailItem::Kind::Bar ? metrics::gapBetweenBars : 0;
    const int top = subRow.top + metrics::subRowHeight - metrics::barHeight;
    return {layout.plotLeft() + item.left, top, item.right - item.left - gap, metrics::barHeight};
}

QRect placeholderRect(const TimelineLayout &layout, const SubRowGeometry &subRow, const PlaceholderMark &mark)
{
    const int top = subRow.top + metrics::subRowHeight - metrics::barHeight;
    return {layout.plotLeft() + mark.left, top, mark.right - mark.left, metrics::barHeight};
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

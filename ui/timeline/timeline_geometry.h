// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/delivery_marks.h"
#include "core/timeline/depth_series.h"
#include "core/timeline/level_of_detail.h"
#include "core/timeline/shared_work.h"
#include "core/timeline/tick_marks.h"

#include <QRect>
#include <QSize>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::ui {

class TimelineModel;

/// Where the parts of the view lie. The ruler is at the top, the delivery lanes at the bottom, the lanes of
/// events scroll between them; x = 0 of the time scale is the plot's left edge.
struct TimelineLayout
{
    QRect gutter; ///< the labels' column, full height
    QRect ruler;
    QRect lanes; ///< the visible part of the event lanes, without the gutter
    QRect depth; ///< empty when there is no delivery to show; so are the next two
    QRect flushes;
    QRect drops;

    int plotLeft() const { return lanes.left(); }
};

/// `gutterWidth` is held between the theme's least one and half of the view.
TimelineLayout layoutFor(QSize size, int gutterWidth, bool withDelivery);

/// A parent that is not there yet, or several that overlap, in the plot's pixels.
struct PlaceholderMark
{
    int left = 0;
    int right = 0;
    std::uint32_t parents = 1;
    std::uint32_t children = 0;

    bool operator==(const PlaceholderMark &) const = default;
};

/// One shown sub-row. `top` is in the view's pixels; items in the plot's.
struct SubRowGeometry
{
    int top = 0;
    std::uint8_t depth = 0;
    bool isRest = false;
    std::size_t row = 0; ///< among all of its lane
    std::vector<DetailItem> items;
    std::vector<PlaceholderMark> placeholders; ///< then there are no items
};

struct LaneGeometry
{
    std::uint16_t key = 0;
    bool isBanded = false; ///< every second one
    int top = 0; ///< in the view's pixels, may be outside
    int height = 0;
    std::size_t eventCount = 0;
    std::size_t restCount = 0;
    std::vector<SubRowGeometry> subRows; ///< those that can be seen

    int bottom() const { return top + height; }
};

/// All that is drawn, decided: painters only replay it, the pointer is looked up in it.
struct TimelineGeometry
{
    TimelineLayout layout;
    TimeScale scale;
    std::vector<TickMark> ticks;
    std::vector<LaneGeometry> lanes; ///< those that can be seen
    std::vector<DepthSeries::Column> depth;
    std::uint32_t depthTop = 0; ///< the depth at the top of its lane
    std::vector<DeliveryMark> flushes;
    std::vector<DeliveryMark> drops;
};

/// What the view is to show.
struct TimelineFrame
{
    TimelineLayout layout;
    int scrollY = 0; ///< how far the event lanes are scrolled up
    TimeScale scale; ///< as wide as the plot
    Timestamp now; ///< where open flushes end
    std::optional<Timestamp> growUntil{}; ///< where open events end; nullopt: where their last news says
    SharedWork *helper = nullptr; ///< takes part where there are many events; null: none
};

TimelineGeometry geometryFor(const TimelineModel &model, const TimelineFrame &frame);

/// Height of a lane with so many sub-rows.
int laneHeight(std::size_t subRows);

/// Of all event lanes.
int contentHeight(const TimelineModel &model);

/// The top of the lane of `key` in the content, that is with scrollY = 0 and the lanes' area at 0; and where
/// in it sub-row `subRow` begins.
int subRowTop(const TimelineModel &model, std::uint16_t key, std::size_t subRow);

/// The event that an item of a sub-row stands for, as the model is now: noEvent when it has changed since the
/// geometry was made and none is there.
EventIndex eventOf(const TimelineModel &model, const LaneGeometry &lane, const SubRowGeometry &subRow,
    const DetailItem &item);

/// The bar of an item of a sub-row, in the view's pixels.
QRect barRect(const TimelineLayout &layout, const SubRowGeometry &subRow, const DetailItem &item);

/// A parent that is not there yet, in the view's pixels.
QRect placeholderRect(
    const TimelineLayout &layout, const SubRowGeometry &subRow, const PlaceholderMark &mark);

/// A flush's and a drop's mark, in the view's pixels.
QRect flushRect(const QRect &lane, const DeliveryMark &mark);
QRect dropRect(const QRect &lane, const DeliveryMark &mark);

} // namespace sluice::ui

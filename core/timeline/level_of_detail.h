// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/ordered_events.h"
#include "core/timeline/pixel_grid.h"
#include "core/timeline/time_scale.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// What is drawn in one sub-row at one zoom: a bar is one event; a column is a pixel (or few) that holds what
/// is too small to be drawn one by one.
struct DetailItem
{
    enum class Kind : std::uint8_t { Bar, Column };

    int left = 0; ///< pixels [left, right); a bar may begin or end up to detailMargin outside the view
    int right = 0;
    EventIndex event = noEvent; ///< a bar's; of a column see eventOf()
    Timestamp start; ///< of a column's first event
    /// Events that begin here. Where 16 and more begin in a pixel, up to 15 that begin in the next are
    /// counted here, never an error; none is lost or counted twice.
    std::uint32_t count = 1;
    std::uint32_t errors = 0;
    EventType type = EventType::Action; ///< a column's: of its longest event
    Kind kind = Kind::Bar;
    bool isOpen = false; ///< a bar that grows

    bool operator==(const DetailItem &) const = default;
};

/// What is shorter is not drawn alone, unless it stands alone.
inline constexpr int leastBarWidth = 3;

/// The event that an item stands for: a bar's own, a column's first error or else its longest event (see
/// EventWeight). `events` are those that the item was made of: of a column it is looked up only when asked
/// for, since a frame has a hundred thousand of them and the pointer is over one.
EventIndex eventOf(const DetailItem &item, const OrderedEvents &events);

/// How far outside the view a bar that goes on is cut.
inline constexpr int detailMargin = 2;

/// Appends what the grid's scale shows of `events`, which must not overlap each other, from left to right;
/// only a bar may begin in the last pixel of a column in front of it. An event of at least leastBarWidth
/// pixels is a bar; so is a shorter one whose follower begins at least leastBarWidth behind its own begin (it
/// is drawn leastBarWidth wide). The others are summed up in pixel columns; a column with errors says so, at
/// every zoom. At most one item a pixel, and one more for each bar; costs O(pixels * log n).
void appendDetail(const OrderedEvents &events, const EventColumns &columns, const PixelGrid &grid,
    std::vector<DetailItem> &out);

/// The same for events that may overlap: columns only, each reaching to the next one as long as one of the
/// events in front of it lasts. The first item stands for what began before the view; its count is 0.
void appendRestDetail(const OrderedEvents &events, const EventColumns &columns, const PixelGrid &grid,
    std::vector<DetailItem> &out);

/// Makes the last event of a sub-row, which is still open, reach until `now`: appends its bar to the
/// sub-row's items or lengthens it.
void extendOpen(EventIndex event, const EventColumns &columns, Timestamp now, const TimeScale &scale,
    std::vector<DetailItem> &items);

/// The item of `items` (in order of left) that is drawn at `x`, or the nearest one within `tolerance` pixels;
/// nullptr when there is none.
const DetailItem *itemAt(std::span<const DetailItem> items, double x, double tolerance);

} // namespace sluice

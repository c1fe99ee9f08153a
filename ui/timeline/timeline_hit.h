// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/timeline/timeline_geometry.h"

#include <QPoint>

#include <cstdint>
#include <optional>

namespace sluice::ui {

/// What lies under the pointer.
struct TimelineHit
{
    enum class Kind { Event, Placeholder, Flush, Drop, Depth };

    Kind kind = Kind::Event;
    QRect rect; ///< to be outlined, in the view's pixels; empty for Depth
    DetailItem item; ///< of an event
    bool isRest = false; ///< the item lies in a lane's rest, where events overlap
    PlaceholderMark placeholder; ///< of parents that have not arrived
    std::uint16_t lane = 0; ///< key of the lane that those lie in
    DeliveryMark mark; ///< of a flush or a drop
    Timestamp time; ///< under the pointer

    bool operator==(const TimelineHit &) const = default;
};

/// nullopt on the ruler, the gutter and empty places.
std::optional<TimelineHit> hitAt(
    const TimelineGeometry &geometry, const TimelineModel &model, QPoint position);

/// Where an event is drawn: its bar, or the column that holds it; nullopt when it cannot be seen.
std::optional<QRect> rectOfEvent(
    const TimelineGeometry &geometry, const TimelineModel &model, EventIndex event);

} // namespace sluice::ui

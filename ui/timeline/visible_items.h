// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"

#include <QRect>
#include <QtGlobal>

namespace sluice::ui {

/// One drawn item, in the viewport's pixels, cut to what can be seen.
struct VisibleBar
{
    QRect rect;
    qint64 row = 0; ///< of the event; of a column: of its first error, else of its longest event
    EventType type = EventType::Action;
    quint32 count = 1; ///< events that begin here: more than one in a column only
    quint32 errors = 0;
    quint16 lane = 0; ///< key of the event's lane
};

/// One lane in sight.
struct VisibleLane
{
    quint16 key = 0;
    QRect rect; ///< in the viewport's pixels
    quint64 events = 0; ///< in all of the lane
};

/// Parents in sight that have not arrived: one, or several that overlap.
struct VisiblePlaceholder
{
    QRect rect; ///< in the viewport's pixels
    quint32 parents = 1;
    quint32 children = 0;
    quint16 lane = 0; ///< key of the lane that their children lie in
};

} // namespace sluice::ui

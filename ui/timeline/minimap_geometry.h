// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"

#include <QRect>
#include <QSize>

#include <memory>

namespace sluice::ui {

/// The height of the overview strip, in logical pixels.
inline constexpr int minimapHeight = 40;

/// What of the overview lies under the pointer.
enum class MinimapPart { None, Before, After, Window, BeginHandle, EndHandle };

/// The overview strip, decided: the whole session in `plot`, and on it the window that the timeline shows.
struct MinimapGeometry
{
    QRect plot; ///< right of the gutter
    TimeScale scale; ///< as wide as the plot
    QRect window; ///< within the plot, at least wide enough to be held
    QRect beginHandle; ///< what can be grabbed of the window's edges
    QRect endHandle;

    /// The time at a pixel of the strip.
    ViewTime timeAt(int x) const { return scale.toTime(x - plot.left()); }
    MinimapPart partAt(QPoint position) const;
};

/// What the overview is to show.
struct MinimapFrame
{
    QSize size;
    int gutterWidth = 0;
    TimeRange bounds; ///< the whole session
    std::shared_ptr<const GapFold> fold; ///< as the timeline's
    ViewTime begin; ///< of what the timeline shows
    ViewTime end;
};

MinimapGeometry minimapGeometry(const MinimapFrame &frame);

/// A window whose begin (or end) is dragged to `time`: never shorter than `least`, never turned around.
TimeRange draggedWindow(const TimeRange &window, MinimapPart handle, Timestamp time, Micros least);

} // namespace sluice::ui

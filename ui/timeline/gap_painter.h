// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"
#include "ui/theme/event_palette.h"

#include <QRect>
#include <QString>

#include <vector>

class QPainter;

namespace sluice::ui {

/// A break of the axis as drawn: the band of a folded gap, from the ruler down.
struct AxisBreak
{
    QRect band; ///< in the view's pixels
    GapFold::Gap gap;
};

/// The breaks that `scale` shows. `area` is as wide as the scale, from the ruler's top to the lanes' foot.
std::vector<AxisBreak> axisBreaks(const TimeScale &scale, const QRect &area);

/// The break at this place; nullptr: none.
const AxisBreak *breakAt(const std::vector<AxisBreak> &breaks, QPoint position);

/// Hatched bands with torn edges, and down each of them how long it was, where there is room. What lies below
/// shows through: a break hides no event.
void paintBreaks(
    QPainter &painter, const std::vector<AxisBreak> &breaks, int rulerHeight, const EventPalette &palette);

/// "Idle for 1 h 02 min ... drawn shorter than it is", with its true begin and end.
QString breakText(const GapFold::Gap &gap, Timestamp zero);

} // namespace sluice::ui

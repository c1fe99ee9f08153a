// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_marks.h"
#include "core/timeline/time_scale.h"
#include "ui/theme/event_palette.h"

#include <QRect>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

class QPainter;

namespace sluice::ui {

/// A mark as drawn: a flag with its number at the foot of the ruler, a line down through the lanes; of a
/// stretch, a bar as long as it along the ruler's foot.
struct MarkFlag
{
    std::uint32_t number = 0;
    QRect flag; ///< in the view's pixels
    QRect stretch; ///< empty for an instant
    QString text; ///< plain, on one line, as long as there is room
    QRect textRect; ///< beside the flag, up to the next one; empty without a text
    bool isChosen = false;
};

/// Flags of the marks that `scale` shows, in order of time. `ruler` is as wide as the scale.
std::vector<MarkFlag> markFlags(
    const TimeMarks &marks, const TimeScale &scale, const QRect &ruler, std::optional<std::uint32_t> chosen);

/// The number of the mark whose flag lies there: the uppermost one, that is the latest.
std::optional<std::uint32_t> markAt(const std::vector<MarkFlag> &flags, QPoint position);

/// `height` is how far down the lines go.
void paintMarks(QPainter &painter, const std::vector<MarkFlag> &flags, const QRect &ruler, int height,
    const EventPalette &palette);

/// "Mark 3, at 12.4 s"; "Mark 3, 2.3 s long, at 12.4 s"; "Mark 3: first retry, at 12.4 s".
QString markLine(const TimeMark &mark, Timestamp zero);

} // namespace sluice::ui

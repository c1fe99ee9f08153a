// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"
#include "ui/timeline/timeline_geometry.h"

#include <QPainter>

namespace sluice::ui {

/// Paints what stays while the lanes move: the ruler with its labels, and the gutter with the lanes' names.
class FramePainter
{
public:
    FramePainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
        const EventPalette &palette);

    void paint();

    /// How wide the gutter has to be for the names in it.
    static int gutterWidthFor(const TimelineModel &model, const QFontMetrics &fontMetrics);

private:
    void paintRuler();
    void paintGutter();
    void paintLaneName(const LaneGeometry &lane);
    void paintDeliveryNames();
    void paintName(const QRect &rect, const QString &name, const QString &detail);

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineModel &m_model;
    const EventPalette &m_palette;
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"
#include "ui/timeline/label_cache.h"
#include "ui/timeline/timeline_geometry.h"

#include <QImage>
#include <QPainter>

#include <array>

namespace sluice::ui {

/// Paints the lanes of events: their grid, sub-rows and bars. Replays a geometry; decides nothing but
/// colours.
class LanePainter
{
public:
    LanePainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
        const EventPalette &palette, LabelCache &labels);

    void paint();

private:
    void paintGrid();
    void paintLane(const LaneGeometry &lane);
    void paintColumns(const SubRowGeometry &subRow);
    void paintPlaceholders(const SubRowGeometry &subRow);
    void paintErrorColumns(const SubRowGeometry &subRow);
    void paintBars(const SubRowGeometry &subRow);
    void paintBar(const QRect &rect, const DetailItem &item);
    void paintLabel(const QRect &rect, const DetailItem &item);
    void paintErrorTick(int x, int top);
    void paintGrowingEdge(const QRect &rect);
    QRgb columnColour(const DetailItem &item) const;

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineModel &m_model;
    const EventPalette &m_palette;
    LabelCache &m_labels;
    QImage m_line; ///< of one sub-row's columns
    std::array<std::array<QRgb, 6>, 5> m_columnColours{}; ///< by type and strength
};

} // namespace sluice::ui

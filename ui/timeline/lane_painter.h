// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"
#include "ui/timeline/label_cache.h"
#include "ui/timeline/sub_row_strip.h"
#include "ui/timeline/timeline_geometry.h"

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
    void paintBackground();
    void paintGrid();
    void paintLane(const LaneGeometry &lane);
    void paintPlaceholders(const SubRowGeometry &subRow);
    void paintStrip(const SubRowGeometry &subRow);
    void addBar(const DetailItem &item);
    void paintDetails(const SubRowGeometry &subRow);
    void paintGrowingEdge(const QRect &rect);
    void paintLabel(const QRect &rect, const DetailItem &item);
    QRgb columnColour(const DetailItem &item) const;

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineModel &m_model;
    const EventPalette &m_palette;
    LabelCache &m_labels;
    SubRowStrip m_strip;
    std::array<std::array<QRgb, 6>, 5> m_columnColours{}; ///< by type and strength
};

} // namespace sluice::ui

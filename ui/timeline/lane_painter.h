// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"
#include "ui/timeline/label_cache.h"
#include "ui/timeline/timeline_geometry.h"

#include <QPainter>

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
    void paintErrorColumns(const SubRowGeometry &subRow);
    void paintBars(const SubRowGeometry &subRow);
    void paintBar(const QRect &rect, const DetailItem &item);
    void paintLabel(const QRect &rect, const DetailItem &item);
    void paintErrorTick(int x, int top);

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineModel &m_model;
    const EventPalette &m_palette;
    LabelCache &m_labels;
};

} // namespace sluice::ui

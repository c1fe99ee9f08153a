// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"
#include "ui/timeline/timeline_geometry.h"

#include <QPainter>

namespace sluice::ui {

/// Paints the delivery lanes below the events: queue depth, flushes, drops. Replays a geometry.
class DeliveryPainter
{
public:
    DeliveryPainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
        const EventPalette &palette);

    void paint();

private:
    void paintBackground();
    void paintDepth();
    void paintDepthRun(const DepthSeries::Column &first, int right);
    void paintCapacity();
    void paintFlushes();
    void paintFlush(const DeliveryMark &mark);
    void paintDrops();
    void paintDrop(const DeliveryMark &mark);
    void paintDropCount(const DeliveryMark &mark, int roomEnd);
    int depthY(std::uint32_t depth) const;

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineModel &m_model;
    const EventPalette &m_palette;
};

} // namespace sluice::ui

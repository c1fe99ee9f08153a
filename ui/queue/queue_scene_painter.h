// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/queue/event_tiles.h"
#include "ui/queue/queue_scene.h"

#include <QPainter>
#include <QPalette>

namespace sluice::ui {

/// Paints a scene of the live picture. Decides nothing but colours.
class QueueScenePainter
{
public:
    /// `cells`: the tiles for the grid's squares; `legend`: those of the legend.
    struct Tiles
    {
        const EventTiles &cells;
        const EventTiles &legend;
    };

    QueueScenePainter(QPainter &painter, const QueueScene &scene, const QueuePicture &picture,
        const QPalette &palette, Tiles tiles);

    void paint();

private:
    void paintProducers();
    void paintProducer(const QueueScene::ProducerRow &row);
    void paintArrow(const FlowArrow &arrow);
    void paintHeading();
    QString longestFor(qreal width) const;
    void paintCells();
    void paintCell(const QueueCell &cell, const QRectF &rect);
    void paintHighWater();
    void paintLegend();
    void paintLock();
    void paintBatch();
    void paintFlusher();
    void paintBox(const QRectF &rect, const QColor &edge, bool isEmpty);
    void text(const QRectF &rect, const QColor &colour, const QString &words,
        Qt::Alignment alignment = Qt::AlignLeft);

    QPainter &m_painter;
    const QueueScene &m_scene;
    const QueuePicture &m_picture;
    const QPalette &m_palette;
    const EventPalette &m_colours;
    Tiles m_tiles;
};

} // namespace sluice::ui

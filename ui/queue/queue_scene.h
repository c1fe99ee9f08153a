// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/queue_picture_text.h"
#include "ui/queue/cell_grid.h"

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sluice::ui {

/// What a person can point at in the picture.
struct PicturePart
{
    enum class Kind { Producer, Queue, Lock, Batch, Flusher };

    Kind kind = Kind::Queue;
    std::uint32_t number = 0; ///< of a producer
    QRectF rect;
    QString sentence;

    /// The same thing, wherever it is drawn and whatever it does now.
    bool isSameAs(const PicturePart &other) const { return kind == other.kind && number == other.number; }
};

/// From where to where events go, and how many a second.
struct FlowArrow
{
    QPointF from;
    QPointF to;
    QRectF label;
    QString text;
    bool moves = false; ///< something went through within the last second
};

/// The live picture, decided: places and words of all its parts. The painter only replays it.
struct QueueScene
{
    struct ProducerRow
    {
        QRectF rect;
        ProducerLine line;
    };

    QRectF producersTitle;
    std::vector<ProducerRow> producers;
    QRectF othersRect;
    QString others; ///< of the producers without a row, or why there is none
    FlowArrow in;
    FlowArrow out;
    QRectF headingRect;
    QString heading;
    QStringList policies; ///< at the right end of the heading: the first for which there is room
    CellGrid grid;
    std::optional<std::size_t> highWaterCell;
    QRectF legend;
    QRectF lockRect;
    QString lock;
    QString lockCounters;
    QRectF batchTitle;
    QRectF batch;
    QString batchText;
    bool hasBatch = false;
    QRectF flusherTitle;
    QRectF flusher;
    QString flushName;
    QString flusherText;
    std::vector<PicturePart> parts; ///< in the order in which events pass them
};

struct SceneInput
{
    QueueRates::Rates rates;
    Nanos heldFor{0}; ///< of the lock, as HeldLock says it
    QSizeF size; ///< of the widget
    qreal lineHeight = 16; ///< of its font: the measure of everything
};

/// Side by side from producers to flusher where there is width for it, else one below the other.
QueueScene sceneFor(const QueuePicture &picture, const SceneInput &input);

/// The part at `point`; nullptr beside them.
const PicturePart *partAt(const QueueScene &scene, QPointF point);

} // namespace sluice::ui

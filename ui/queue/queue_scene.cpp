// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_scene.h"

#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

struct Scene
{
    Q_DECLARE_TR_FUNCTIONS(QueueScene)
};

// Widths and heights in lines of text, so that they grow with the font.
constexpr qreal producersWidth = 17;
constexpr qreal leastProducersWidth = 13;
constexpr qreal arrowWidth = 6;
constexpr qreal batchWidth = 6.5;
constexpr qreal flusherWidth = 11;
constexpr qreal leastQueueWidth = 11;
constexpr qreal boxHeight = 3.2;
constexpr qreal leastCellsHeight = 2.5;

constexpr qreal padding = metrics::grid;
constexpr qreal gap = metrics::halfGrid;

/// The places of the parts, before anything is put into them.
struct Places
{
    QRectF producersTitle, producers, arrowIn, heading, cells, legend, lock, arrowOut, batchTitle, batch,
        flusherTitle, flusher;
    bool isTall = false;
};

qreal rowHeightFor(qreal line)
{
    return line + gap;
}

/// A box of at most boxHeight lines in the middle of `area`.
QRectF boxIn(const QRectF &area, qreal line)
{
    const qreal height = std::min(area.height(), boxHeight * line);
    return {area.x(), area.center().y() - height / 2, area.width(), height};
}

Places sideBySide(QSizeF size, qreal line)
{
    const qreal row = rowHeightFor(line);
    const qreal top = padding + row;
    const qreal bottom = size.height() - padding;
    const qreal middleBottom = std::max(top, bottom - 2 * row - gap);
    const qreal others = (2 * arrowWidth + batchWidth + flusherWidth + leastQueueWidth) * line + 2 * padding;
    const qreal producers
        = std::clamp(size.width() - others, leastProducersWidth * line, producersWidth * line);
    qreal x = padding;
    const auto take = [&x](qreal width) {
        const qreal left = x;
        x += width;
        return std::pair(left, width);
    };
    const auto column = [&](std::pair<qreal, qreal> place) {
        return std::pair(QRectF(place.first, padding, place.second, row),
            QRectF(place.first, top, place.second, middleBottom - top));
    };
    Places places;
    const auto producerPlace = take(producers);
    places.producersTitle = column(producerPlace).first;
    places.producers = {producerPlace.first, top, producerPlace.second, bottom - top};
    places.arrowIn = column(take(arrowWidth * line)).second;
    const qreal queueWidth = size.width() - padding - x - (arrowWidth + batchWidth + 1 + flusherWidth) * line;
    const auto queue = column(take(queueWidth));
    places.heading = queue.first;
    places.cells = queue.second;
    places.legend = {places.cells.x(), middleBottom + gap, queueWidth, row};
    places.lock = places.legend.translated(0, row);
    places.arrowOut = column(take(arrowWidth * line)).second;
    const auto batch = column(take(batchWidth * line));
    x += line;
    const auto flusher = column(take(flusherWidth * line));
    places.batchTitle = batch.first;
    places.batch = boxIn(batch.second, line);
    places.flusherTitle = flusher.first;
    places.flusher = boxIn(flusher.second, line);
    return places;
}

Places oneBelowTheOther(QSizeF size, qreal line, std::size_t producers)
{
    const qreal row = rowHeightFor(line);
    const qreal width = size.width() - 2 * padding;
    const qreal box = boxHeight * line;
    const qreal fixed = 2 * padding + 7 * row + box + 3 * gap;
    const qreal free = std::max(0.0, size.height() - fixed - leastCellsHeight * line - row);
    const qreal wanted = static_cast<qreal>(std::max<std::size_t>(1, producers)) * row;
    const qreal producersHeight = row + std::min(wanted - row, std::floor(free / 2 / row) * row);
    qreal y = padding;
    const auto take = [&](qreal height) {
        const QRectF rect(padding, y, width, height);
        y += height;
        return rect;
    };
    Places places;
    places.isTall = true;
    places.producersTitle = take(row);
    places.producers = take(producersHeight);
    places.arrowIn = take(row + gap);
    places.heading = take(row);
    places.cells = take(std::max(line, size.height() - fixed - producersHeight));
    places.legend = take(row);
    places.lock = take(row);
    places.arrowOut = take(row + gap);
    const QRectF titles = take(row);
    const QRectF boxes = take(box);
    const qreal left = width * 0.42;
    places.batchTitle = {titles.x(), titles.y(), left, row};
    places.batch = {boxes.x(), boxes.y(), left, box};
    const qreal x = boxes.x() + left + 1.5 * line;
    places.flusherTitle = {x, titles.y(), boxes.right() - x, row};
    places.flusher = {x, boxes.y(), boxes.right() - x, box};
    return places;
}

Places placesFor(QSizeF size, qreal line, std::size_t producers)
{
    const qreal least
        = (leastProducersWidth + 2 * arrowWidth + leastQueueWidth + batchWidth + 1 + flusherWidth) * line;
    return size.width() >= least + 2 * padding ? sideBySide(size, line)
                                               : oneBelowTheOther(size, line, producers);
}

FlowArrow arrowIn(const QRectF &place, bool isTall, const QString &text, bool moves, qreal line)
{
    FlowArrow arrow;
    arrow.text = text;
    arrow.moves = moves;
    if (isTall) {
        arrow.from = {place.x() + line, place.top() + gap / 2};
        arrow.to = {place.x() + line, place.bottom() - gap / 2};
        arrow.label = place.adjusted(2 * line, 0, 0, 0);
        return arrow;
    }
    const qreal y = place.center().y() + line / 2;
    arrow.from = {place.left() + padding, y};
    arrow.to = {place.right() - padding, y};
    arrow.label = {place.left(), y - line - padding, place.width(), line + gap};
    return arrow;
}

void addProducers(QueueScene &scene, const QueuePicture &picture, const QRectF &area, qreal line)
{
    const qreal row = rowHeightFor(line);
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(area.height() / row)));
    const ProducerLines lines = producerLines(picture.producers, most, phaseOf(picture.queue));
    qreal y = area.y();
    for (const ProducerLine &producer : lines.lines) {
        const QRectF rect(area.x(), y, area.width(), row);
        scene.producers.push_back({rect, producer});
        scene.parts.push_back({PicturePart::Kind::Producer, producer.number, rect, producer.sentence});
        y += row;
    }
    scene.others = picture.producers.empty() ? Scene::tr("none yet") : lines.others;
    scene.othersRect = {area.x(), y, area.width(), row};
}

void addQueue(QueueScene &scene, const QueuePicture &picture, const Places &places)
{
    const QueueSnapshot &queue = picture.queue;
    scene.headingRect = places.heading;
    scene.heading
        = Scene::tr("%1 of %2 · high-water mark %3")
              .arg(numberText(queue.depth), numberText(queue.capacity), numberText(queue.highWater));
    scene.policies = policyLineTexts(queue);
    scene.grid = CellGrid(picture.cells.size(), places.cells);
    if (queue.highWater > 0)
        scene.highWaterCell = cellOfPlace(picture.cells, queue.highWater - 1);
    scene.legend = places.legend;
    scene.parts.push_back({PicturePart::Kind::Queue, 0, places.heading.united(places.cells),
        Scene::tr("Queue: %1, %2").arg(scene.heading, scene.policies.front())});
}

void addLock(QueueScene &scene, const QueuePicture &picture, const SceneInput &input, const QRectF &place)
{
    const LockPicture &lock = picture.lock;
    scene.lockRect = place;
    scene.lock = lockText(lock, input.heldFor);
    scene.lockCounters = lockCountersText(lock);
    if (picture.late)
        scene.lockCounters = Scene::tr("the rest as last seen · %1").arg(scene.lockCounters);
    scene.parts.push_back(
        {PicturePart::Kind::Lock, 0, place, QStringLiteral("%1 · %2").arg(scene.lock, scene.lockCounters)});
}

void addBatch(QueueScene &scene, const QueuePicture &picture, const Places &places)
{
    scene.batchTitle = places.batchTitle;
    scene.batch = places.batch;
    scene.batchText = batchText(picture.queue.ledger);
    scene.hasBatch = picture.queue.ledger.inFlight + picture.queue.ledger.inDoubt > 0;
    const QString types = typeCountsText(picture.inFlight);
    const QString sentence = Scene::tr("In flight: %1").arg(scene.batchText);
    scene.parts.push_back({PicturePart::Kind::Batch, 0, places.batch,
        types.isEmpty() || !scene.hasBatch ? sentence : QStringLiteral("%1\n%2").arg(sentence, types)});
}

void addFlusher(QueueScene &scene, const QueuePicture &picture, const Places &places)
{
    const QueueSnapshot &queue = picture.queue;
    scene.flusherTitle = places.flusherTitle;
    scene.flusher = places.flusher;
    scene.flushName = flushNameText(queue);
    scene.flusherText = flusherText(queue);
    scene.parts.push_back({PicturePart::Kind::Flusher, 0, places.flusher,
        Scene::tr("Flusher: %1\nPOST bodies begun: %2").arg(scene.flusherText, numberText(queue.flushes))});
}

} // namespace

QueueScene sceneFor(const QueuePicture &picture, const SceneInput &input)
{
    const qreal line = input.lineHeight;
    const Places places = placesFor(input.size, line, picture.producers.size());
    QueueScene scene;
    scene.producersTitle = places.producersTitle;
    addProducers(scene, picture, places.producers, line);
    scene.in = arrowIn(places.arrowIn, places.isTall, Scene::tr("in %1").arg(rateText(input.rates.in)),
        input.rates.in > 0, line);
    scene.out = arrowIn(places.arrowOut, places.isTall, Scene::tr("out %1").arg(rateText(input.rates.out)),
        input.rates.out > 0, line);
    addQueue(scene, picture, places);
    addLock(scene, picture, input, places.lock);
    addBatch(scene, picture, places);
    addFlusher(scene, picture, places);
    return scene;
}

const PicturePart *partAt(const QueueScene &scene, QPointF point)
{
    const auto part = std::find_if(
        scene.parts.begin(), scene.parts.end(), [&](const PicturePart &p) { return p.rect.contains(point); });
    return part == scene.parts.end() ? nullptr : &*part;
}

} // namespace sluice::ui

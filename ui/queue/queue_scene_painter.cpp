// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_scene_painter.h"

#include "ui/models/ledger_text.h"
#include "ui/models/words.h"
#include "ui/queue/producer_mark.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::ui {

namespace {

struct Scene
{
    Q_DECLARE_TR_FUNCTIONS(QueueScene)
};

constexpr int emptyAlpha = 28;
constexpr qreal markSize = 9;
constexpr qreal arrowHead = 7;
constexpr qreal edgeWidth = 4;
constexpr qreal highWaterWidth = 2;
constexpr qreal batchBarHeight = 10;
constexpr qreal countPart = 0.26; ///< of a producer's row
constexpr qreal namePart = 0.38;

QColor faint(const QPalette &palette)
{
    return palette.color(QPalette::PlaceholderText);
}

QColor textColour(ProducerState state, const QPalette &palette)
{
    return state == ProducerState::Waiting ? severityText(Severity::Warning, palette)
                                           : palette.color(QPalette::WindowText);
}

QColor stateColour(FlusherState state, const QPalette &palette)
{
    switch (state) {
    case FlusherState::Sending:
    case FlusherState::Encoding:
        return severityFill(Severity::Notice, palette);
    case FlusherState::BackingOff:
        return severityFill(Severity::Warning, palette);
    case FlusherState::Napping:
        return severityFill(Severity::Ok, palette);
    case FlusherState::Idle:
    case FlusherState::Ended:
        break;
    }
    return faint(palette);
}

} // namespace

QueueScenePainter::QueueScenePainter(QPainter &painter, const QueueScene &scene, const QueuePicture &picture,
    const QPalette &palette, Tiles tiles)
    : m_painter(painter)
    , m_scene(scene)
    , m_picture(picture)
    , m_palette(palette)
    , m_colours(EventPalette::of(themeOf(palette)))
    , m_tiles(tiles)
{ }

void QueueScenePainter::paint()
{
    paintProducers();
    paintArrow(m_scene.in);
    paintHeading();
    paintCells();
    paintHighWater();
    paintLegend();
    paintLock();
    paintArrow(m_scene.out);
    paintBatch();
    paintFlusher();
}

void QueueScenePainter::text(
    const QRectF &rect, const QColor &colour, const QString &words, Qt::Alignment alignment)
{
    m_painter.setPen(colour);
    m_painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        m_painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(rect.width())));
}

void QueueScenePainter::paintProducers()
{
    text(m_scene.producersTitle, faint(m_palette), Scene::tr("Producers"));
    for (const QueueScene::ProducerRow &row : m_scene.producers)
        paintProducer(row);
    if (!m_scene.others.isEmpty())
        text(m_scene.othersRect, faint(m_palette), m_scene.others);
}

void QueueScenePainter::paintProducer(const QueueScene::ProducerRow &row)
{
    const QRectF &rect = row.rect;
    const QRectF mark(rect.x(), rect.center().y() - markSize / 2, markSize, markSize);
    paintProducerMark(m_painter, mark, row.line.state, m_palette);
    const QRectF words = rect.adjusted(markSize + metrics::grid, 0, 0, 0);
    const qreal count = words.width() * countPart;
    const qreal name = words.width() * namePart;
    const QColor plain = m_palette.color(QPalette::WindowText);
    text({words.x(), words.y(), name - metrics::halfGrid, words.height()}, plain, row.line.name);
    text({words.x() + name, words.y(), words.width() - name - count, words.height()},
        textColour(row.line.state, m_palette), row.line.doing);
    text({words.right() - count, words.y(), count, words.height()}, plain, row.line.count, Qt::AlignRight);
}

void QueueScenePainter::paintArrow(const FlowArrow &arrow)
{
    const QColor colour = arrow.moves ? m_palette.color(QPalette::WindowText) : faint(m_palette);
    const bool isDown = arrow.to.y() > arrow.from.y();
    const QPointF along = isDown ? QPointF(0, arrowHead) : QPointF(arrowHead, 0);
    const QPointF across = isDown ? QPointF(arrowHead * 0.6, 0) : QPointF(0, arrowHead * 0.6);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(colour, 2, arrow.moves ? Qt::SolidLine : Qt::DotLine));
    m_painter.drawLine(arrow.from, arrow.to - along);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    const std::array head{arrow.to, arrow.to - along + across, arrow.to - along - across};
    m_painter.drawPolygon(head.data(), static_cast<int>(head.size()));
    m_painter.restore();
    text(arrow.label, colour, arrow.text, isDown ? Qt::AlignLeft : Qt::AlignHCenter);
}

void QueueScenePainter::paintHeading()
{
    const QFont plain = m_painter.font();
    QFont bold = plain;
    bold.setBold(true);
    m_painter.setFont(bold);
    const QRectF &rect = m_scene.headingRect;
    const qreal least = QFontMetricsF(plain).horizontalAdvance(m_scene.policies.back()) + 1;
    const qreal used = std::min(std::max(0.0, rect.width() - least),
        QFontMetricsF(bold).horizontalAdvance(m_scene.heading) + metrics::grid);
    text({rect.x(), rect.y(), used, rect.height()}, m_palette.color(QPalette::WindowText), m_scene.heading);
    m_painter.setFont(plain);
    const bool drops = m_picture.queue.ledger.droppedInAll() > 0;
    text({rect.x() + used, rect.y(), rect.width() - used, rect.height()},
        drops ? severityText(Severity::Critical, m_palette) : faint(m_palette),
        longestFor(rect.width() - used), Qt::AlignRight);
}

QString QueueScenePainter::longestFor(qreal width) const
{
    const QFontMetricsF metrics(m_painter.font());
    const auto fits = std::ranges::find_if(
        m_scene.policies, [&](const QString &policy) { return metrics.horizontalAdvance(policy) <= width; });
    return fits == m_scene.policies.end() ? m_scene.policies.back() : *fits;
}

void QueueScenePainter::paintCells()
{
    for (std::size_t i = 0; i < m_scene.grid.count(); ++i)
        paintCell(m_picture.cells[i], m_scene.grid.cell(i));
}

void QueueScenePainter::paintCell(const QueueCell &cell, const QRectF &rect)
{
    const CellBands bands = bandsOf(cell);
    if (cell.places == 1 && bands.count == 1) {
        m_painter.drawPixmap(rect.topLeft(), m_tiles.cells.tile(bands.bands[0].type));
        return;
    }
    QColor empty = m_palette.color(QPalette::WindowText);
    const auto part = [&rect](double from, double to) {
        return QRectF(
            rect.x(), rect.bottom() - to * rect.height(), rect.width(), (to - from) * rect.height());
    };
    if (bands.unknownTo > 0)
        m_painter.fillRect(part(0, bands.unknownTo), QBrush(empty, Qt::Dense5Pattern));
    empty.setAlpha(emptyAlpha);
    m_painter.fillRect(rect, empty);
    for (std::size_t i = 0; i < bands.count; ++i) {
        const CellBand &band = bands.bands[i];
        const QRectF filled = part(band.from, band.to);
        m_painter.fillRect(filled, m_colours.event(band.type).fill);
        if (band.type == EventType::Error)
            m_painter.fillRect(filled, QBrush(m_colours.errorHatch, Qt::BDiagPattern));
    }
}

void QueueScenePainter::paintHighWater()
{
    if (!m_scene.highWaterCell || *m_scene.highWaterCell >= m_scene.grid.count())
        return;
    m_painter.setPen(QPen(
        m_palette.color(QPalette::WindowText), highWaterWidth, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    m_painter.drawRect(m_scene.grid.cell(*m_scene.highWaterCell).adjusted(-0.5, -0.5, 0.5, 0.5));
}

void QueueScenePainter::paintLegend()
{
    qreal x = m_scene.legend.x();
    const QFontMetricsF metrics(m_painter.font());
    const qreal side = m_tiles.legend.tile(EventType::Action).deviceIndependentSize().width();
    for (const EventType type : allEventTypes) {
        const QString word = eventTypeText(type);
        const qreal width = side + metrics::halfGrid + metrics.horizontalAdvance(word);
        if (x + width > m_scene.legend.right())
            return;
        m_painter.drawPixmap(QPointF(x, m_scene.legend.center().y() - side / 2), m_tiles.legend.tile(type));
        text({x + side + metrics::halfGrid, m_scene.legend.y(), width, m_scene.legend.height()},
            faint(m_palette), word);
        x += width + 2 * metrics::grid;
    }
}

void QueueScenePainter::paintLock()
{
    const QRectF &rect = m_scene.lockRect;
    const LockPicture &lock = m_picture.lock;
    const QColor colour = lock.waiters > 0 ? severityText(Severity::Warning, m_palette)
                                           : m_palette.color(QPalette::WindowText);
    const qreal used = std::min(
        rect.width(), QFontMetricsF(m_painter.font()).horizontalAdvance(m_scene.lock) + 2.0 * metrics::grid);
    text({rect.x(), rect.y(), used, rect.height()}, colour, m_scene.lock);
    text({rect.x() + used, rect.y(), rect.width() - used, rect.height()},
        lock.waiters > 0 ? colour : faint(m_palette), m_scene.lockCounters);
}

void QueueScenePainter::paintBox(const QRectF &rect, const QColor &edge, bool isEmpty)
{
    const QRectF frame = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    if (!isEmpty)
        m_painter.fillRect(rect, m_palette.color(QPalette::Base));
    m_painter.setPen(QPen(m_palette.color(isEmpty ? QPalette::Mid : QPalette::Dark), 1,
        isEmpty ? Qt::DashLine : Qt::SolidLine));
    m_painter.drawRect(frame);
    if (!isEmpty)
        m_painter.fillRect(QRectF(rect.x(), rect.y(), edgeWidth, rect.height()), edge);
}

void QueueScenePainter::paintBatch()
{
    text(m_scene.batchTitle, faint(m_palette), Scene::tr("In flight"));
    const bool isEmpty = !m_scene.hasBatch;
    const QRectF &box = m_scene.batch;
    paintBox(box, m_palette.color(QPalette::Dark), isEmpty);
    const QRectF inner = box.adjusted(
        edgeWidth + metrics::halfGrid, metrics::halfGrid, -metrics::halfGrid, -metrics::halfGrid);
    if (isEmpty) {
        text(inner, faint(m_palette), m_scene.batchText, Qt::AlignHCenter);
        return;
    }
    text(inner.adjusted(0, 0, 0, -batchBarHeight - metrics::halfGrid), m_palette.color(QPalette::WindowText),
        m_scene.batchText);
    const QRectF bar(inner.x(), inner.bottom() - batchBarHeight, inner.width(), batchBarHeight);
    const CellBands bands = bandsOf({1, 1, m_picture.inFlight});
    for (std::size_t i = 0; i < bands.count; ++i) {
        const CellBand &band = bands.bands[i];
        const QRectF part(
            bar.x() + band.from * bar.width(), bar.y(), (band.to - band.from) * bar.width(), bar.height());
        m_painter.fillRect(part, m_colours.event(band.type).fill);
        if (band.type == EventType::Error)
            m_painter.fillRect(part, QBrush(m_colours.errorHatch, Qt::BDiagPattern));
    }
}

void QueueScenePainter::paintFlusher()
{
    text(m_scene.flusherTitle, faint(m_palette), Scene::tr("Flusher"));
    const FlusherState state = m_picture.queue.flusher;
    const QRectF &box = m_scene.flusher;
    paintBox(box, stateColour(state, m_palette), false);
    const QRectF inner
        = box.adjusted(edgeWidth + metrics::grid, metrics::halfGrid, -metrics::halfGrid, -metrics::halfGrid);
    const QRectF upper(inner.x(), inner.y(), inner.width(), inner.height() / 2);
    text(upper, m_palette.color(QPalette::WindowText), m_scene.flushName);
    text(upper.translated(0, upper.height()),
        state == FlusherState::BackingOff ? severityText(Severity::Warning, m_palette)
                                          : m_palette.color(QPalette::WindowText),
        m_scene.flusherText);
}

} // namespace sluice::ui

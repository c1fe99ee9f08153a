// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/delivery_painter.h"

#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_text.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

DeliveryPainter::DeliveryPainter(QPainter &painter, const TimelineGeometry &geometry,
    const TimelineModel &model, const EventPalette &palette)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_model(model)
    , m_palette(palette)
{ }

void DeliveryPainter::paint()
{
    if (m_geometry.layout.depth.isEmpty())
        return;
    m_painter.save();
    const TimelineLayout &layout = m_geometry.layout;
    m_painter.setClipRect(layout.depth.united(layout.flushes).united(layout.drops));
    paintBackground();
    paintDepth();
    paintCapacity();
    paintFlushes();
    paintDrops();
    m_painter.restore();
}

void DeliveryPainter::paintBackground()
{
    const TimelineLayout &layout = m_geometry.layout;
    const QRect all = layout.depth.united(layout.drops);
    m_painter.fillRect(all, m_palette.background);
    for (const TickMark &tick : m_geometry.ticks) {
        if (tick.isMajor())
            m_painter.fillRect(all.left() + static_cast<int>(std::floor(tick.x)), all.top(), 1, all.height(),
                m_palette.gridMajor);
    }
    for (const QRect &lane : {layout.depth, layout.flushes, layout.drops})
        m_painter.fillRect(lane.left(), lane.top(), lane.width(), 1, m_palette.hairline);
}

int DeliveryPainter::depthY(std::uint32_t depth) const
{
    const QRect &lane = m_geometry.layout.depth;
    const int room = lane.height() - metrics::grid - 1;
    const double part = m_geometry.depthTop == 0 ? 0 : static_cast<double>(depth) / m_geometry.depthTop;
    return lane.bottom() - static_cast<int>(std::lround(part * room));
}

/// Neighbouring columns of the same depth are one rectangle.
void DeliveryPainter::paintDepth()
{
    const auto &columns = m_geometry.depth;
    for (std::size_t i = 0; i < columns.size();) {
        std::size_t next = i + 1;
        while (next < columns.size() && columns[next].x == columns[next - 1].x + 1
            && columns[next].lowest == columns[i].lowest && columns[next].highest == columns[i].highest)
            ++next;
        paintDepthRun(columns[i], columns[next - 1].x + 1);
        if (i > 0) { // the step from the run before
            const int from = depthY(columns[i - 1].highest);
            const int to = depthY(columns[i].highest);
            const int x = m_geometry.layout.depth.left() + columns[i].x;
            m_painter.fillRect(x, std::min(from, to), 1, std::abs(from - to) + 1, m_palette.depthLine);
        }
        i = next;
    }
}

void DeliveryPainter::paintDepthRun(const DepthSeries::Column &first, int right)
{
    const QRect &lane = m_geometry.layout.depth;
    const int x = lane.left() + first.x;
    const int width = right - first.x;
    const int highest = depthY(first.highest);
    const int lowest = depthY(first.lowest);
    m_painter.fillRect(x, lowest, width, lane.bottom() - lowest + 1, m_palette.depthFill);
    m_painter.fillRect(x, highest, width, lowest - highest, m_palette.depthSpread);
    m_painter.fillRect(x, highest, width, 1, m_palette.depthLine);
}

void DeliveryPainter::paintCapacity()
{
    if (m_geometry.depth.empty() || m_geometry.depth.back().capacity == 0)
        return;
    const QRect &lane = m_geometry.layout.depth;
    const int y = depthY(m_geometry.depth.back().capacity);
    m_painter.setPen(QPen(m_palette.capacityLine, 1, Qt::DashLine));
    m_painter.drawLine(lane.left(), y, lane.right(), y);
}

void DeliveryPainter::paintFlushes()
{
    for (const DeliveryMark &mark : m_geometry.flushes)
        paintFlush(mark);
}

void DeliveryPainter::paintFlush(const DeliveryMark &mark)
{
    const QRect rect = flushRect(m_geometry.layout.flushes, mark);
    const FlushOutcome outcome = m_model.flushes()[mark.worst].outcome;
    const BarColours &colours = m_palette.flush(outcome);
    m_painter.fillRect(rect, colours.fill);
    if (outcome == FlushOutcome::Refused)
        m_painter.fillRect(rect, QBrush(m_palette.errorHatch, Qt::BDiagPattern));
    m_painter.setPen(
        QPen(colours.border, 1, isUnderWay(m_model.flushes()[mark.worst]) ? Qt::DashLine : Qt::SolidLine));
    if (rect.width() > 2)
        m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
    const QRect room = rect.intersected(m_geometry.layout.flushes)
                           .adjusted(metrics::barLabelPadding, 0, -metrics::barLabelPadding, 0);
    if (room.width() < metrics::leastLabelledBar - 2 * metrics::barLabelPadding)
        return;
    m_painter.setPen(colours.label);
    for (const QString &label : flushLabels(m_model, mark)) {
        if (m_painter.fontMetrics().horizontalAdvance(label) > room.width())
            continue;
        m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, label);
        return;
    }
}

void DeliveryPainter::paintDrops()
{
    const QRect &lane = m_geometry.layout.drops;
    for (std::size_t i = 0; i < m_geometry.drops.size(); ++i) {
        const DeliveryMark &mark = m_geometry.drops[i];
        const bool isLast = i + 1 == m_geometry.drops.size();
        const int roomEnd = isLast ? lane.width() : m_geometry.drops[i + 1].left;
        paintDrop(mark);
        paintDropCount(mark, roomEnd);
    }
}

/// Hollow, with an x: what is not there.
void DeliveryPainter::paintDrop(const DeliveryMark &mark)
{
    const QRect rect = dropRect(m_geometry.layout.drops, mark);
    m_painter.setPen(m_palette.dropped);
    m_painter.fillRect(rect, m_palette.background);
    m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
    constexpr int half = metrics::dropCrossSize / 2;
    const QPoint centre((rect.left() + rect.right()) / 2, (rect.top() + rect.bottom()) / 2);
    m_painter.drawLine(centre - QPoint(half, half), centre + QPoint(half, half));
    m_painter.drawLine(centre + QPoint(-half, half), centre + QPoint(half, -half));
}

/// How many events were lost, beside the mark.
void DeliveryPainter::paintDropCount(const DeliveryMark &mark, int roomEnd)
{
    const QRect &lane = m_geometry.layout.drops;
    const QString text = numberText(mark.events);
    const int left = mark.right + metrics::barLabelPadding;
    const int width = m_painter.fontMetrics().horizontalAdvance(text);
    if (left + width + metrics::barLabelPadding > roomEnd)
        return;
    m_painter.setPen(m_palette.dropped);
    m_painter.drawText(QRect(lane.left() + left, lane.top(), width, lane.height()), Qt::AlignVCenter, text);
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_gauge.h"

#include "ui/models/format.h"
#include "ui/models/ledger_text.h"
#include "ui/queue/queue_cells.h"
#include "ui/theme/severity_colours.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int barHeight = 28;
constexpr int palerAlpha = 90;

QColor emptyCell(const QPalette &palette)
{
    QColor color = palette.color(QPalette::WindowText);
    color.setAlpha(32);
    return color;
}

} // namespace

QueueGauge::QueueGauge(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("queueGauge"));
    setAccessibleName(tr("Queue depth"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void QueueGauge::showQueue(const QueueSnapshot &snapshot)
{
    m_depth = snapshot.depth;
    m_highWater = snapshot.highWater;
    m_capacity = snapshot.capacity;
    m_ended = snapshot.flusher == FlusherState::Ended;
    m_recentPeak = m_ended ? m_depth : std::max(m_depth, std::min(m_recentPeak, m_capacity));
    const QString words = tr("%1 of %2, high-water mark %3")
                              .arg(numberText(m_depth), numberText(m_capacity), numberText(m_highWater));
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

void QueueGauge::showRecentPeak(std::size_t depth)
{
    const std::size_t peak = m_ended ? m_depth : std::max(m_depth, std::min(depth, m_capacity));
    if (peak == m_recentPeak)
        return;
    m_recentPeak = peak;
    update();
}

void QueueGauge::clear()
{
    showQueue(QueueSnapshot{});
    m_recentPeak = 0;
}

QSize QueueGauge::sizeHint() const
{
    return {260, 120};
}

QSize QueueGauge::minimumSizeHint() const
{
    return {120, 40};
}

QColor QueueGauge::fill() const
{
    switch (queueAlarm(std::max(m_depth, m_recentPeak), m_capacity)) {
    case Alarm::Red:
        return severityFill(Severity::Critical, palette());
    case Alarm::Amber:
        return severityFill(Severity::Warning, palette());
    case Alarm::None:
        break;
    }
    return palette().color(QPalette::Highlight);
}

void QueueGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(0, 0, -1, -1);
    if (m_capacity <= QueueCells::mostCells)
        paintCells(painter, area);
    else
        paintBar(painter, area);
}

void QueueGauge::paintCells(QPainter &painter, const QRectF &area) const
{
    const QueueCells cells(m_capacity, area.size());
    const QColor full = fill();
    QColor paler = full;
    paler.setAlpha(palerAlpha);
    for (std::size_t place = 0; place < cells.count(); ++place) {
        const QColor &color = place < m_depth ? full : place < m_recentPeak ? paler : emptyCell(palette());
        painter.fillRect(cells.cell(place), color);
    }
    if (m_highWater > 0 && m_highWater <= cells.count()) {
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
        painter.drawRect(cells.cell(m_highWater - 1).adjusted(-0.5, -0.5, 0, 0));
    }
}

void QueueGauge::paintBar(QPainter &painter, const QRectF &area) const
{
    const QRectF bar(area.x(), area.center().y() - barHeight / 2.0, area.width(), barHeight);
    const auto widthOf = [&](std::size_t depth) {
        return bar.width() * static_cast<qreal>(std::min(depth, m_capacity)) / static_cast<qreal>(m_capacity);
    };
    const auto part
        = [&](std::size_t depth) { return QRectF(bar.topLeft(), QSizeF(widthOf(depth), bar.height())); };
    QColor paler = fill();
    paler.setAlpha(palerAlpha);
    painter.fillRect(bar, emptyCell(palette()));
    painter.fillRect(part(m_recentPeak), paler);
    painter.fillRect(part(m_depth), fill());
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    const qreal mark = bar.x() + widthOf(m_highWater);
    painter.drawLine(QPointF(mark, bar.top() - 4), QPointF(mark, bar.bottom() + 4));
}

} // namespace sluice::ui

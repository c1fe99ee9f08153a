// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the two waterfalls look. What they show and how they are asked is in pair_view.cpp.

#include "core/timeline/tick_marks.h"
#include "ui/analysis/pair_view.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"

#include <QPainter>

#include <algorithm>
#include <set>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int titleHeightLines = 1;
constexpr double linkGap = 32; ///< between the waterfalls, for the lines
constexpr double mostRowHeight = 18;
constexpr double leastBarWidth = 1;
constexpr double leastLinkedBar = 3; ///< of narrower ones only one line a pixel is drawn
constexpr int linkAlpha = 110;

} // namespace

QRectF PairView::plotArea(std::size_t side) const
{
    const double line = fontMetrics().height() + metrics::halfGrid;
    const QRectF inner = QRectF(rect()).adjusted(metrics::grid, metrics::halfGrid, -metrics::grid, -line);
    const double half = std::max(0.0, (inner.height() - linkGap - titleHeightLines * 2 * line) / 2);
    const double top = side == 0 ? inner.top() + line : inner.top() + line + half + linkGap + line;
    return {inner.left(), top, inner.width(), half};
}

double PairView::rowHeight(std::size_t side) const
{
    const std::size_t rows = std::max<std::size_t>(m_compared->comparison.waterfalls[side].count, 1);
    return std::min(mostRowHeight, plotArea(side).height() / static_cast<double>(rows));
}

QRectF PairView::barRect(std::size_t side, EventIndex event) const
{
    const SessionComparison &comparison = m_compared->comparison;
    if (event == noEvent)
        return {};
    const QRectF area = plotArea(side);
    const EventSnapshot &events = comparison.events[side];
    const double left = area.left() + m_scale.toX(offsetOf(side, events.start(event)));
    const double right = area.left() + m_scale.toX(offsetOf(side, events.end(event)));
    if (right < area.left() || left > area.right())
        return {};
    const double row = rowHeight(side);
    // The first session stands on the links, the second hangs from them.
    const double fromLinks = comparison.waterfalls[side].rows[event] * row;
    const double top = side == 0 ? area.bottom() - fromLinks - row : area.top() + fromLinks;
    const double shownLeft = std::max(left, area.left());
    return {shownLeft, top, std::max(std::min(right, area.right()) - shownLeft, leastBarWidth),
        std::max(row - 1, 1.0)};
}

void PairView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_compared->comparison.pairs.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(metrics::grid, 0, -metrics::grid, 0),
            Qt::AlignCenter | Qt::TextWordWrap, tr("Choose two sessions, and their events are drawn here."));
        return;
    }
    paintAxis(painter);
    paintLinks(painter);
    paintSide(painter, 0);
    paintSide(painter, 1);
    paintChosen(painter);
}

void PairView::paintAxis(QPainter &painter) const
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const QRectF first = plotArea(0);
    const QRectF second = plotArea(1);
    const std::vector<TickMark> marks = tickMarks(m_scale, Timestamp{}, metrics::rulerLabelSpacing);
    for (const TickMark &mark : marks) {
        if (!mark.isMajor())
            continue;
        const double x = first.left() + mark.x;
        painter.setPen(colours.gridMajor);
        painter.drawLine(QPointF(x, first.top()), QPointF(x, second.bottom()));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            QPointF(x + metrics::halfGrid, second.bottom() + metrics::halfGrid + fontMetrics().ascent()),
            toQt(mark.label));
    }
    const std::array titles{tr("First: %1"), tr("Second: %1")};
    for (std::size_t side = 0; side < 2; ++side) {
        const QRectF area = plotArea(side);
        const QString title = titles[side].arg(toQt(m_compared->sessions[side].displayName()));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QPointF(area.left(), area.top() - metrics::halfGrid - fontMetrics().descent()),
            fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(area.width())));
    }
}

void PairView::paintSide(QPainter &painter, std::size_t side) const
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const SessionComparison &comparison = m_compared->comparison;
    const EventSnapshot &events = comparison.events[side];
    std::vector<double> painted(mostWaterfallRows, -1); ///< up to which pixel each row is full
    for (const EventIndex event : shownEvents(side)) {
        const QRectF bar = barRect(side, event);
        if (bar.isNull())
            continue;
        double &full = painted[comparison.waterfalls[side].rows[event]];
        const bool isError = events.isError(event);
        if (bar.right() <= full && !isError)
            continue;
        full = std::max(full, std::floor(bar.right()));
        const BarColours &look = colours.event(events.type(event));
        const bool isAlone = !comparison.pairs[m_pairOf[side][event]].isWhole();
        if (!isAlone || bar.width() < leastLinkedBar) {
            painter.fillRect(bar, look.fill);
        } else {
            painter.setPen(look.fill);
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        if (isError)
            painter.fillRect(QRectF(bar.left(), bar.top(), std::max(bar.width(), 2.0), bar.height()),
                QBrush(colours.errorHatch, Qt::BDiagPattern));
    }
}

void PairView::paintLinks(QPainter &painter) const
{
    const SessionComparison &comparison = m_compared->comparison;
    QColor colour = palette().color(QPalette::Mid);
    colour.setAlpha(linkAlpha);
    painter.setPen(colour);
    painter.setRenderHint(QPainter::Antialiasing);
    std::set<std::pair<int, int>> drawn; // from pixel to pixel: one line each
    for (const EventIndex event : shownEvents(0)) {
        const EventPair &pair = comparison.pairs[m_pairOf[0][event]];
        const QRectF first = barRect(0, pair.first);
        const QRectF second = barRect(1, pair.second);
        if (!pair.isWhole() || first.isNull() || second.isNull())
            continue;
        const QPointF from(first.center().x(), first.bottom());
        const QPointF to(second.center().x(), second.top());
        if (drawn.emplace(static_cast<int>(from.x()), static_cast<int>(to.x())).second)
            painter.drawLine(from, to);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void PairView::paintChosen(QPainter &painter) const
{
    if (!m_chosen)
        return;
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const EventPair &pair = m_compared->comparison.pairs[*m_chosen];
    const QRectF first = barRect(0, pair.first);
    const QRectF second = barRect(1, pair.second);
    painter.setPen(QPen(colours.selectionOutline, metrics::outlineWidth));
    painter.setBrush(Qt::NoBrush);
    for (const QRectF &bar : {first, second}) {
        if (!bar.isNull())
            painter.drawRect(bar.adjusted(-1, -1, 1, 1));
    }
    if (!first.isNull() && !second.isNull())
        painter.drawLine(
            QPointF(first.center().x(), first.bottom() + 1), QPointF(second.center().x(), second.top() - 1));
}

} // namespace sluice::ui

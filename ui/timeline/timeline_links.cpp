// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which flush carried which event, drawn over the timeline: a thread from an event to the flush that carried
// it, and from a flush up to the time in which its events lie.

#include "ui/models/timeline_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int bandAlpha = 26;
constexpr int edgeAlpha = 130;
constexpr qreal threadWidth = 1.5;
constexpr qreal threadHalo = 4;
constexpr qreal threadEnd = 3; ///< the dot's radius
constexpr std::size_t mostOutlined = 400; ///< more outlines than this are only a blot

const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
}

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

QRect TimelineView::placeOf(const FlushRecord &flush) const
{
    return flushRect(m_layout.flushes, markOf(flush, m_axis.scale(), m_axis.bounds().end));
}

std::vector<EventIndex> TimelineView::linkedEvents() const
{
    std::vector<EventIndex> events;
    if (const EventIndex event = selectedEvent(); event != noEvent)
        events.push_back(event);
    const bool isOverEvent = m_hover && m_hover->kind == TimelineHit::Kind::Event;
    if (isOverEvent && (events.empty() || events.front() != m_hover->item.event))
        events.push_back(m_hover->item.event);
    return events;
}

/// The flush whose events are shown: the one under the pointer, else the selected one.
const FlushRecord *TimelineView::linkedFlush() const
{
    if (m_hover && m_hover->kind == TimelineHit::Kind::Flush)
        return &m_model.flushes()[m_hover->mark.worst];
    return m_selectedFlush ? m_model.flushOf(*m_selectedFlush) : nullptr;
}

std::vector<quint64> TimelineView::linkedFlushes()
{
    refresh();
    std::vector<quint64> linked;
    for (const EventIndex event : linkedEvents()) {
        const auto *sequences = m_model.links().flushesOf(m_model.events().columns().row(event));
        if (sequences == nullptr)
            continue;
        for (const std::uint64_t sequence : *sequences) {
            if (std::find(linked.begin(), linked.end(), sequence) == linked.end())
                linked.push_back(sequence);
        }
    }
    return linked;
}

std::optional<TimeRange> TimelineView::carriedRange()
{
    refresh();
    const FlushRecord *flush = linkedFlush();
    const auto *carried = flush == nullptr ? nullptr : m_model.links().eventsOf(flush->sequence);
    if (carried == nullptr || carried->events == 0)
        return std::nullopt;
    return TimeRange{carried->begin, carried->end};
}

/// An answer has come: what it says is drawn, and told by the tip that is shown.
void TimelineView::showLinks()
{
    refresh();
    if (m_hover && m_pointer && !m_tip.text().isEmpty())
        m_tip.show(*m_pointer, textAt(*m_pointer));
    viewport()->update();
}

void TimelineView::paintLinks(QPainter &painter)
{
    if (m_layout.flushes.isEmpty())
        return;
    painter.save();
    painter.setClipRect(m_layout.lanes.united(m_layout.flushes));
    if (const FlushRecord *flush = linkedFlush())
        paintCarried(painter, *flush);
    for (const EventIndex event : linkedEvents()) {
        const auto *sequences = m_model.links().flushesOf(m_model.events().columns().row(event));
        const auto rect = rectOfEvent(m_geometry, m_model, event);
        if (sequences == nullptr || !rect)
            continue;
        for (const std::uint64_t sequence : *sequences) {
            if (const FlushRecord *flush = m_model.flushOf(sequence))
                paintThread(painter, *rect, *flush);
        }
    }
    painter.restore();
}

/// A band over the time of the flush's events, and from its foot down to the flush; each event outlined.
void TimelineView::paintCarried(QPainter &painter, const FlushRecord &flush)
{
    const DeliveryLinks::Carried *carried = m_model.links().eventsOf(flush.sequence);
    if (carried == nullptr || carried->events == 0)
        return;
    const QColor ink = colours(*this).hoverOutline;
    const QRect place = placeOf(flush);
    const QRect &lanes = m_layout.lanes;
    const double edge = metrics::grid; // just outside the view, when it lies far outside
    const auto held = [&](double x) { return std::clamp(x, lanes.left() - edge, lanes.right() + edge); };
    const double left = held(xOf(carried->begin));
    const double right = std::max(left + 1, held(xOf(carried->end)));
    const double foot = lanes.bottom() + 1;
    QPainterPath funnel(QPointF(left, lanes.top()));
    funnel.lineTo(left, foot);
    funnel.lineTo(place.left(), place.top());
    funnel.lineTo(place.right() + 1, place.top());
    funnel.lineTo(right, foot);
    funnel.lineTo(right, lanes.top());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(funnel, withAlpha(ink, bandAlpha));
    painter.setPen(QPen(withAlpha(ink, edgeAlpha), 1, Qt::DashLine));
    painter.drawPath(funnel);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < std::min(carried->rows.size(), mostOutlined); ++i) {
        const EventIndex event = m_model.events().columns().find(carried->rows[i]);
        if (event == noEvent)
            continue;
        if (const auto rect = rectOfEvent(m_geometry, m_model, event)) {
            painter.setPen(ink);
            painter.drawRect(rect->adjusted(0, 0, -1, -1));
        }
    }
}

void TimelineView::paintThread(QPainter &painter, const QRect &event, const FlushRecord &flush)
{
    const QRect place = placeOf(flush);
    const QPointF from(event.center().x() + 0.5, event.bottom() + 1);
    const QPointF to(std::clamp(from.x(), place.left() + 0.5, place.right() + 0.5), place.top());
    const double bend = (to.y() - from.y()) / 2;
    QPainterPath thread(from);
    thread.cubicTo(from + QPointF(0, bend), to - QPointF(0, bend), to);
    const EventPalette &palette = colours(*this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.selectionHalo, threadHalo, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(thread);
    painter.setPen(QPen(palette.selectionOutline, threadWidth));
    painter.drawPath(thread);
    painter.setBrush(palette.selectionOutline);
    painter.drawEllipse(to, threadEnd, threadEnd);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    paintOutline(painter, place, palette.selectionOutline);
}

} // namespace sluice::ui

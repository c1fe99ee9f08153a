// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What is drawn, told one by one: for tests and for screen readers.

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

namespace sluice::ui {

namespace {

TimelineView::VisibleBar barOf(const QRect &rect, const DeliveryMark &mark)
{
    TimelineView::VisibleBar bar;
    bar.rect = rect;
    bar.row = static_cast<qint64>(mark.worst);
    bar.count = static_cast<quint32>(mark.records);
    return bar;
}

/// What the view does beside showing, for screen readers: each change is told by them.
QStringList stateTexts(const TimelineView &view)
{
    QStringList texts;
    if (view.isFrozen())
        texts << TimelineView::tr("frozen");
    else if (view.isFollowing())
        texts << TimelineView::tr("follows the newest");
    if (view.isFolded())
        texts << TimelineView::tr("idle time compressed");
    if (view.isDimming())
        texts << TimelineView::tr("events that the filter does not hold for are dimmed");
    if (const auto &place = view.selectedPlaceholder())
        texts << placeholderLine(*place, view.model().zero());
    if (view.measuredRange())
        texts << TimelineView::tr("measured: %1").arg(view.measuredLines().join(QStringLiteral(", ")));
    if (view.chosenMark()) {
        const TimeMark *mark = view.marks().find(*view.chosenMark());
        texts << (mark == nullptr ? QString() : markLine(*mark, view.model().zero()));
    }
    return texts;
}

} // namespace

void TimelineView::keepDescription()
{
    QString description = summaryFor(m_model, m_axis.scale());
    for (const QString &state : stateTexts(*this))
        description += QStringLiteral("; ") + state;
    if (description != accessibleDescription())
        setAccessibleDescription(description);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleItems(DetailItem::Kind kind)
{
    refresh();
    std::vector<VisibleBar> bars;
    for (const LaneGeometry &lane : m_geometry.lanes) {
        for (const SubRowGeometry &subRow : lane.subRows) {
            for (const DetailItem &item : subRow.items) {
                const QRect rect = barRect(m_layout, subRow, item).intersected(m_layout.lanes);
                if (item.kind != kind || rect.isEmpty())
                    continue;
                const EventIndex event = eventOf(m_model, lane, subRow, item);
                if (event == noEvent)
                    continue;
                bars.push_back({rect, m_model.events().columns().row(event), item.type, item.count,
                    item.errors, lane.key});
            }
        }
    }
    return bars;
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleBars()
{
    return visibleItems(DetailItem::Kind::Bar);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleColumns()
{
    return visibleItems(DetailItem::Kind::Column);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleFlushes()
{
    refresh();
    const QRect &lane = m_layout.flushes;
    std::vector<VisibleBar> bars;
    for (const DeliveryMark &mark : m_geometry.flushes)
        bars.push_back(barOf(flushRect(lane, mark).intersected(lane), mark));
    return bars;
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleDrops()
{
    refresh();
    const QRect &lane = m_layout.drops;
    std::vector<VisibleBar> bars;
    for (const DeliveryMark &mark : m_geometry.drops)
        bars.push_back(barOf(dropRect(lane, mark).intersected(lane), mark));
    return bars;
}

std::vector<TimelineView::VisibleLane> TimelineView::visibleLanes()
{
    refresh();
    std::vector<VisibleLane> lanes;
    for (const LaneGeometry &lane : m_geometry.lanes) {
        const QRect rect(0, lane.top, m_layout.lanes.right() + 1, lane.height);
        const QRect seen(0, m_layout.lanes.top(), m_layout.lanes.right() + 1, m_layout.lanes.height());
        lanes.push_back({lane.key, rect.intersected(seen), lane.eventCount});
    }
    return lanes;
}

std::vector<VisiblePlaceholder> TimelineView::visiblePlaceholders()
{
    refresh();
    std::vector<VisiblePlaceholder> places;
    for (const LaneGeometry &lane : m_geometry.lanes) {
        for (const SubRowGeometry &subRow : lane.subRows) {
            for (const PlaceholderMark &mark : subRow.placeholders) {
                const QRect rect = placeholderRect(m_layout, subRow, mark).intersected(m_layout.lanes);
                if (!rect.isEmpty())
                    places.push_back({rect, mark.parents, mark.children, lane.key});
            }
        }
    }
    return places;
}

std::vector<QRect> TimelineView::dimmedRects()
{
    refresh();
    return m_shade.dimmed(m_geometry, m_model);
}

std::vector<MarkFlag> TimelineView::visibleMarks()
{
    return markFlags(marks(), m_axis.scale(), m_layout.ruler, m_chosenMark);
}

std::vector<AxisBreak> TimelineView::visibleBreaks()
{
    return axisBreaks(m_axis.scale(), plotFromRuler());
}

QRect TimelineView::plotFromRuler() const
{
    return {m_layout.ruler.topLeft(), QSize(m_layout.ruler.width(), viewport()->height())};
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which event is selected, and the steps from one to the next.

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_view.h"

#include <QScrollBar>

#include <algorithm>

namespace sluice::ui {

void TimelineView::selectRow(qint64 row)
{
    select(m_model.events().columns().find(row));
}

void TimelineView::clearSelection()
{
    select(noEvent);
}

void TimelineView::selectNext()
{
    const EventIndex event = selectedEvent();
    const EventIndex next = event == noEvent ? startingEvent() : m_model.events().next(event);
    if (next != noEvent)
        select(next);
}

void TimelineView::selectPrevious()
{
    const EventIndex event = selectedEvent();
    const EventIndex previous = event == noEvent ? startingEvent() : m_model.events().previous(event);
    if (previous != noEvent)
        select(previous);
}

void TimelineView::selectNextError()
{
    if (const EventIndex error = m_model.events().nextError(selectedEvent()); error != noEvent)
        select(error);
}

void TimelineView::selectPreviousError()
{
    if (const EventIndex error = m_model.events().previousError(selectedEvent()); error != noEvent)
        select(error);
}

void TimelineView::select(EventIndex event)
{
    if (event == noEvent) {
        if (m_selectedRow) {
            m_selectedRow.reset();
            viewport()->update();
            Q_EMIT selectionCleared();
        }
        return;
    }
    const qint64 row = m_model.events().columns().row(event);
    reveal(event);
    if (m_selectedRow == row)
        return;
    m_selectedRow = row;
    viewport()->update();
    Q_EMIT eventSelected(row);
}

void TimelineView::reveal(EventIndex event)
{
    const EventColumns &columns = m_model.events().columns();
    const double left = m_axis.scale().toX(columns.start(event));
    const double right = std::max(left + leastBarWidth, m_axis.scale().toX(columns.end(event)));
    if (right < 0 || left > m_axis.scale().width())
        navigate([&] { m_axis.reveal({columns.start(event), columns.end(event)}); });

    refresh();
    const Lane &lane = m_model.events().laneOf(event);
    const int top = subRowTop(m_model, lane.key, lane.events.rowOf(columns, event));
    QScrollBar *bar = verticalScrollBar();
    const int height = m_layout.lanes.height();
    if (top < bar->value())
        bar->setValue(top - metrics::lanePadding);
    else if (top + metrics::subRowHeight > bar->value() + height)
        bar->setValue(top + metrics::subRowHeight + metrics::lanePadding - height);
}

EventIndex TimelineView::selectedEvent() const
{
    return m_selectedRow ? m_model.events().columns().find(*m_selectedRow) : noEvent;
}

/// Where stepping begins without a selection: the event nearest to the view's middle.
EventIndex TimelineView::startingEvent() const
{
    return m_model.events().nearest(toTimestamp(m_axis.scale().toTime(m_axis.scale().width() / 2)));
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which event is selected, and the steps from one to the next.

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>
#include <iterator>

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
        if (hasSelection()) {
            m_selectedRow.reset();
            m_selectedFlush.reset();
            m_selectedDrops.reset();
            m_selectedPlaceholder.reset();
            viewport()->update();
            remember();
            Q_EMIT selectionCleared();
        }
        return;
    }
    const qint64 row = m_model.events().columns().row(event);
    m_selectedFlush.reset();
    m_selectedDrops.reset();
    m_selectedPlaceholder.reset();
    reveal(event);
    if (m_selectedRow == row)
        return;
    m_selectedRow = row;
    m_measuredLast = false;
    viewport()->update();
    remember();
    TimelineAccessible::tellFocus(*this);
    Q_EMIT eventSelected(row);
}

bool TimelineView::hasSelection() const
{
    return m_selectedRow || m_selectedFlush || m_selectedDrops || m_selectedPlaceholder;
}

std::optional<quint64> TimelineView::selectedFlush() const
{
    return m_selectedFlush;
}

void TimelineView::selectFlush(quint64 sequence)
{
    const FlushRecord *flush = m_model.flushOf(sequence);
    if (m_selectedFlush == sequence && flush != nullptr)
        return reveal({flush->started, flush->ended});
    select(noEvent);
    if (flush == nullptr)
        return;
    m_selectedFlush = sequence;
    m_measuredLast = false;
    reveal({flush->started, flush->ended});
    viewport()->update();
    Q_EMIT flushSelected(sequence);
}

void TimelineView::selectDrops(const DropRun &run)
{
    const auto &drops = m_model.drops();
    const auto known = std::find_if(drops.begin(), drops.end(),
        [&run](const DropRun &mine) { return mine.reason == run.reason && mine.first == run.first; });
    select(noEvent);
    if (known == drops.end())
        return;
    m_selectedDrops = *known;
    m_measuredLast = false;
    reveal({known->first, known->last});
    viewport()->update();
    Q_EMIT dropsSelected(*known);
}

void TimelineView::selectNextFlush()
{
    selectFlushBeside(1);
}

void TimelineView::selectPreviousFlush()
{
    selectFlushBeside(-1);
}

/// Without one, the first that begins in the view, or the last one before its end.
void TimelineView::selectFlushBeside(int step)
{
    const std::vector<FlushRecord> &flushes = m_model.flushes();
    const FlushRecord *selected = m_selectedFlush ? m_model.flushOf(*m_selectedFlush) : nullptr;
    std::ptrdiff_t at = 0;
    if (selected != nullptr) {
        at = (selected - flushes.data()) + step;
    } else {
        const Timestamp from = toTimestamp(step > 0 ? m_axis.scale().begin() : m_axis.scale().end());
        const auto place = std::lower_bound(flushes.begin(), flushes.end(), from,
            [](const FlushRecord &flush, Timestamp time) { return flush.started < time; });
        at = (place - flushes.begin()) - (step > 0 ? 0 : 1);
    }
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(flushes.size()))
        selectFlush(flushes[static_cast<std::size_t>(at)].sequence);
}

void TimelineView::selectNextDrop()
{
    selectDropBeside(1);
}

void TimelineView::selectPreviousDrop()
{
    selectDropBeside(-1);
}

/// Without one, the first that begins in the view, or the last one before its end.
void TimelineView::selectDropBeside(int step)
{
    const std::vector<DropRun> &drops = m_model.drops();
    const auto selected
        = m_selectedDrops ? std::find(drops.begin(), drops.end(), *m_selectedDrops) : drops.end();
    std::ptrdiff_t at = selected - drops.begin() + step;
    if (selected == drops.end()) {
        const Timestamp from = toTimestamp(step > 0 ? m_axis.scale().begin() : m_axis.scale().end());
        const auto place = std::lower_bound(drops.begin(), drops.end(), from,
            [](const DropRun &run, Timestamp time) { return run.first < time; });
        at = place - drops.begin() - (step > 0 ? 0 : 1);
    }
    if (at >= 0 && at < std::ssize(drops))
        selectDrops(drops[static_cast<std::size_t>(at)]);
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

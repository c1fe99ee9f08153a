// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the user measures and marks.

#include "ui/models/timeline_model.h"
#include "ui/timeline/mark_editor.h"
#include "ui/timeline/range_sums.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

/// Marks are kept for so many sessions; with one more, those of the one that is not shown go.
constexpr std::size_t mostSessions = 256;

} // namespace

void TimelineView::measure(const std::optional<TimeRange> &range)
{
    if (range == m_measured)
        return;
    m_measured = range;
    m_measuredLast = range.has_value();
    placeBox();
    viewport()->update();
    keepDescription();
    Q_EMIT measured();
}

void TimelineView::measureSelection()
{
    const auto selected = selectedRange();
    if (!selected)
        return;
    const TimeRange range = m_measured ? united(*m_measured, *selected) : *selected;
    measure(TimeRange{range.begin, std::max(range.end, range.begin + Micros{1})});
}

/// Beside the range, wherever that is now.
void TimelineView::placeBox()
{
    const QRect &lanes = m_layout.lanes;
    if (!m_measured || lanes.isEmpty())
        return m_box->hide();
    const double left = std::clamp(xOf(m_measured->begin), lanes.left() * 1.0, lanes.right() * 1.0);
    const double right = std::clamp(xOf(m_measured->end), left, lanes.right() * 1.0);
    const QRect range(
        static_cast<int>(left), lanes.top(), static_cast<int>(right - left) + 1, lanes.height());
    m_box->showFor(
        rangeSums(m_model, *m_measured), range, QRect(lanes.topLeft(), viewport()->rect().bottomRight()));
}

std::optional<TimeRange> TimelineView::selectedRange() const
{
    const EventColumns &columns = m_model.events().columns();
    if (const EventIndex event = selectedEvent(); event != noEvent)
        return TimeRange{columns.start(event), columns.end(event)};
    if (const FlushRecord *flush = m_selectedFlush ? m_model.flushOf(*m_selectedFlush) : nullptr)
        return TimeRange{flush->started, std::max(flush->started, flush->ended)};
    if (m_selectedDrops)
        return TimeRange{m_selectedDrops->first, m_selectedDrops->last};
    if (m_selectedPlaceholder)
        return m_selectedPlaceholder->range;
    return std::nullopt;
}

const TimeMarks &TimelineView::marks() const
{
    static const TimeMarks none;
    if (!m_model.hasSession())
        return none;
    const auto known = m_marks.find(m_model.session()->id);
    return known == m_marks.end() ? none : known->second;
}

TimeMarks &TimelineView::marksToChange()
{
    const SessionId &session = m_model.session()->id;
    if (m_marks.size() >= mostSessions && !m_marks.contains(session))
        m_marks.erase(m_marks.begin());
    return m_marks[session];
}

void TimelineView::addMark()
{
    if (!m_model.hasSession())
        return;
    const auto selected = selectedRange();
    const Timestamp time = selected ? selected->begin : toTimestamp(m_axis.scale().toTime(pointerX()));
    if (const TimeMark *mark = marksToChange().add({time, time}))
        chooseMark(mark->number);
}

void TimelineView::addWrittenMark()
{
    addMark();
    writeMark();
}

/// The flag may lie outside after a look elsewhere: it is brought back.
void TimelineView::writeMark()
{
    const TimeMark *mark = m_chosenMark ? marks().find(*m_chosenMark) : nullptr;
    if (mark == nullptr)
        return;
    reveal(mark->range);
    const std::vector<MarkFlag> flags = visibleMarks();
    const auto flag = std::ranges::find(flags, mark->number, &MarkFlag::number);
    const QRect place = flag == flags.end() ? m_layout.ruler : flag->flag;
    m_markEditor->open(mark->number, QString::fromStdString(mark->text), place, m_layout.ruler);
}

void TimelineView::keepMarkText(quint32 number, const QString &text)
{
    if (!m_model.hasSession() || !marksToChange().setText(number, text.trimmed().toStdString()))
        return;
    viewport()->update();
    keepDescription();
    Q_EMIT marksChanged();
}

void TimelineView::addRangeMark()
{
    const auto range = m_measured ? m_measured : selectedRange();
    if (!range || !m_model.hasSession())
        return;
    if (const TimeMark *mark = marksToChange().add(*range))
        chooseMark(mark->number);
}

void TimelineView::removeChosenMark()
{
    if (!m_chosenMark || !m_model.hasSession())
        return;
    marksToChange().remove(*m_chosenMark);
    m_chosenMark.reset();
    viewport()->update();
    keepDescription();
    Q_EMIT marksChanged();
}

void TimelineView::chooseMark(quint32 number)
{
    const TimeMark *mark = marks().find(number);
    if (mark == nullptr)
        return;
    m_chosenMark = number;
    reveal(mark->range);
    viewport()->update();
    keepDescription();
    Q_EMIT marksChanged();
}

void TimelineView::chooseNextMark()
{
    chooseMarkBeside(1);
}

void TimelineView::choosePreviousMark()
{
    chooseMarkBeside(-1);
}

/// Without a chosen one, the first (the last) of all.
void TimelineView::chooseMarkBeside(int step)
{
    const std::vector<TimeMark> &all = marks().all();
    const auto chosen = std::find_if(
        all.begin(), all.end(), [this](const TimeMark &mark) { return mark.number == m_chosenMark; });
    std::ptrdiff_t at
        = chosen == all.end() ? (step > 0 ? 0 : std::ssize(all) - 1) : chosen - all.begin() + step;
    if (at >= 0 && at < std::ssize(all))
        chooseMark(all[static_cast<std::size_t>(at)].number);
}

bool TimelineView::clearOneStep()
{
    if (m_drag.isActive()) {
        if (m_drag.kind() == TimelineDrag::Kind::Measure)
            measure(std::nullopt);
        endDrag();
    } else if (m_measured) {
        measure(std::nullopt);
    } else if (m_chosenMark) {
        m_chosenMark.reset();
        viewport()->update();
        Q_EMIT marksChanged();
    } else if (hasSelection()) {
        clearSelection();
    } else {
        return false;
    }
    return true;
}

} // namespace sluice::ui

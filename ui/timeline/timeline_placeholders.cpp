// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Parents that have not arrived: how they are selected.

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_view.h"

#include <QScrollBar>

#include <algorithm>
#include <cstddef>

namespace sluice::ui {

void TimelineView::selectNextPlaceholder()
{
    selectPlaceholderBeside(1);
}

void TimelineView::selectPreviousPlaceholder()
{
    selectPlaceholderBeside(-1);
}

void TimelineView::selectPlaceholderBeside(int step)
{
    const std::vector<Placeholder> places = m_model.events().placeholders();
    auto at = static_cast<std::ptrdiff_t>(places.size());
    if (m_selectedPlaceholder)
        at = std::ranges::find(places, *m_selectedPlaceholder) - places.begin();
    if (at < std::ssize(places)) {
        at += step;
    } else {
        const Timestamp from = toTimestamp(step > 0 ? m_axis.scale().begin() : m_axis.scale().end());
        const auto place = std::ranges::lower_bound(
            places, from, {}, [](const Placeholder &candidate) { return candidate.range.begin; });
        at = place - places.begin() - (step > 0 ? 0 : 1);
    }
    if (at >= 0 && at < std::ssize(places))
        selectPlaceholder(places[static_cast<std::size_t>(at)]);
}

void TimelineView::selectPlaceholder(const Placeholder &place)
{
    select(noEvent);
    m_selectedPlaceholder = place;
    m_measuredLast = false;
    reveal(place.range);
    if (m_model.events().laneBy() == LaneBy::Agent) {
        const int top = subRowTop(m_model, place.track, 0);
        if (top < verticalScrollBar()->value()
            || top > verticalScrollBar()->value() + m_layout.lanes.height())
            verticalScrollBar()->setValue(top);
    }
    viewport()->update();
    keepDescription();
    TimelineAccessible::tellFocus(*this);
}

/// The first of those that are drawn there as one.
void TimelineView::selectPlaceholderAt(const TimelineHit &hit)
{
    for (const Placeholder &place : m_model.events().placeholders()) {
        if (place.track == hit.lane && rectOf(place) == hit.rect)
            return selectPlaceholder(place);
    }
}

/// The one that is drawn there: others may lie under the same mark.
std::optional<QRect> TimelineView::rectOf(const Placeholder &place) const
{
    const double from = m_axis.scale().toX(place.range.begin);
    for (const LaneGeometry &lane : m_geometry.lanes) {
        if (lane.key != place.track)
            continue;
        for (const SubRowGeometry &subRow : lane.subRows) {
            for (const PlaceholderMark &mark : subRow.placeholders) {
                if (from < mark.right && (from >= mark.left || mark.left <= 0))
                    return placeholderRect(m_layout, subRow, mark);
            }
        }
    }
    return std::nullopt;
}

/// It came, or more of its children did: then it is another one.
void TimelineView::forgetArrived()
{
    if (!m_selectedPlaceholder)
        return;
    const std::vector<Placeholder> places = m_model.events().placeholders();
    const auto same = std::ranges::find_if(places, [this](const Placeholder &place) {
        return place.track == m_selectedPlaceholder->track
            && place.range.begin <= m_selectedPlaceholder->range.begin
            && place.range.end >= m_selectedPlaceholder->range.end;
    });
    if (same == places.end())
        clearSelection();
    else
        m_selectedPlaceholder = *same;
}

} // namespace sluice::ui

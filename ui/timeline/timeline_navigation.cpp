// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Where the view is and how it gets elsewhere: zoom, fit, follow, freeze, back and forward.

#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_banner.h"

#include <QScrollBar>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr double zoomStep = 1.5; ///< of a key or a menu

} // namespace

void TimelineView::zoomIn()
{
    navigate([this] { m_axis.zoomAt(pointerX(), zoomStep); });
}

void TimelineView::zoomOut()
{
    navigate([this] { m_axis.zoomAt(pointerX(), 1 / zoomStep); });
}

void TimelineView::fitAll()
{
    navigate([this] {
        m_axis.setBounds(bounds());
        m_axis.fitWhole();
    });
}

void TimelineView::fitSelection()
{
    const bool meansRange = m_measured && (m_measuredLast || !selectedRange());
    const std::optional<TimeRange> range = meansRange ? m_measured : selectedRange();
    if (!range)
        return;
    navigate([&] { m_axis.fitCloser(*range); });
    if (const EventIndex event = selectedEvent(); event != noEvent && !meansRange)
        reveal(event);
}

void TimelineView::setFollow(bool follow)
{
    if (follow)
        setFrozen(false);
    navigate([this, follow] {
        m_axis.setFollowing(follow);
        m_axis.setBounds(bounds());
    });
}

void TimelineView::setFrozen(bool frozen)
{
    if (frozen == isFrozen())
        return;
    if (frozen) {
        refresh();
        m_followedBeforeFreeze = m_axis.isFollowing();
        m_frozenAt = m_model.events().eventCount();
        m_freezeBanner->showMessage(
            Severity::Notice, tr("View frozen: no new events."), tr("Resume (Space)"));
        updateLayout();
        navigate([this] { m_axis.setFollowing(false); });
        countFrozen();
    } else {
        m_frozenAt.reset();
        const bool hadFocus = m_freezeBanner->isAncestorOf(focusWidget());
        m_freezeBanner->dismiss();
        if (hadFocus)
            setFocus();
        navigate([this] { m_axis.setFollowing(m_followedBeforeFreeze); });
        showChange();
    }
    Q_EMIT frozenChanged(frozen);
}

/// Only the banner changes: the view stands still.
void TimelineView::countFrozen()
{
    const std::size_t now = m_model.events().eventCount();
    const std::size_t news = now - std::min(now, *m_frozenAt);
    m_freezeBanner->setText(news == 0 ? tr("View frozen: no new events.")
            : news == 1               ? tr("View frozen: 1 new event.")
                                      : tr("View frozen: %1 new events.").arg(numberText(news)));
    m_freezeBanner->setToolTip(tr("Events that came since the view was frozen. Recording goes on."));
}

void TimelineView::goBack()
{
    if (const auto state = m_history.back())
        restore(*state);
}

void TimelineView::goForward()
{
    if (const auto state = m_history.forward())
        restore(*state);
}

void TimelineView::restore(const ViewState &state)
{
    const EventIndex event
        = state.selectedRow ? m_model.events().columns().find(*state.selectedRow) : noEvent;
    const ViewHistory history = m_history; // what happens from here on is no new place
    select(event);
    navigate([&] {
        m_axis.restore(state);
        if (!isFrozen())
            m_axis.setBounds(bounds());
    });
    m_history = history;
}

void TimelineView::remember()
{
    ViewState state = m_axis.state();
    state.selectedRow = m_selectedRow;
    m_history.visit(state, m_clock.steadyNow());
}

TimeRange TimelineView::bounds() const
{
    if (isFrozen())
        return m_axis.bounds();
    TimeRange range = m_model.range();
    const Timestamp now = m_clock.wallNow();
    if (m_axis.isFollowing() && m_model.isRunningAt(now))
        range.end = std::max(range.end, now);
    return range;
}

void TimelineView::updateBounds()
{
    m_axis.setBounds(bounds());
    updateOverview();
    viewport()->update();
}

/// Where a zoom without a wheel is anchored: under the pointer, else in the middle.
double TimelineView::pointerX() const
{
    const QRect &lanes = m_layout.lanes;
    if (m_pointer && m_pointer->x() >= lanes.left() && m_pointer->x() <= lanes.right())
        return m_pointer->x() - lanes.left();
    return lanes.width() / 2.0;
}

void TimelineView::navigate(const std::function<void()> &change)
{
    refresh();
    const bool followed = m_axis.isFollowing();
    change();
    m_tip.hide();
    invalidate();
    updateTimer();
    updateOverview();
    placeBox();
    remember();
    if (followed != m_axis.isFollowing())
        Q_EMIT followChanged(m_axis.isFollowing());
}

void TimelineView::reveal(EventIndex event)
{
    const EventColumns &columns = m_model.events().columns();
    if (isFrozen() && columns.start(event) >= m_axis.bounds().end)
        setFrozen(false);
    reveal({columns.start(event), columns.end(event)});
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

void TimelineView::reveal(TimeRange range)
{
    const double left = m_axis.scale().toX(range.begin);
    const double right = std::max(left + leastBarWidth, m_axis.scale().toX(range.end));
    if (right < 0 || left > m_axis.scale().width())
        navigate([&] { m_axis.reveal(range); });
}

} // namespace sluice::ui

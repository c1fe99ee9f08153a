// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"
#include "core/timeline/view_history.h"

#include <memory>

namespace sluice::ui {

/// Which stretch of the session the view shows, and whether it goes with the newest. Arithmetic only.
///
/// Two states beside the scale: "follows" keeps the newest at the right edge, "whole" keeps the session's
/// beginning at the left one as well. Both are on at the start, so a session that begins is seen entirely
/// until the user zooms in.
class TimelineAxis
{
public:
    /// A new session: follows, whole.
    void reset(const TimeRange &bounds);

    /// The session from its first to its newest moment. Moves the view when it follows.
    void setBounds(const TimeRange &bounds);
    const TimeRange &bounds() const { return m_bounds; }
    void setWidth(double width);

    const TimeScale &scale() const { return m_scale; }
    bool isFollowing() const { return m_follows; }
    bool isWhole() const { return m_whole; }

    /// `factor` > 1 comes closer; the time under `x` stays. Stops following when the newest leaves the view.
    void zoomAt(double x, double factor);

    /// Positive = towards later times. Stops following; begins to again when the newest comes into the view
    /// from the right.
    void panBy(double pixels);

    /// Pans so that the view begins at `begin`.
    void panTo(ViewTime begin) { panBy(m_scale.toX(begin)); }

    /// Shows `range` and a little around it. Stops following.
    void fit(const TimeRange &range);

    /// Shows `range` and as much again around it; when it is shown so already, `range` alone. Stops
    /// following.
    void fitCloser(const TimeRange &range);

    /// Shows `range` from edge to edge. Stops following.
    void show(const TimeRange &range);

    /// Shows the whole session; goes on following if it did.
    void fitWhole();

    void setFollowing(bool follows);

    /// Idle time folded by this; nullptr = none. What is in the middle stays there, unless the view follows
    /// or shows the whole session; with Hold::Begin, what is at the left edge.
    enum class Hold { Middle, Begin };
    void setFold(std::shared_ptr<const GapFold> fold, Hold hold);

    /// What is shown, to be shown again; the selection is the caller's.
    ViewState state() const;
    void restore(const ViewState &state);

    /// Pans as far as needed to see `range`, and not at all if it is seen. True when it had to; then it stops
    /// following.
    bool reveal(const TimeRange &range);

private:
    void keepUp();
    void showFitted(const TimeRange &range, Micros margin);
    TimeScale held(const TimeScale &scale) const;

    TimeRange m_bounds{};
    TimeScale m_scale;
    bool m_follows = true;
    bool m_whole = true;
};

} // namespace sluice::ui

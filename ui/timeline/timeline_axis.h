// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"

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

    /// Positive = towards later times. Stops following.
    void panBy(double pixels);

    /// Shows `range` and a little around it. Stops following.
    void fit(const TimeRange &range);

    /// Shows the whole session; goes on following if it did.
    void fitWhole();

    void setFollowing(bool follows);

    /// Pans as far as needed to see `range`, and not at all if it is seen. True when it had to.
    bool reveal(const TimeRange &range);

private:
    void keepUp();
    TimeScale held(const TimeScale &scale) const;

    TimeRange m_bounds{};
    TimeScale m_scale;
    bool m_follows = true;
    bool m_whole = true;
};

} // namespace sluice::ui

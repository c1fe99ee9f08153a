// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/busy_time.h"
#include "core/timeline/event_columns.h"
#include "core/timeline/event_density.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice::ui {

class TimelineModel;

/// What the whole session looks like from afar: density for the overview, idle time for the fold. Reads each
/// event once, as it comes. thread: GUI
class TimelineDigest
{
public:
    /// Another session, or all of it anew.
    void reset();

    /// Reads what came since the last time.
    void takeNews(const TimelineModel &model);

    const EventDensity &density() const { return m_density; }

    /// The idle time between the first and the last thing known of the session.
    IdleTime idleTime(const TimelineModel &model) const;

private:
    void takeEvents(const EventColumns &columns);
    void takeOpen(const EventColumns &columns);
    void takeDelivery(const TimelineModel &model);

    EventDensity m_density;
    BusyTime m_busy;
    EventIndex m_eventsSeen = 0;
    std::vector<EventIndex> m_open; ///< seen, and not ended yet: they go on
    std::size_t m_flushesSeen = 0;
    std::size_t m_dropsSeen = 0;
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_snapshot.h"

#include <cstdint>
#include <deque>

namespace sluice::ui {

/// Events a second into and out of one queue, over the last second, from the snapshots that come by. "In" is
/// what record() took; "out" is what left the queue for the flusher. A snapshot of another session starts
/// anew.
class QueueRates
{
public:
    static constexpr Millis window{1'000};

    struct Rates
    {
        double in = 0;
        double out = 0;
    };

    void add(const QueueSnapshot &snapshot);
    void clear();

    /// As of `now`: falls to 0 when no snapshot came for a window, for none comes while nothing moves.
    Rates at(Timestamp now) const;

private:
    struct Point
    {
        Timestamp time;
        std::uint64_t in = 0;
        std::uint64_t out = 0;
    };
    SessionId m_session;
    std::deque<Point> m_points; ///< the newest at or before the window's start, and all since
};

} // namespace sluice::ui

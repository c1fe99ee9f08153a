// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/bounded_queue.h"
#include "tests/support/manual_clock.h"

#include <QStringList>

#include <string>
#include <utility>

namespace sluice {

inline QueueLimits limitsOf(std::size_t events, OverflowPolicy policy = OverflowPolicy::DropNewest)
{
    QueueLimits limits;
    limits.maxQueueSize = events;
    limits.policy = policy;
    limits.blockDeadline = Millis(0);
    return limits;
}

inline Event named(const std::string &name)
{
    ActionEvent action;
    action.actionType = name;
    return Event(std::move(action));
}

inline QString namesIn(EventRing &ring)
{
    QStringList names;
    for (std::size_t i = 0; i < ring.size(); ++i)
        names << QString::fromStdString(ring[i].event.name);
    return names.join(QLatin1Char(' '));
}

/// The names of what the flusher takes, oldest first: "a b c".
inline QString taken(BoundedQueue &queue)
{
    EventRing ring = queue.makeRing();
    queue.takeAll(ring);
    return namesIn(ring);
}

} // namespace sluice

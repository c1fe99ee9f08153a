// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/base/uuid.h"
#include "core/model/flush_record.h"
#include "core/model/ids.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// An event of a flush, and when record() put it into the queue. Epoch 0: not known (an earlier run's, from
/// its spool).
struct CarriedEvent
{
    Uuid id;
    Timestamp enqueued;

    bool operator==(const CarriedEvent &) const = default;
};

/// What one flush carried: told before its first attempt.
struct FlushContents
{
    SessionId session;
    std::uint64_t flush = 0; ///< FlushRecord::sequence
    Timestamp taken; ///< when the flusher took them from the queue; epoch 0: not known
    std::vector<CarriedEvent> events; ///< in the order of the body

    bool operator==(const FlushContents &) const = default;
};

/// Where one event has been: created, enqueued, taken, sent (each attempt of each flush), acknowledged. Times
/// are the wall clock's, each read where it happened: with several producers `created` can be some
/// microseconds after `enqueued`, and a clock that was set shows.
struct LifeLine
{
    EventId event;
    Timestamp created; ///< its start, by its own word
    std::optional<Timestamp> enqueued; ///< after a wait for room, when it got in
    std::optional<Timestamp> taken; ///< from the queue, by the flusher
    std::vector<FlushRecord>
        flushes; ///< that carried it, in their order: more than one when a body was split

    /// When the flush that delivered it was answered.
    std::optional<Timestamp> acknowledged() const;
};

} // namespace sluice

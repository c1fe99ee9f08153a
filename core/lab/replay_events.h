// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/read_event.h"
#include "core/lab/replay.h"

#include <string>
#include <unordered_map>

namespace sluice {

/// Makes of a session's stored events what can be recorded again: as they were, or as new ones that point at
/// each other as the old ones did. thread: one at a time.
class ReplayEvents
{
public:
    /// Tells the session of the source's agents. What is renewed points at new ids made from `seed`.
    ReplayEvents(const ReplaySource &source, bool keepIds, RecordingSession &session, std::uint64_t seed);

    /// With its own times. Error (Invalid): its body cannot be read, or its id not be kept.
    Result<RecordableEvent> read(const StoredEvent &stored);

    /// Moves an event that read() gave, unless it is kept: it begins at `now` and takes as long as it took,
    /// by the speed.
    void place(RecordableEvent &event, const StoredEvent &stored, Timestamp now, double speed) const;

private:
    using NewIds = std::unordered_map<std::string, Uuid>;

    Result<void> keep(RecordableEvent &event, const StoredEvent &stored) const;
    void renew(RecordableEvent &event, const StoredEvent &stored);
    Uuid newIdOf(const EventId &event);
    Uuid newIdOf(const AgentId &agent);

    const bool m_keepIds;
    RecordingSession &m_session;
    UuidV7Source m_ids;
    EventReader m_reader;
    NewIds m_agents; ///< of every agent
    NewIds m_triggers; ///< of the events that errors point at; nil = not made yet
};

} // namespace sluice

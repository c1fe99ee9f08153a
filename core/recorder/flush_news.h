// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/queue/bounded_queue.h"
#include "core/recorder/outbox.h"
#include "core/recorder/recorder_sink.h"
#include "core/recorder/session_wire.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// What a session's flusher is doing, for a snapshot.
struct FlusherStatus
{
    FlusherState state = FlusherState::Idle;
    std::uint32_t attempt = 0;
    std::optional<Timestamp> backOffUntil;
    std::uint64_t flushes = 0;
};

/// What a flusher tells of its session: to the sink, and to snapshots. Keeps the session as the sink knows
/// it, and numbers the flushes. thread: flusher, but for status().
class FlushNews
{
public:
    struct Parts
    {
        BoundedQueue &queue;
        RecorderSink *sink; ///< may be null
        const Clock &clock;
        bool tapEvents = true; ///< the sink wants the events' bodies
        std::uint64_t flushesBefore = 0; ///< numbers that an earlier run may have used
    };
    /// Borrowed; all outlive it.
    FlushNews(Parts parts, RecordedSession session);

    RecordedSession &session() { return m_session; }
    const RecordedSession &session() const { return m_session; }

    /// Tells the session the first time.
    void introduce();
    void tellSession();
    /// Not more often than every 200 ms; the rest is told later.
    void tellSessionSometimes();
    void tellQueue(DropRuns::Take drops, DepthTrack::Take depths);
    /// When the sink should hear again of what it has not been told; nullopt: it knows all.
    std::optional<SteadyTime> nextTelling();

    bool tapsEvents() const { return m_parts.sink && m_parts.tapEvents; }
    void taken(const OutgoingBody &body);

    /// An attempt begins; the first one numbers the flush and tells what it carries.
    void begun(OutgoingBody &body);
    void answered(OutgoingBody &body, const WireReply &reply);
    /// Another attempt will follow.
    void delayed(OutgoingBody &body);
    void finished(OutgoingBody &body, FlushOutcome outcome);
    /// Refused without an attempt.
    void refused(OutgoingBody &body, const std::string &words);

    void setStatus(FlusherState state, std::uint32_t attempt = 0, std::optional<Timestamp> until = {})
        EXCLUDES(m_statusMutex);
    /// thread: any
    FlusherStatus status() const EXCLUDES(m_statusMutex);

private:
    void number(OutgoingBody &body);
    void tellContents(OutgoingBody &body);

    const Parts m_parts;

    // Flusher thread only.
    RecordedSession m_session;
    std::uint64_t m_lastNumber;
    std::uint64_t m_flushes = 0;
    bool m_introduced = false;
    SteadyTime m_lastTold;
    bool m_untold = false; ///< the ledger moved since

    mutable Mutex m_statusMutex;
    FlusherStatus m_status GUARDED_BY(m_statusMutex);
};

} // namespace sluice

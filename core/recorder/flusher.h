// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/queue/bounded_queue.h"
#include "core/recorder/outbox.h"
#include "core/recorder/recorder_sink.h"
#include "core/recorder/session_desk.h"
#include "core/recorder/session_wire.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// Events accepted so far, by type; producers count, the flusher reads. thread: any.
class EventTally
{
public:
    void count(EventType type)
    {
        m_byType[static_cast<std::size_t>(type)].fetch_add(1, std::memory_order_relaxed);
    }
    std::array<std::uint64_t, 5> read() const
    {
        std::array<std::uint64_t, 5> counts{};
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] = m_byType[i].load(std::memory_order_relaxed);
        return counts;
    }

private:
    std::array<std::atomic<std::uint64_t>, 5> m_byType{};
};

/// What a session's flusher is doing, for a snapshot.
struct FlusherStatus
{
    FlusherState state = FlusherState::Idle;
    std::uint32_t attempt = 0;
    std::optional<Timestamp> backOffUntil;
    std::uint64_t flushes = 0;
};

/// Empties one session's queue, encodes, sends, tries again, and tells the sink. One loop body, step(), with
/// two drivers: the session's thread and a test. Everything is called with no lock held.
/// thread: flusher, but for status().
class Flusher
{
public:
    /// Borrowed; all outlive the flusher. `sink` may be null.
    struct Parts
    {
        BoundedQueue &queue;
        SessionDesk &desk;
        EventTally &tally;
        SessionWire &wire;
        RecorderSink *sink;
        const Clock &clock;
    };
    /// `session` is what is known at the start. `tapEvents`: the sink wants the events' bodies.
    Flusher(Parts parts, RecordedSession session, std::string hostEnv, bool tapEvents, std::uint64_t seed);

    /// What the driver does next.
    struct Next
    {
        enum class Kind { Again, Wait, Finished };
        Kind kind = Kind::Again;
        BoundedQueue::Watch watch = BoundedQueue::Watch::Arrivals;
        std::optional<SteadyTime> until; ///< Wait: at most so long
    };

    /// Does one thing at most: one POST, or nothing.
    Next step();

    /// thread: any
    FlusherStatus status() const EXCLUDES(m_statusMutex);

private:
    void collect();
    void takeEvents(FlushCause cause);
    void readDesk();
    void encode(const Event &event, BodyBuilder &bodies);
    void putOut(std::optional<OutgoingBody> body, FlushCause cause);

    bool act();
    void openSession();
    bool adoptSession(const WireReply &reply);
    void sendAgent();
    void sendTags();
    void sendEnd();
    void sendBody();
    void tryAgain(const WireReply &reply);
    void finishBody(FlushOutcome outcome, std::uint64_t Ledger::*term);
    void refuseAll(const std::string &words);
    void keepInDoubt(OutgoingBody &body, const WireReply &reply);
    void splitBody(FlushOutcome outcome, std::uint64_t Ledger::*term);
    void answerRefused(OutgoingBody &body, const WireReply &reply);

    void backOff(const WireReply &reply);
    void succeeded();
    Next abandon();
    Next finish(bool complete);
    /// When the sink should hear again of what it has not been told; nullopt: it knows all.
    std::optional<SteadyTime> nextTelling();

    SessionBody sessionBody() const;
    void tellSession();
    void tellSessionSometimes();
    void tellQueueNews(DropRuns::Take drops, DepthTrack::Take depths);
    void setStatus(FlusherState state, std::uint32_t attempt = 0, std::optional<Timestamp> until = {})
        EXCLUDES(m_statusMutex);

    // Constant after construction.
    const Parts m_parts;
    const std::string m_hostEnv;
    const bool m_tapEvents;
    const RetryPolicy m_retry;

    // Flusher thread only.
    SeededRandom m_random;
    RecordedSession m_session;
    EventRing m_ring;
    std::deque<OutgoingBody> m_outbox;
    std::deque<Agent> m_agents;
    std::uint64_t m_flushes = 0;
    std::uint64_t m_askSeen = 0; ///< flushes asked for, by the last look at the desk
    std::uint64_t m_askTaken = 0; ///< of those, whose events have left the queue
    bool m_endTaken = false; ///< the end was asked for, and every event before it has left the queue
    bool m_tagsUnsent = false;
    bool m_aborted = false;
    bool m_finished = false;
    bool m_refused = false; ///< the server will have no such session
    bool m_createdPerhaps = false; ///< an answer to create_session was lost
    bool m_reauthorised = false; ///< since the last success, a new token was asked for
    bool m_introduced = false; ///< the sink knows the session
    std::uint32_t m_failures = 0; ///< in a row
    SteadyTime m_notBefore;
    bool m_heldByServer = false; ///< m_notBefore is the server's Retry-After
    SteadyTime m_lastTold;
    bool m_untold = false; ///< the ledger moved since

    mutable Mutex m_statusMutex;
    FlusherStatus m_status GUARDED_BY(m_statusMutex);
};

/// True on a thread while it runs a Flusher's step(): record() from there must not wait.
bool isInsideFlusher();

} // namespace sluice

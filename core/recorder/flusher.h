// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/pulse.h"
#include "core/queue/bounded_queue.h"
#include "core/recorder/delivery.h"
#include "core/recorder/session_talk.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

class WriteAhead;

/// Empties one session's queue, encodes, sends, tries again, puts aside, and tells the sink. One loop body,
/// step(), with two drivers: the session's thread and a test. Everything is called with no lock held.
/// thread: flusher, but for status() and pulse().
class Flusher
{
public:
    /// Borrowed; all outlive the flusher.
    struct Parts
    {
        BoundedQueue &queue;
        SessionDesk &desk;
        EventTally &tally;
        SessionWire &wire;
        RecorderSink *sink; ///< may be null
        const Clock &clock;
        Spool *spool = nullptr; ///< null: nothing is kept on disk
        WriteAhead *writeAhead = nullptr; ///< null: the session is not durable
        Journal *journal = nullptr; ///< the write-ahead, as the queue has it
    };
    /// What it knows of its session at the start.
    struct Start
    {
        RecordedSession session;
        std::string endpoint;
        std::string hostEnv;
        bool tapEvents = true; ///< the sink wants the events' bodies
        std::uint64_t seed = 0;
        bool leftOver = false; ///< an earlier run's: its bodies are in the spool, and nobody records
        bool known = false; ///< the server has it, or may have it
        std::uint64_t spooledBefore = 0; ///< its events in the spool; the ledger has them
        std::uint64_t flushesBefore = 0; ///< numbers that its flushes may have had
    };
    Flusher(Parts parts, Start start);
    Flusher(const Flusher &) = delete;
    Flusher &operator=(const Flusher &) = delete;

    /// What the driver does next.
    struct Next
    {
        enum class Kind {
            Again,
            Wait, ///< for work, in the queue
            Answers, ///< in listen(), through the queue's waitElsewhere(): requests are under way
            Finished,
        };
        Kind kind = Kind::Again;
        BoundedQueue::Watch watch = BoundedQueue::Watch::Arrivals;
        std::optional<SteadyTime> until; ///< Wait, Answers: at most so long
    };

    /// Begins one request at most, and takes in the answers that are there.
    Next step();

    /// Waits for an answer, for the wire's wake(), or until then; step() takes it in.
    void listen(std::optional<SteadyTime> until);

    /// Drives it until it is finished.
    void run();

    /// thread: any
    FlusherStatus status() const { return m_news.status(); }
    /// It has work while events are in flight and it does not back off; what waits in the queue it does not
    /// count. A turn is a taking, a request begun, or an answer heard. thread: any
    const Pulse &pulse() const { return m_pulse; }

private:
    // The loop, in flusher.cpp.
    Next advance();
    void hear();
    void handle(const WireAnswer &answer);
    void handleTalk(const WireAnswer &answer);
    void fail(std::uint64_t round, const WireReply &reply);
    void tellTrouble(const std::string &words);
    void readDesk();
    bool act();
    void takeUp();
    bool mayEnd() const;
    bool isOver() const { return m_leftOver || m_news.session().endState; } ///< nobody records to it
    Next rest();
    Next abandon();
    Next finish(bool complete);

    // What others see of it, in flusher_pulse.cpp, with step().
    void restOnPulse(const Next &next);
    void tellBackOff();

    // Events on their way in, in flusher_intake.cpp.
    void collect();
    bool mayTake() const;
    bool spills() const;
    bool maySpill();
    std::optional<SteadyTime> patientUntil() const;
    void serveAsks();
    void takeEvents(FlushCause cause);
    void encode(QueuedEvent &item, BodyBuilder &bodies, FlushCause cause);
    void putOut(std::optional<OutgoingBody> body, FlushCause cause);
    void careForDisk();
    void keepSession();
    SpooledSession describe() const;

    // Constant after construction.
    const Parts m_parts;
    const std::string m_endpoint;
    const bool m_leftOver;

    Pulse m_pulse;

    // Flusher thread only; in the order of their dependence.
    FlushNews m_news;
    BackOff m_backOff;
    Accounts m_accounts;
    Shelf m_shelf;
    SessionTalk m_talk;
    Delivery m_delivery;
    EventRing m_ring;
    std::vector<WireAnswer> m_heard;
    SteadyTime m_roomNotBefore; ///< the write-ahead's disk failed
    std::uint64_t m_takes = 0;
    Timestamp m_taken; ///< when the last taking was
    std::uint64_t m_askSeen = 0; ///< flushes asked for, by the last look at the desk
    std::uint64_t m_askTaken = 0; ///< of those, whose events have left the queue
    struct Ask
    {
        std::uint64_t ask = 0;
        std::uint64_t take = 0; ///< the last taking that it waits for
    };
    std::deque<Ask> m_asks; ///< taken, not yet served
    bool m_endTaken; ///< the end was asked for, and every event before it has left the queue
    bool m_aborted = false;
    bool m_finished = false;
    bool m_refused = false; ///< the server will have no such session
};

} // namespace sluice

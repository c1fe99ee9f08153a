// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/uuid.h"
#include "core/recorder/flusher.h"
#include "core/recorder/fork_mark.h"
#include "core/recorder/recorder.h"
#include "core/recorder/wire_waker.h"
#include "core/recorder/write_ahead_journal.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace sluice {

/// RecordingSession as the Recorder makes it: queue, desk, wire and flusher, and the thread that drives it.
/// In a fork's child every function does nothing and says so, and takes no lock; there it must not be
/// destroyed either (see destroy()).
class LiveSession final : public RecordingSession
{
public:
    enum class Drive {
        Thread,
        ByHand, ///< nobody calls step() but the test
    };

    /// What a session is made of. Borrowed parts must outlive it, or its stop().
    struct Parts
    {
        std::unique_ptr<Transport> transport;
        const Clock &clock;
        RecorderSink *sink = nullptr;
        Spool *spool = nullptr;
        std::unique_ptr<WriteAhead> writeAhead{}; ///< null: it is not durable
    };

    /// `config.queue` holds the session's limits; `options.inherited` its id, or newId() makes it.
    LiveSession(const RecorderConfig &config, SessionOptions options, Parts parts, std::uint64_t seed,
        Drive drive = Drive::Thread);
    ~LiveSession() override;
    LiveSession(const LiveSession &) = delete;
    LiveSession &operator=(const LiveSession &) = delete;

    /// Deletes it, but in a fork's child: there its sockets, files and locks are the parent's.
    static void destroy(LiveSession *session);

    /// The id of a session that inherits none.
    static SessionId newId(std::uint64_t seed, const Clock &clock);

    const SessionId &id() const override { return m_id; }
    RecordOutcome record(ActionEvent event) override { return take(Event(std::move(event))); }
    RecordOutcome record(LlmEvent event) override { return take(Event(std::move(event))); }
    RecordOutcome record(ToolEvent event) override { return take(Event(std::move(event))); }
    RecordOutcome record(ErrorEvent event) override { return take(Event(std::move(event))); }
    void addTags(const std::vector<std::string> &tags) override;
    void setTags(std::vector<std::string> tags) override;
    Uuid createAgent(std::string name, Uuid id = {}) override;
    Result<void> setLimits(const QueueLimits &limits) override;
    DrainReport flush(Millis deadline) override;
    DrainReport end(EndState state, const std::string &reason, Millis deadline) override;
    DrainReport end(EndState state, const std::string &reason) override;
    bool isEnded() const override;
    QueueSnapshot snapshot() const override;
    QueuePicture picture(std::size_t mostCells) const override;
    Ledger ledger() const override;

    /// Asks for the end without waiting for it.
    void beginEnd(EndState state, const std::string &reason);
    /// Waits for what beginEnd() began.
    DrainReport awaitEnd(Millis deadline);
    /// Gives up: no further request, those under way are cut off, the rest goes to the spool. Returns at
    /// once.
    void abandon();
    /// abandon(), and joins the thread. One caller only, the recorder or the destructor.
    void stop();
    bool isFinished() const { return m_desk.isFinished(); }

    /// The flusher's.
    const Pulse &pulse() const { return m_flusher.pulse(); }

    /// The flush of that number (1, 2, 3 ...) is served.
    bool isServed(std::uint64_t ask) { return m_desk.waitServed(ask, Millis(0)); }

    /// thread: the test's, with Drive::ByHand
    Flusher::Next step() { return m_flusher.step(); }
    void listen(std::optional<SteadyTime> until) { m_flusher.listen(until); }

private:
    RecordOutcome take(Event &&event);
    RecordOutcome pushDurably(Event &&event, std::size_t bytes, Timestamp now);
    void stamp(Event &event, Timestamp now);
    void tellFlusher(QueueSnapshot &shot) const;
    DrainReport report(bool complete) const;
    DrainReport childReport() const;

    // Constant after construction.
    const ForkMark m_fork;
    const Clock &m_clock;
    const Millis m_endDeadline;
    const bool m_hasSpool;
    const bool m_durable;
    const SessionOptions m_options; ///< with its id
    const SessionId m_id;

    // Written by each record(): one cache line for all three.
    alignas(64) UuidV7Source m_ids;
    std::atomic<std::int64_t> m_lastStamp{0}; ///< microseconds: stamps never run backwards in a session
    std::atomic<std::uint32_t> m_filling{0}; ///< producers that may be about to write to the write-ahead
    EventTally m_tally;
    WriteAheadJournal m_journal;
    BoundedQueue m_queue;
    SessionDesk m_desk;
    std::unique_ptr<Transport> m_transport;
    SessionWire m_wire;
    WireWaker m_waker;
    Flusher m_flusher;
    std::jthread m_thread; // last: it is joined before what it uses goes away
};

} // namespace sluice

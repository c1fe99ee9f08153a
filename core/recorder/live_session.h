// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/uuid.h"
#include "core/recorder/flusher.h"
#include "core/recorder/recorder.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace sluice {

/// RecordingSession as the Recorder makes it: queue, desk, wire and flusher, and the thread that drives it.
class LiveSession final : public RecordingSession
{
public:
    enum class Drive {
        Thread,
        ByHand, ///< nobody calls step() but the test
    };

    /// `config.queue` holds the session's limits. `clock` and `sink` (may be null) must outlive it.
    LiveSession(const RecorderConfig &config, SessionOptions options, std::unique_ptr<Transport> transport,
        const Clock &clock, RecorderSink *sink, std::uint64_t seed, Drive drive = Drive::Thread);
    ~LiveSession() override;
    LiveSession(const LiveSession &) = delete;
    LiveSession &operator=(const LiveSession &) = delete;

    const SessionId &id() const override { return m_id; }
    RecordOutcome record(ActionEvent event) override;
    RecordOutcome record(LlmEvent event) override;
    RecordOutcome record(ToolEvent event) override;
    RecordOutcome record(ErrorEvent event) override;
    void addTags(const std::vector<std::string> &tags) override;
    void setTags(std::vector<std::string> tags) override;
    Uuid createAgent(std::string name) override;
    DrainReport flush(Millis deadline) override;
    DrainReport end(EndState state, const std::string &reason, Millis deadline) override;
    DrainReport end(EndState state, const std::string &reason) override;
    bool isEnded() const override;
    QueueSnapshot snapshot() const override;
    Ledger ledger() const override;

    /// Asks for the end without waiting for it.
    void beginEnd(EndState state, const std::string &reason);
    /// Waits for what beginEnd() began.
    DrainReport awaitEnd(Millis deadline);
    /// Gives up: no further request, one under way is cut off. Returns at once.
    void abandon();
    /// abandon(), and joins the thread. One caller only, the recorder or the destructor.
    void stop();
    bool isFinished() const { return m_desk.isFinished(); }

    /// The flush of that number (1, 2, 3 ...) is served.
    bool isServed(std::uint64_t ask) { return m_desk.waitServed(ask, Millis(0)); }

    /// thread: the test's, with Drive::ByHand
    Flusher::Next step() { return m_flusher.step(); }

private:
    RecordOutcome take(Event &&event);
    void stamp(Event &event, Timestamp now);
    DrainReport report(bool complete) const;
    void run();

    // Constant after construction.
    const Clock &m_clock;
    const Millis m_endDeadline;
    const SessionId m_id;

    // Written by each record(): one cache line for all three.
    alignas(64) UuidV7Source m_ids;
    std::atomic<std::int64_t> m_lastStamp{0}; ///< microseconds: stamps never run backwards in a session
    EventTally m_tally;
    BoundedQueue m_queue;
    SessionDesk m_desk;
    std::unique_ptr<Transport> m_transport;
    SessionWire m_wire;
    Flusher m_flusher;
    std::jthread m_thread; // last: it is joined before what it uses goes away
};

} // namespace sluice

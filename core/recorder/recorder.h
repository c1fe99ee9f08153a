// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/event.h"
#include "core/model/queue_picture.h"
#include "core/model/session.h"
#include "core/queue/record_outcome.h"
#include "core/recorder/recorder_config.h"
#include "core/recorder/recorder_sink.h"
#include "core/spool/spool.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

class Clock;
class Transport;

/// What flush() and end() came to.
struct DrainReport
{
    bool complete = false; ///< everything recorded before the call is decided, and the end is known there
    Ledger ledger; ///< at the time of return
    std::string message; ///< what remained and why; empty when complete
};

/// What earlier runs left in the spool and is not sent yet.
struct DrainState
{
    std::size_t sessions = 0; ///< being sent, waiting for it, or refused by the server
    std::uint64_t events = 0; ///< of those sessions
    std::size_t elsewhere = 0; ///< sessions for another endpoint, which stay as they are
};

/// One session being recorded. It has a queue, a flusher thread, a token and counters of its own and shares
/// nothing with other sessions. Kept by its Recorder; a shared_ptr keeps it usable (as ended) longer.
/// thread: any for every function.
class RecordingSession
{
public:
    virtual ~RecordingSession() = default;

    virtual const SessionId &id() const = 0;

    /// Never touches network or disk (a durable session stores to mapped memory). Waits only under `block`,
    /// at most the block deadline, and under `spill`, at most 5 ms. From inside a callback of any sink:
    /// dropped as reentrant.
    ///
    /// What is recorded is a copy or a move, and is sent with the value it had: NaN and infinities as null,
    /// invalid UTF-8 as U+FFFD. A value of more than 64 levels, or JSON text that is not JSON, is dropped as
    /// encode_error; an event of more than 16 MiB as JSON as too_large: at once when its texts alone are
    /// larger or the session is durable, else when it is encoded. A value of any depth may be moved in and is
    /// freed without recursion; to copy one of tens of thousands of levels takes as much stack, the caller's.
    ///
    /// Times that are left out are taken here and never run backwards within a session, whatever the wall
    /// clock does; ids are UUIDs of version 7. An event without an agent gets that of the thread's
    /// AgentScope.
    ///
    /// What wasAccepted() is false for is a loss, and the ledger has it under its reason.
    virtual RecordOutcome record(ActionEvent event) = 0;
    virtual RecordOutcome record(LlmEvent event) = 0;
    virtual RecordOutcome record(ToolEvent event) = 0;
    virtual RecordOutcome record(ErrorEvent event) = 0;

    /// Told to the server by the flusher. Adding keeps the order and leaves out what is there.
    virtual void addTags(const std::vector<std::string> &tags) = 0;
    virtual void setTags(std::vector<std::string> tags) = 0;

    /// The agent is told to the server by the flusher, before the events recorded after it.
    /// `id`: one that it had before; nil = a new one.
    virtual Uuid createAgent(std::string name, Uuid id = {}) = 0;

    /// Takes other limits while it runs (see BoundedQueue::setLimits). Error (Usage): they are not valid, or
    /// the policy is spill and there is no spool.
    virtual Result<void> setLimits(const QueueLimits &limits) = 0;

    /// Sends what was recorded before the call; returns when all of it is decided, or at the deadline. From
    /// inside a callback it returns at once and incomplete, as end() does.
    virtual DrainReport flush(Millis deadline) = 0;

    /// Closes the session to new events, sends the rest and the end. At the deadline it returns and says what
    /// remained; the flusher goes on trying as long as the Recorder lives, and what is left then is in the
    /// spool, if there is one. A second end() only waits.
    virtual DrainReport end(EndState state, const std::string &reason, Millis deadline) = 0;
    /// With the configured end_deadline.
    virtual DrainReport end(EndState state, const std::string &reason = {}) = 0;

    virtual bool isEnded() const = 0;
    virtual QueueSnapshot snapshot() const = 0;

    /// The queue for who draws it, in at most `mostCells` cells: some 30 times a second costs record()
    /// nothing that could be measured (tests/bench, "record(), picture open"). It never sleeps for the
    /// queue's lock: see QueuePicture::late.
    virtual QueuePicture picture(std::size_t mostCells) const = 0;
    virtual Ledger ledger() const = 0;
};

/// How one session differs from its recorder's settings. Each field has its {}, so that {.tags = {"night"}}
/// draws no warning of missing initialisers.
struct SessionOptions
{
    std::vector<std::string> tags{};
    SessionId inherited{}; ///< join this session instead of making a new id
    std::optional<QueueLimits> queue{};
    std::string hostEnv{}; ///< a JSON object to send with the session; empty = none
    std::function<std::unique_ptr<Transport>(std::unique_ptr<Transport>)>
        wrapTransport{}; ///< the burst lab's
};

/// Records sessions and sends them to an AgentOps v2 endpoint.
///
/// With a spool_dir, what could not be sent is kept there and sent by the next recorder on it: this one
/// begins with what earlier runs left.
///
/// In a fork's child the recorder and its sessions are the parent's: record() returns RejectedClosed,
/// startSession() an Error, flush() and end() at once and incomplete; nothing is sent, and the destructors
/// leave the parent's files and connections alone.
///
/// thread: any, but for the destructor, which no callback of the sink may run. It ends what is still running
/// within end_deadline for all together, never hangs, and after it no thread of the recorder is left.
/// `clock`, `sink` must outlive it.
class Recorder
{
public:
    using TransportFactory = std::function<std::unique_ptr<Transport>()>;

    /// `sink` may be null. The seed serves ids and the retry jitter. `transports` makes one for each session,
    /// on any thread. Error (Usage): a bad configuration. Error (Io): `durable` or `spill`, and the spool
    /// cannot be opened; without them the recorder does without a spool, and findings() say so.
    static Result<std::unique_ptr<Recorder>> create(RecorderConfig config, TransportFactory transports,
        const Clock &clock, RecorderSink *sink, std::uint64_t seed);

    /// The ordinary one: over HTTP, with the system's clock and randomness, and without a sink.
    static Result<std::unique_ptr<Recorder>> create(const RecorderConfig &config);

    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    const RecorderConfig &config() const;

    /// Never waits for the server. Error (Limit): mostSessions are live. Error (Usage): bad queue limits.
    /// Error (Held): an inherited id is being recorded here, or sent from the spool. Error (Io): it is to be
    /// durable, and the disk fails.
    Result<std::shared_ptr<RecordingSession>> startSession(SessionOptions options = {});

    /// Of all sessions of this recorder, ended ones included.
    Ledger ledger() const;

    /// One for each live session and for each of the up to 64 that ended last.
    std::vector<QueueSnapshot> snapshots() const;
    /// The same, as pictures.
    std::vector<QueuePicture> pictures(std::size_t mostCells) const;
    /// That of one of them, the last that has this id; nullopt: there is none.
    std::optional<QueuePicture> picture(const SessionId &id, std::size_t mostCells) const;

    /// Ends every live session; all together within the deadline.
    std::vector<DrainReport> endAll(EndState state, const std::string &reason, Millis deadline);

    /// How much of what earlier runs left is not sent yet.
    DrainState drained() const;
    /// Waits until it is, at most until the deadline. Complete: every session of it is known to the server
    /// and none was refused. The ledger is of what was found, and no part of ledger().
    DrainReport drain(Millis deadline);
    /// What of the spool could not be read or used.
    std::vector<SpoolFinding> findings() const;

private:
    class Impl;
    explicit Recorder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

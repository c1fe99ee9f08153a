// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/end_state.h"
#include "core/model/flush_record.h"
#include "core/model/ids.h"
#include "core/model/session.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

class SegmentCalls;
class WriteAhead;

/// What the spool keeps of a session: enough to open, join and end it on the server at a later start.
struct SpooledSession
{
    SessionId id;
    std::string endpoint; ///< where its events were to go
    Timestamp started;
    std::vector<std::string> tags;
    std::vector<Agent> agents;
    std::string hostEnv; ///< a JSON object; empty = none
    std::array<std::uint64_t, 5> eventCounts{}; ///< recorded, by EventType
    bool known = false; ///< the server has it, or may have it
    std::optional<Timestamp> ended; ///< nullopt: nobody ended it; an end is never invented
    std::optional<EndState> endState;
    std::string endReason;

    bool operator==(const SpooledSession &) const = default;
};

/// One POST body of create_events on disk: one row.
struct SpooledBody
{
    std::int64_t row = 0; ///< given by the spool; rows of later bodies are greater
    SessionId session;
    std::string text; ///< {"events":[...]}
    std::vector<std::size_t> starts; ///< offset of each event in `text`
    FlushCause cause = FlushCause::Size;
    bool inDoubt = false; ///< it may have been delivered already

    bool operator==(const SpooledBody &) const = default;
};

/// What was found and could not be read: moved aside, never deleted, never fatal.
struct SpoolFinding
{
    std::filesystem::path file; ///< where it lies now
    std::string words; ///< what is wrong with it, for a person
};

struct SpoolOptions
{
    std::uint64_t mostBytes = 1ULL << 30U; ///< of bodies; contract.md: 1 GiB
    std::uint64_t mostWriteAheadBytes = 64ULL << 20U; ///< of all sessions together; contract.md: 64 MiB
    std::string vfs; ///< SQLite's name of the files to use; empty = the system's (tests inject faults)
    SegmentCalls *calls = nullptr; ///< borrowed, the write-ahead's calls to the system; null = the system's
};

/// What is recorded and not yet acknowledged, on disk: bodies that could not be sent, the sessions they
/// belong to, and the write-aheads of durable sessions. One folder of its own, `root/<id>/`, with a lock that
/// dies with its process. SQLite in WAL mode, synchronous=FULL, one row a body: what put() returned for
/// survives the machine. Bounded by bytes: when full the oldest bodies go, of whichever session, counted.
///
/// At open() every other folder under `root` that nobody holds is adopted: its bodies, its sessions and what
/// its write-aheads hold move into this one (as in doubt: they may have been sent), and it is removed. What
/// cannot be read is set aside under `root/quarantine/` and said by findings().
///
/// A copy of this process (fork) leaves the files alone, but holds the folder's lock as long as it lives.
///
/// thread: any; its own lock is held during disk I/O, so no caller may hold another.
class Spool
{
public:
    /// Makes `root` (mode 0700) when it is not there. Error (Io): it cannot be written.
    static Result<std::unique_ptr<Spool>> open(const std::filesystem::path &root, SpoolOptions options = {});
    virtual ~Spool() = default; ///< an empty spool leaves no folder behind

    /// Adds or replaces. A session is kept until removeSession().
    virtual Result<void> putSession(const SpooledSession &session) = 0;
    virtual Result<std::optional<SpooledSession>> session(const SessionId &id) = 0;
    /// Its bodies too.
    virtual Result<void> removeSession(const SessionId &id) = 0;

    /// Put its session first: a body whose session is unknown cannot be adopted. The row it got; those that
    /// `body` and `parts` name are not looked at. A body that is larger than the whole spool is an Error
    /// (Limit).
    virtual Result<std::int64_t> put(const SpooledBody &body) = 0;
    /// The session's oldest body; nullopt: there is none. One that the disk has damaged meanwhile is set
    /// aside, said by findings() and counted as dropped.
    virtual Result<std::optional<SpooledBody>> oldest(const SessionId &id) = 0;
    virtual Result<void> markInDoubt(std::int64_t row) = 0;
    /// Delivered, refused, or sent on as others. Nothing to do when the row was dropped meanwhile.
    virtual Result<void> remove(std::int64_t row) = 0;
    /// In one transaction: the halves of a body in its place, before every later body. Nothing to do when the
    /// row was dropped meanwhile.
    virtual Result<void> replace(std::int64_t row, const std::vector<SpooledBody> &parts) = 0;

    /// The program ends, and many sessions put their rest aside at once: from now on what put() returned for
    /// survives the process at once and the machine when this object is gone, and costs no sync.
    virtual void hurry() = 0;

    /// Keeps aside, for a person, a body that the server refused for good, with the server's words: one JSON
    /// file under root/refused/, 64 MiB of them at most, the oldest going first. No count has it.
    virtual Result<void> keepRefused(const SpooledBody &body, std::string_view words) = 0;

    /// Events of the session that went because the spool was full, since the last call.
    virtual std::uint64_t takeDropped(const SessionId &id) = 0;

    /// Events that the session has here: exact, from counters.
    virtual std::uint64_t events(const SessionId &id) const = 0;
    virtual std::uint64_t bytes() const = 0;

    /// Sessions that open() found, oldest first; with or without bodies.
    virtual std::vector<SpooledSession> adopted() const = 0;
    virtual std::vector<SpoolFinding> findings() const = 0;

    /// A write-ahead for one session that is being recorded here. Its files lie in this spool's folder; it
    /// must go before the spool does. Error (Io): the first segment cannot be made. Error (Limit): the
    /// quarter of mostWriteAheadBytes that is kept for first segments (256 sessions at 64 MiB) is used up.
    virtual Result<std::unique_ptr<WriteAhead>> writeAhead(const SpooledSession &session) = 0;
};

} // namespace sluice

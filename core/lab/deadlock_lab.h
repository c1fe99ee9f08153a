// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// AgentOps issue #439 and what one could do about it. All but Sluice run the 0.3.13 algorithm
/// (agentops-contract.md 1.1) with one change each, on a worker that is watched, against a server on
/// loopback.
enum class DeadlockCure : std::uint8_t {
    None, ///< 0.3.13: flush under the lock that append holds
    AfterLock, ///< the reporter's: flush when the lock was let go
    ReEntrant, ///< a re-entrant lock: no hang, and HTTP under the lock
    Bigger, ///< 0.3.14: max_queue_size 512 instead of 100
    Sluice, ///< Sluice's recorder
};

/// "none", "after-lock", "re-entrant", "512", "sluice".
std::string_view wireName(DeadlockCure cure);
std::optional<DeadlockCure> deadlockCureFromText(std::string_view text);

struct DeadlockOptions
{
    std::uint64_t events = 100; ///< 1 to 2,000
    DeadlockCure cure = DeadlockCure::None;
    Millis serverDelay{50}; ///< how long the server takes for each POST; 0 to 5,000 ms

    Result<void> validate() const;
};

/// One thing that happened, for the page that tells it.
struct DeadlockStep
{
    enum class Kind {
        Append,
        LockTaken,
        LockAsked,
        SelfDeadlock,
        FlushBegun,
        Posted,
        Answered,
        LockLetGo,
        Ended,
        GaveUp
    };
    Kind kind = Kind::Append;
    Micros at{0}; ///< since the start
    std::string thread; ///< "program", "program 2", "flusher"
    std::uint64_t event = 0; ///< the event number at hand; 0 = none
    std::string text; ///< a sentence: who holds what and wants what
};

/// "append", "lock_taken", "lock_asked", "self_deadlock", "flush_begun", "posted", "answered", "lock_let_go",
/// "ended", "gave_up".
std::string_view wireName(DeadlockStep::Kind kind);

struct DeadlockResult
{
    DeadlockOptions options;
    bool finished = false;
    bool deadlocked = false; ///< a thread asked for a lock that it holds; an error-checking lock said so
    std::uint64_t returned = 0; ///< record() calls that came back
    std::uint64_t onTheWire = 0; ///< events that the server got
    std::uint64_t posts = 0; ///< POSTs of events
    Micros longestRecord{0}; ///< the longest record() that came back
    /// record() of a second program thread, which takes the event after the one that fills the queue, while
    /// that one's flush is under way; nullopt: there were too few events, or it never came back.
    std::optional<Micros> otherRecord;
    Micros elapsed{0};
    std::vector<DeadlockStep> steps; ///< the telling ones, at most 200: a thousand appends are one step
};

/// Runs one reproduction. Never hangs: the lock checks for errors, and who would wait for ever is told so and
/// gives up. thread: any.
class DeadlockRun
{
public:
    static Result<std::unique_ptr<DeadlockRun>> start(DeadlockOptions options);
    ~DeadlockRun(); ///< stops and joins, within a second
    DeadlockRun(const DeadlockRun &) = delete;
    DeadlockRun &operator=(const DeadlockRun &) = delete;

    DeadlockResult result() const; ///< so far
    DeadlockResult wait();

private:
    class Impl;
    explicit DeadlockRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// AgentOps 0.3.26's batch processor (queue 512, batch 25): how many of `events` in a tight loop arrive.
/// A simulation, calibrated on the measured outcomes of agentops-contract.md 6.2, which stand beside it.
struct SilentDropCase
{
    std::string server; ///< "answers at once", "answers after 4 s", "answers 503"
    std::uint64_t events = 0;
    std::uint64_t simulated = 0; ///< that arrive
    std::uint64_t measured = 0; ///< of 3,000, as measured, whatever `events` is
    std::uint64_t claimed = 0; ///< what the SDK's own counter says
};
std::vector<SilentDropCase> silentDropCases(std::uint64_t events = 3'000);

} // namespace sluice

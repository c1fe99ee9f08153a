// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/forward/forwarded_session.h"
#include "core/forward/forwarder.h"
#include "core/store/commit_bell.h"

#include <map>
#include <optional>
#include <string>
#include <thread>

namespace sluice {

/// The thread that follows the store: looks which sessions have news, brings each a step further, writes into
/// the book how far they are, and waits for a commit or for answers. thread: one that begins and ends it;
/// state() and waitUntilDone(): any.
class ForwardRound
{
public:
    struct Parts
    {
        StoreReader &reader;
        ForwardBook &book;
        Recorder &recorder;
        CommitBell &bell;
        const Clock &clock;
        Millis idle;
    };
    /// Borrowed; all outlive its stop(), reader and book itself.
    explicit ForwardRound(Parts parts);
    ~ForwardRound();
    ForwardRound(const ForwardRound &) = delete;
    ForwardRound &operator=(const ForwardRound &) = delete;

    void begin();
    /// Joins the thread.
    void stop();
    /// After stop() and the end of the recorder: what it left in its spool is there to stay.
    void settleForGood();

    /// What this thread knows: without the recorder's numbers.
    ForwardState state() const EXCLUDES(m_mutex);
    bool waitUntilDone(Millis deadline) EXCLUDES(m_mutex);

private:
    /// What the loop does next: again after at most so long.
    struct Rest
    {
        std::optional<Millis> most;
        bool isNow = false;
    };

    void run();
    Result<Rest> goRound();
    Result<void> look();
    Result<ForwardedSession *> sessionOf(const SessionId &id);
    Result<void> takeUpPending();
    Result<Rest> stepAll();
    void makePlace();
    void letIdleGo();
    void forgetDone();
    Result<void> keep();
    void publish(const std::string &trouble) EXCLUDES(m_mutex);
    bool wait(const Rest &rest);
    std::size_t liveCount() const;

    const Parts m_parts;

    // Its thread only, while that runs.
    std::map<SessionId, ForwardedSession> m_sessions;
    std::uint64_t m_seen = 0; ///< the commit up to which news were looked at
    bool m_pendingIsTaken = false;
    std::uint64_t m_asksSeen = 0;

    mutable Mutex m_mutex;
    CondVar m_published;
    ForwardState m_state GUARDED_BY(m_mutex);
    std::uint64_t m_asks GUARDED_BY(m_mutex) = 0; ///< of waitUntilDone()
    std::uint64_t m_served GUARDED_BY(m_mutex) = 0; ///< of those, the last one after which a look began
    bool m_stopped GUARDED_BY(m_mutex) = false;

    std::jthread m_thread; // last: it is joined before what it uses goes
};

} // namespace sluice

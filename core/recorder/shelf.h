// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/recorder/accounts.h"
#include "core/recorder/flush_news.h"
#include "core/recorder/outbox.h"
#include "core/spool/spool.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// One session's part of the spool: what a flusher puts aside and takes up again, oldest first, and the
/// ledger's `spooled` with it. A failing disk loses nothing: what could not be put stays with the caller, and
/// the disk is left alone for a second. thread: flusher.
class Shelf
{
public:
    struct Parts
    {
        Spool *spool; ///< null: there is none, and nothing is ever on the shelf
        BoundedQueue &queue;
        Accounts &accounts;
        FlushNews &news;
        const Clock &clock;
        std::function<SpooledSession()> describe; ///< the session as a later start needs it
    };
    /// Borrowed; all outlive it. `kept`: the session is there already. `before`: events that an earlier run
    /// left on the shelf; the ledger has them as spooled.
    Shelf(Parts parts, bool kept, std::uint64_t before);

    bool isThere() const { return m_parts.spool != nullptr; }
    /// There is one, and the disk did not fail within the last second.
    bool isUsable() const { return isThere() && m_parts.clock.steadyNow() >= m_notBefore; }
    bool isEmpty() const { return m_events == 0 && m_done.empty(); }
    void tryAgain() { m_notBefore = {}; } ///< the last chance: without the pause
    SteadyTime usableFrom() const { return m_notBefore; }
    const std::string &trouble() const { return m_trouble; } ///< the disk's last words; empty: it works

    /// Puts the session itself there, once more when it changed. False: trouble().
    bool keepSession();
    bool keepsSession() const { return m_keepsSession; }
    /// Nothing of the session is needed at a later start.
    void forgetSession();

    /// On true the body is on disk, its events are spooled, and `body` is done with.
    bool put(OutgoingBody &body);

    /// The session's oldest body, which stays on the shelf until done(). nullopt: none, or trouble().
    std::optional<OutgoingBody> takeUp();
    void done(const OutgoingBody &body);
    void markInDoubt(const OutgoingBody &body);
    /// The parts stand in its place then, to be taken up. False: it stays.
    bool replace(const OutgoingBody &body, const std::vector<OutgoingBody> &parts);

    /// Keeps aside what the server refused for good, where there is a spool; see Spool::keepRefused().
    void keepRefused(const OutgoingBody &body, const std::string &words);

    /// Accounts for bodies that went because the spool was full. `taken`: what takeUp() gave and is not done
    /// (null: nothing); when it went too, it lives on in memory.
    void reconcile(OutgoingBody *taken);

private:
    bool succeeded(const Result<void> &result);
    bool failed(const Error &error);
    std::uint64_t forgetDone(std::uint64_t gone);
    bool retryDone(std::int64_t row);
    FlushRecord recordOf(const SpooledBody &body);
    void remember(std::int64_t row, OutgoingBody &body);
    void recall(OutgoingBody &body);

    /// What the spool has no place for: when a body's events were enqueued and taken.
    struct Times
    {
        Timestamp taken;
        std::vector<CarriedEvent> carried;
    };

    const Parts m_parts;
    std::uint64_t m_events; ///< that should be there, those of m_done not
    std::map<std::int64_t, std::uint64_t> m_done; ///< decided rows that could not be removed: their events
    std::map<std::int64_t, FlushRecord> m_begun; ///< of rows that were tried before they were put here
    std::map<std::int64_t, Times> m_times; ///< of the oldest rows that this run put here
    std::uint64_t m_timed = 0; ///< events of m_times
    SteadyTime m_notBefore;
    std::string m_trouble;
    bool m_keepsSession = false;
};

} // namespace sluice

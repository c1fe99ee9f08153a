// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/recorder/live_session.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace sluice {

/// The sessions of one recorder: at most mostSessions live ones, and the ones that ended last; of those that
/// were let go, the sum of their ledgers. thread: any.
class RecordedSessions
{
public:
    /// Ended sessions that stay, the last ones.
    static constexpr std::size_t mostEndedKept = 64;

    using Sessions = std::vector<std::shared_ptr<LiveSession>>;

    /// A place for a session that is being made; add() or giveBack() follows. Error (Limit): there is none.
    /// Error (Held): `alone`, and a session of that id is live.
    Result<void> claim(const SessionId &id, bool alone) EXCLUDES(m_mutex);
    void giveBack(const SessionId &id) EXCLUDES(m_mutex);
    void add(std::shared_ptr<LiveSession> session) EXCLUDES(m_mutex);

    Sessions all() const EXCLUDES(m_mutex);
    /// The last one of that id; null: there is none.
    std::shared_ptr<LiveSession> find(const SessionId &id) const EXCLUDES(m_mutex);
    std::size_t live() const EXCLUDES(m_mutex);
    Ledger ledger() const EXCLUDES(m_mutex);

private:
    std::size_t liveCount() const REQUIRES(m_mutex);
    bool isLive(const SessionId &id) const REQUIRES(m_mutex);
    Sessions endedTooLongAgo() const EXCLUDES(m_mutex);
    void letGoOfEnded() EXCLUDES(m_mutex);

    mutable Mutex m_mutex;
    Sessions m_sessions GUARDED_BY(m_mutex);
    std::vector<SessionId> m_claimed GUARDED_BY(m_mutex); ///< being made
    Ledger m_letGo GUARDED_BY(m_mutex);
};

} // namespace sluice

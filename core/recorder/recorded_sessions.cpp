// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorded_sessions.h"

#include <algorithm>
#include <utility>

namespace sluice {

Result<void> RecordedSessions::claim(const SessionId &id, bool alone)
{
    letGoOfEnded();
    MutexLock lock(m_mutex);
    if (liveCount() + m_claimed.size() >= mostSessions)
        return Error{ErrorKind::Limit, "256 sessions are live, or ended and still being sent; end one first"};
    if (alone && isLive(id))
        return Error{ErrorKind::Held, "session " + id.text() + " is being recorded here already"};
    m_claimed.push_back(id);
    return {};
}

void RecordedSessions::giveBack(const SessionId &id)
{
    MutexLock lock(m_mutex);
    m_claimed.erase(std::ranges::find(m_claimed, id));
}

void RecordedSessions::add(std::shared_ptr<LiveSession> session)
{
    MutexLock lock(m_mutex);
    m_claimed.erase(std::ranges::find(m_claimed, session->id()));
    m_sessions.push_back(std::move(session));
}

RecordedSessions::Sessions RecordedSessions::all() const
{
    MutexLock lock(m_mutex);
    return m_sessions;
}

std::shared_ptr<LiveSession> RecordedSessions::find(const SessionId &id) const
{
    MutexLock lock(m_mutex);
    const auto last = std::find_if(
        m_sessions.rbegin(), m_sessions.rend(), [&id](const auto &s) { return s->id() == id; });
    return last != m_sessions.rend() ? *last : nullptr;
}

std::size_t RecordedSessions::live() const
{
    MutexLock lock(m_mutex);
    return liveCount();
}

Ledger RecordedSessions::ledger() const
{
    MutexLock lock(m_mutex);
    const Sessions sessions = m_sessions;
    Ledger sum = m_letGo;
    lock.unlock();
    for (const auto &session : sessions)
        sum += session->ledger();
    return sum;
}

std::size_t RecordedSessions::liveCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_sessions, [](const auto &session) { return !session->isFinished(); }));
}

bool RecordedSessions::isLive(const SessionId &id) const
{
    const bool live = std::ranges::any_of(
        m_sessions, [&id](const auto &session) { return session->id() == id && !session->isFinished(); });
    return live || std::ranges::find(m_claimed, id) != m_claimed.end();
}

/// Finished sessions that nobody else holds, oldest first, beyond mostEndedKept.
RecordedSessions::Sessions RecordedSessions::endedTooLongAgo() const
{
    Sessions ended;
    MutexLock lock(m_mutex);
    for (const auto &session : m_sessions) {
        if (session->isFinished() && session.use_count() == 1)
            ended.push_back(session);
    }
    lock.unlock();
    ended.resize(ended.size() > mostEndedKept ? ended.size() - mostEndedKept : 0);
    return ended;
}

/// Nobody can record to such a session any more, so its ledger moves into the sum and stays right.
void RecordedSessions::letGoOfEnded()
{
    const Sessions gone = endedTooLongAgo(); // destroyed after the unlock: a destructor joins a thread
    std::vector<Ledger> ledgers;
    for (const auto &session : gone)
        ledgers.push_back(session->ledger());
    MutexLock lock(m_mutex);
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (std::erase(m_sessions, gone[i]) > 0) // else another call was first
            m_letGo += ledgers[i];
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_round.h"

#include "core/base/deadline.h"
#include "core/base/thread_name.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// Between two looks while events come one by one.
constexpr Millis gathering{10};
/// After an error of the disk, and where an earlier run's rest must go first.
constexpr Millis untilTriedAgain{250};

} // namespace

ForwardRound::ForwardRound(Parts parts)
    : m_parts(parts)
    , m_seen(parts.book.seen())
{ }

ForwardRound::~ForwardRound()
{
    stop();
}

void ForwardRound::begin()
{
    m_thread = std::jthread([this] {
        nameThisThread("forward");
        run();
    });
}

void ForwardRound::stop()
{
    m_parts.bell.silence();
    if (m_thread.joinable())
        m_thread.join();
    const MutexLock lock(m_mutex);
    m_stopped = true;
    m_published.notifyAll();
}

void ForwardRound::settleForGood()
{
    for (auto &[id, session] : m_sessions)
        session.settleForGood();
    static_cast<void>(keep()); // what could not be kept is sent again
}

ForwardState ForwardRound::state() const
{
    const MutexLock lock(m_mutex);
    return m_state;
}

bool ForwardRound::waitUntilDone(Millis deadline)
{
    const SteadyTime until = deadlineIn(deadline);
    MutexLock lock(m_mutex);
    const std::uint64_t ask = ++m_asks;
    lock.unlock();
    m_parts.bell.nudge();
    lock.lock();
    while (!m_stopped && (m_served < ask || m_state.sessions > 0)) {
        if (!m_published.waitUntil(m_mutex, until))
            break;
    }
    return m_served >= ask && m_state.sessions == 0;
}

void ForwardRound::run()
{
    bool goesOn = true;
    while (goesOn) {
        {
            const MutexLock lock(m_mutex);
            m_asksSeen = m_asks;
        }
        const Result<Rest> rest = goRound();
        publish(rest ? std::string() : rest.error().message);
        goesOn = wait(rest ? *rest : Rest{untilTriedAgain, false});
    }
}

Result<ForwardRound::Rest> ForwardRound::goRound()
{
    if (const Result<void> taken = takeUpPending(); !taken)
        return taken.error();
    if (const Result<void> looked = look(); !looked)
        return looked.error();
    Result<Rest> rest = stepAll();
    letIdleGo();
    const Result<void> kept = keep(); // what was reached before an error too
    if (!rest || !kept)
        return rest ? kept.error() : rest.error();
    forgetDone();
    return rest;
}

/// What an earlier run had in hand.
Result<void> ForwardRound::takeUpPending()
{
    if (m_pendingIsTaken)
        return {};
    for (ForwardMark &mark : m_parts.book.pending()) {
        const Result<std::optional<SessionSummary>> summary = m_parts.reader.session(mark.session);
        if (!summary)
            return summary.error();
        if (!*summary)
            continue;
        const SessionId id = mark.session;
        auto [session, isNew] = m_sessions.try_emplace(id, std::move(mark), true);
        session->second.update(**summary);
    }
    m_pendingIsTaken = true;
    return {};
}

Result<void> ForwardRound::look()
{
    const Result<std::uint64_t> revision = m_parts.reader.revision();
    if (!revision)
        return revision.error();
    if (*revision == m_seen)
        return {};
    Result<std::vector<SessionSummary>> news = m_parts.reader.sessionsChangedSince(m_seen);
    if (!news)
        return news.error();
    for (SessionSummary &summary : *news) {
        if (summary.origin != Origin::Received) {
            if (const auto known = m_sessions.find(summary.id); known != m_sessions.end())
                known->second.drop();
            continue;
        }
        const Result<ForwardedSession *> session = sessionOf(summary.id);
        if (!session)
            return session.error();
        (*session)->update(std::move(summary));
        (*session)->noteActive(m_parts.clock.steadyNow());
    }
    m_seen = *revision;
    return {};
}

Result<ForwardedSession *> ForwardRound::sessionOf(const SessionId &id)
{
    if (const auto known = m_sessions.find(id); known != m_sessions.end())
        return &known->second;
    Result<std::optional<ForwardMark>> mark = m_parts.book.find(id);
    if (!mark)
        return mark.error();
    const bool isInBook = mark->has_value();
    ForwardMark fresh;
    fresh.session = id;
    fresh.replaced.row = 0;
    auto [session, isNew] = m_sessions.try_emplace(id, isInBook ? std::move(**mark) : fresh, isInBook);
    return &session->second;
}

Result<ForwardRound::Rest> ForwardRound::stepAll()
{
    Rest rest;
    bool wantsPlace = false;
    std::size_t live = liveCount();
    for (auto &[id, session] : m_sessions) {
        const bool wasLive = session.isLive();
        const Result<ForwardedSession::Step> step
            = session.step(m_parts.reader, m_parts.recorder, live < Forwarder::mostLive);
        if (!step)
            return step.error();
        if (session.isLive() != wasLive)
            live += wasLive ? std::size_t(-1) : 1;
        rest.isNow = rest.isNow || *step == ForwardedSession::Step::Again;
        wantsPlace = wantsPlace || *step == ForwardedSession::Step::NoPlace;
        if (*step == ForwardedSession::Step::Later)
            rest.most = untilTriedAgain;
    }
    if (wantsPlace)
        makePlace();
    return rest;
}

/// The one that has been quiet longest goes; the next round finds its place when it has gone.
void ForwardRound::makePlace()
{
    ForwardedSession *quietest = nullptr;
    for (auto &[id, session] : m_sessions) {
        if (session.isLive() && !session.isBusy()
            && (!quietest || session.lastActive() < quietest->lastActive()))
            quietest = &session;
    }
    if (quietest)
        quietest->park();
}

void ForwardRound::letIdleGo()
{
    const SteadyTime now = m_parts.clock.steadyNow();
    for (auto &[id, session] : m_sessions) {
        if (session.isLive() && !session.isBusy() && now - session.lastActive() >= m_parts.idle)
            session.park();
    }
}

void ForwardRound::forgetDone()
{
    std::erase_if(
        m_sessions, [](const auto &entry) { return !entry.second.isLive() && !entry.second.isBusy(); });
}

Result<void> ForwardRound::keep()
{
    std::vector<ForwardMark> changed;
    for (auto &[id, session] : m_sessions) {
        if (session.takeMarkChanged())
            changed.push_back(session.mark());
    }
    if (changed.empty() && m_seen == m_parts.book.seen())
        return {};
    return m_parts.book.keep(changed, m_seen);
}

void ForwardRound::publish(const std::string &trouble)
{
    ForwardState state;
    state.trouble = trouble;
    for (const auto &[id, session] : m_sessions) {
        state.waiting += session.waiting();
        state.announced += session.announced();
        state.sessions += session.isBusy() ? 1 : 0;
        if (session.isLive())
            state.live.push_back({id, session.summary().displayName(), session.summary().ended.has_value(),
                session.ledger(), session.waiting(), session.announced()});
    }
    const MutexLock lock(m_mutex);
    m_state = std::move(state);
    if (trouble.empty())
        m_served = m_asksSeen;
    m_published.notifyAll();
}

/// False: it is to end.
bool ForwardRound::wait(const Rest &rest)
{
    using News = CommitBell::News;
    const SteadyTime now = std::chrono::steady_clock::now();
    if (rest.isNow)
        return m_parts.bell.waitUntil(SteadyTime{}) != News::Silenced;
    std::optional<SteadyTime> until;
    if (rest.most)
        until = now + *rest.most;
    else if (liveCount() > 0)
        until = now + m_parts.idle; // to let it go
    const News news = m_parts.bell.waitForCommitAfter(m_seen, until);
    if (news != News::Commit)
        return news != News::Silenced;
    return m_parts.bell.waitUntil(std::chrono::steady_clock::now() + gathering) != News::Silenced;
}

std::size_t ForwardRound::liveCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_sessions, [](const auto &entry) { return entry.second.isLive(); }));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/adoption.h"

#include "core/base/deadline.h"
#include "core/base/thread_name.h"
#include "core/transport/endpoint.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

bool isSamePlace(const std::string &one, const std::string &other)
{
    const Endpoint a = endpointOf(one);
    const Endpoint b = endpointOf(other);
    return (a.loopback && b.loopback) || a.origin == b.origin;
}

} // namespace

Adoption::Adoption(Parts parts, std::uint64_t seed)
    : m_parts(std::move(parts))
    , m_seeds(seed)
{
    for (SpooledSession &session : m_parts.spool.adopted()) {
        if (isSamePlace(session.endpoint, m_parts.config.endpoint))
            m_waiting.push_back(std::move(session));
        else
            ++m_elsewhere;
    }
    const std::size_t workers = std::min(m_waiting.size(), mostAtOnce);
    for (std::size_t i = 0; i < workers; ++i)
        m_threads.emplace_back([this] { work(); });
}

Adoption::~Adoption()
{
    abandon();
}

DrainState Adoption::state() const
{
    DrainState state;
    std::vector<SessionId> ids;
    MutexLock lock(m_mutex);
    for (const SpooledSession &session : m_waiting)
        ids.push_back(session.id);
    for (const auto &session : m_running)
        ids.push_back(session->id());
    ids.insert(ids.end(), m_beginning.begin(), m_beginning.end());
    ids.insert(ids.end(), m_left.begin(), m_left.end());
    state.sessions = ids.size();
    state.elsewhere = m_elsewhere;
    lock.unlock();
    for (const SessionId &id : ids)
        state.events += m_parts.spool.events(id);
    return state;
}

DrainReport Adoption::drain(Millis deadline)
{
    const SteadyTime until = deadlineIn(deadline);
    DrainReport report;
    MutexLock lock(m_mutex);
    while (isBusy()) {
        if (!m_progress.waitUntil(m_mutex, until))
            break;
    }
    report.complete = !isBusy() && m_left.empty();
    report.ledger = m_ledger;
    const std::vector<std::shared_ptr<LeftOver>> running = m_running;
    std::string trouble = m_trouble;
    lock.unlock();
    for (const auto &session : running) {
        report.ledger += session->ledger();
        if (const std::string words = session->trouble(); !words.empty())
            trouble = words;
    }
    if (report.complete)
        return report;
    const DrainState left = state();
    report.message = std::to_string(left.events) + " events of " + std::to_string(left.sessions)
        + " earlier sessions are still in the spool" + (trouble.empty() ? "" : "; " + trouble);
    return report;
}

bool Adoption::has(const SessionId &session) const
{
    MutexLock lock(m_mutex);
    return std::ranges::any_of(m_waiting, [&](const auto &waiting) { return waiting.id == session; })
        || std::ranges::any_of(m_running, [&](const auto &running) { return running->id() == session; })
        || std::ranges::find(m_beginning, session) != m_beginning.end()
        || std::ranges::find(m_left, session) != m_left.end();
}

bool Adoption::isBusy() const
{
    return !m_waiting.empty() || !m_running.empty() || !m_beginning.empty();
}

void Adoption::abandon()
{
    MutexLock lock(m_mutex);
    m_abandoned = true;
    const std::vector<std::shared_ptr<LeftOver>> running = m_running;
    lock.unlock();
    for (const auto &session : running)
        session->abandon();
}

void Adoption::work()
{
    nameThisThread("spool flusher");
    while (const std::shared_ptr<LeftOver> session = beginNext()) {
        session->run();
        finished(session);
    }
}

std::shared_ptr<LeftOver> Adoption::beginNext()
{
    MutexLock lock(m_mutex);
    if (m_abandoned || m_waiting.empty())
        return nullptr;
    const SpooledSession next = std::move(m_waiting.front());
    m_waiting.pop_front();
    const std::uint64_t seed = m_seeds.next();
    m_beginning.push_back(next.id);
    lock.unlock(); // the spool's own lock is taken next
    auto session = std::make_shared<LeftOver>(m_parts.config, next,
        LeftOver::Parts{m_parts.transports(), m_parts.clock, m_parts.sink, m_parts.spool}, seed);
    lock.lock();
    std::erase(m_beginning, next.id);
    m_running.push_back(session);
    const bool abandoned = m_abandoned;
    lock.unlock();
    if (abandoned)
        session->abandon();
    return session;
}

void Adoption::finished(const std::shared_ptr<LeftOver> &session)
{
    const Ledger ledger = session->ledger();
    const Result<std::optional<SpooledSession>> kept = m_parts.spool.session(session->id());
    const bool isLeft = !session->isComplete() && (!kept || *kept);
    std::string trouble = session->trouble();
    MutexLock lock(m_mutex);
    std::erase(m_running, session);
    m_ledger += ledger;
    if (isLeft)
        m_left.push_back(session->id());
    if (!trouble.empty())
        m_trouble = std::move(trouble);
    lock.unlock();
    m_progress.notifyAll();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/slow_transport.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

SlowTransport::SlowTransport(std::unique_ptr<Transport> inner, Millis delay)
    : m_inner(std::move(inner))
    , m_delay(delay)
{ }

void SlowTransport::begin(Ticket ticket, HttpRequest request)
{
    m_held.push_back({ticket, std::move(request), now() + m_delay});
}

std::vector<Transport::Finished> SlowTransport::wait(std::optional<SteadyTime> until)
{
    while (true) {
        const bool aborted = isAborted();
        std::vector<Finished> finished = aborted ? giveUpHeld() : waitOnce(until);
        if (takeWoken() || aborted || !finished.empty() || (until && *until <= now()))
            return finished;
    }
}

std::vector<Transport::Finished> SlowTransport::waitOnce(std::optional<SteadyTime> until)
{
    beginDue();
    std::optional<SteadyTime> end = until;
    if (!m_held.empty())
        end = std::min(m_held.front().due, until.value_or(SteadyTime::max()));
    // Nothing under way there: a BlockingTransport would not wait at all.
    if (m_begun == 0) {
        waitHere(end);
        return {};
    }
    std::vector<Finished> finished = m_inner->wait(end);
    m_begun -= finished.size();
    return finished;
}

void SlowTransport::beginDue()
{
    while (!m_held.empty() && m_held.front().due <= now()) {
        m_inner->begin(m_held.front().ticket, std::move(m_held.front().request));
        m_held.pop_front();
        ++m_begun;
    }
}

std::vector<Transport::Finished> SlowTransport::giveUpHeld()
{
    std::vector<Finished> finished;
    if (m_begun > 0)
        finished = m_inner->wait(now());
    m_begun -= finished.size();
    for (const Held &held : m_held) {
        HttpAnswer answer;
        answer.aborted = true;
        answer.error = "Given up before anything was sent.";
        finished.push_back({held.ticket, std::move(answer)});
    }
    m_held.clear();
    return finished;
}

void SlowTransport::waitHere(std::optional<SteadyTime> until)
{
    MutexLock lock(m_mutex);
    bool inTime = true;
    while (!m_woken && !m_aborted && inTime) {
        if (until)
            inTime = m_changed.waitUntil(m_mutex, *until);
        else
            m_changed.wait(m_mutex);
    }
}

bool SlowTransport::takeWoken()
{
    MutexLock lock(m_mutex);
    return std::exchange(m_woken, false);
}

bool SlowTransport::isAborted()
{
    MutexLock lock(m_mutex);
    return m_aborted;
}

void SlowTransport::wake() noexcept
{
    MutexLock lock(m_mutex);
    m_woken = true;
    lock.unlock();
    m_changed.notifyAll();
    m_inner->wake();
}

void SlowTransport::abort() noexcept
{
    MutexLock lock(m_mutex);
    m_aborted = true;
    lock.unlock();
    m_changed.notifyAll();
    m_inner->abort();
}

} // namespace sluice

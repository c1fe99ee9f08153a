// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/session_desk.h"

#include "core/base/deadline.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

void unite(std::vector<std::string> &into, const std::vector<std::string> &tags)
{
    for (const std::string &tag : tags) {
        if (std::ranges::find(into, tag) == into.end())
            into.push_back(tag);
    }
}

} // namespace

SessionDesk::SessionDesk(std::vector<std::string> tags)
    : m_tags(std::move(tags))
{ }

void SessionDesk::addTags(const std::vector<std::string> &tags)
{
    MutexLock lock(m_mutex);
    unite(m_tags, tags);
    m_news.tags = m_tags;
}

void SessionDesk::setTags(std::vector<std::string> tags)
{
    MutexLock lock(m_mutex);
    m_tags.clear();
    unite(m_tags, tags);
    m_news.tags = m_tags;
}

void SessionDesk::addAgent(Agent agent)
{
    MutexLock lock(m_mutex);
    m_news.agents.push_back(std::move(agent));
}

std::uint64_t SessionDesk::askFlush()
{
    MutexLock lock(m_mutex);
    return ++m_news.asked;
}

bool SessionDesk::askEnd(EndRequest end)
{
    MutexLock lock(m_mutex);
    if (m_endAsked)
        return false;
    m_endAsked = true;
    m_news.end = std::move(end);
    return true;
}

void SessionDesk::abort()
{
    MutexLock lock(m_mutex);
    m_news.aborted = true;
}

bool SessionDesk::isEndAsked() const
{
    MutexLock lock(m_mutex);
    return m_endAsked;
}

bool SessionDesk::isComplete() const
{
    MutexLock lock(m_mutex);
    return m_complete;
}

std::string SessionDesk::trouble() const
{
    MutexLock lock(m_mutex);
    return m_trouble;
}

bool SessionDesk::waitServed(std::uint64_t ask, Millis deadline)
{
    const SteadyTime until = deadlineIn(deadline);
    MutexLock lock(m_mutex);
    while (m_served < ask && !m_finished) {
        if (!m_progress.waitUntil(m_mutex, until))
            break;
    }
    return m_served >= ask || m_finished;
}

bool SessionDesk::waitFinished(Millis deadline)
{
    const SteadyTime until = deadlineIn(deadline);
    MutexLock lock(m_mutex);
    while (!m_finished) {
        if (!m_progress.waitUntil(m_mutex, until))
            break;
    }
    return m_finished;
}

SessionDesk::News SessionDesk::take()
{
    MutexLock lock(m_mutex);
    News news;
    std::swap(news.tags, m_news.tags);
    std::swap(news.agents, m_news.agents);
    std::swap(news.end, m_news.end);
    news.asked = m_news.asked;
    news.aborted = m_news.aborted;
    return news;
}

void SessionDesk::tellServed(std::uint64_t ask)
{
    MutexLock lock(m_mutex);
    if (ask <= m_served)
        return;
    m_served = ask;
    lock.unlock();
    m_progress.notifyAll();
}

void SessionDesk::tellTrouble(std::string trouble)
{
    MutexLock lock(m_mutex);
    m_trouble.swap(trouble);
}

void SessionDesk::tellFinished(bool complete)
{
    MutexLock lock(m_mutex);
    m_finished = true;
    m_complete = complete;
    lock.unlock();
    m_progress.notifyAll();
}

} // namespace sluice

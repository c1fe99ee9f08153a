// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/watched_mutex.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace sluice {

bool WatchedMutex::tryLockWithin(Holder who, Micros atMost) NO_THREAD_SAFETY_ANALYSIS
{
    bool got = tryBriefly();
    const SteadyTime until = std::chrono::steady_clock::now() + atMost;
    while (!got && std::chrono::steady_clock::now() < until) {
        std::this_thread::yield();
        got = m_mutex.tryLock();
    }
    if (got)
        taken(who);
    return got;
}

void WatchedMutex::wait(CondVar &condition, Holder who) NO_THREAD_SAFETY_ANALYSIS
{
    letGo();
    condition.wait(m_mutex);
    taken(who);
}

bool WatchedMutex::waitUntil(CondVar &condition, Holder who, SteadyTime until) NO_THREAD_SAFETY_ANALYSIS
{
    letGo();
    const bool signalled = condition.waitUntil(m_mutex, until);
    taken(who);
    return signalled;
}

LockPicture WatchedMutex::picture() const
{
    LockPicture picture;
    const std::uint64_t word = m_word.load(std::memory_order_relaxed);
    picture.holder = static_cast<Holder>(word & holderBits);
    picture.turn = word / (holderBits + 1);
    picture.waiters = m_waiters.load(std::memory_order_relaxed);
    picture.contended = m_contended.load(std::memory_order_relaxed);
    picture.longestWait = Nanos(m_longestWait.load(std::memory_order_relaxed));
    return picture;
}

void WatchedMutex::sleepForIt() NO_THREAD_SAFETY_ANALYSIS
{
    m_contended.fetch_add(1, std::memory_order_relaxed);
    m_waiters.fetch_add(1, std::memory_order_relaxed);
    const SteadyTime began = std::chrono::steady_clock::now();
    m_mutex.lock();
    const Nanos waited = std::chrono::steady_clock::now() - began;
    m_waiters.fetch_sub(1, std::memory_order_relaxed);
    const std::int64_t longest = m_longestWait.load(std::memory_order_relaxed);
    m_longestWait.store(std::max<std::int64_t>(longest, waited.count()), std::memory_order_relaxed);
}

} // namespace sluice

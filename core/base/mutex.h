// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/thread_annotations.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace sluice {

/// std::mutex with the annotations that libstdc++ lacks, so that clang can refuse an unguarded access.
class CAPABILITY("mutex") Mutex
{
public:
    Mutex() = default;
    Mutex(const Mutex &) = delete;
    Mutex &operator=(const Mutex &) = delete;

    void lock() ACQUIRE() { m_mutex.lock(); }
    void unlock() RELEASE() { m_mutex.unlock(); }
    bool tryLock() TRY_ACQUIRE(true) { return m_mutex.try_lock(); }

private:
    friend class CondVar;
    std::mutex m_mutex;
};

/// Holds a Mutex for a scope; unlock() lets it go early, lock() takes it again.
class SCOPED_CAPABILITY MutexLock
{
public:
    explicit MutexLock(Mutex &mutex) ACQUIRE(mutex)
        : m_mutex(mutex)
    {
        m_mutex.lock();
    }
    ~MutexLock() RELEASE()
    {
        if (m_held)
            m_mutex.unlock();
    }
    MutexLock(const MutexLock &) = delete;
    MutexLock &operator=(const MutexLock &) = delete;

    void unlock() RELEASE()
    {
        m_mutex.unlock();
        m_held = false;
    }
    void lock() ACQUIRE()
    {
        m_mutex.lock();
        m_held = true;
    }

private:
    Mutex &m_mutex;
    bool m_held = true;
};

/// A condition variable for Mutex. Waits may end early for no reason: test the condition in a loop.
class CondVar
{
public:
    void wait(Mutex &mutex) REQUIRES(mutex)
    {
        std::unique_lock<std::mutex> lock(mutex.m_mutex, std::adopt_lock);
        m_condition.wait(lock);
        lock.release();
    }

    /// False when `until` came first.
    bool waitUntil(Mutex &mutex, std::chrono::steady_clock::time_point until) REQUIRES(mutex)
    {
        std::unique_lock<std::mutex> lock(mutex.m_mutex, std::adopt_lock);
        const bool signalled = m_condition.wait_until(lock, until) == std::cv_status::no_timeout;
        lock.release();
        return signalled;
    }

    void notifyOne() { m_condition.notify_one(); }
    void notifyAll() { m_condition.notify_all(); }

private:
    std::condition_variable m_condition;
};

} // namespace sluice

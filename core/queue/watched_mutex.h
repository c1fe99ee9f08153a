// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/time.h"
#include "core/model/queue_picture.h"

#include <atomic>
#include <cstdint>

namespace sluice {

/// A Mutex that can be looked at without being taken: who holds it, in which turn, and what waiting for it
/// cost. It is for locks that are held for tens of nanoseconds: who finds it held tries a few times before
/// the system puts it to sleep, which costs both threads microseconds.
///
/// Its holder pays two relaxed stores to the line that the lock is in; everything else is counted where a
/// thread goes to sleep. thread: any.
class CAPABILITY("mutex") WatchedMutex
{
public:
    using Holder = LockPicture::Holder;

    WatchedMutex() = default;
    WatchedMutex(const WatchedMutex &) = delete;
    WatchedMutex &operator=(const WatchedMutex &) = delete;

    void lock(Holder who) ACQUIRE() NO_THREAD_SAFETY_ANALYSIS
    {
        if (!tryBriefly())
            sleepForIt();
        taken(who);
    }

    /// For who only looks on: it never sleeps for the lock, and gives up after `atMost` and one time slice.
    bool tryLockWithin(Holder who, Micros atMost) TRY_ACQUIRE(true);

    void unlock() RELEASE() NO_THREAD_SAFETY_ANALYSIS
    {
        letGo();
        m_mutex.unlock();
    }

    /// Lets it go, waits on `condition`, and takes it again as another turn of `who`. What waits for the lock
    /// at the end of such a wait is not counted as contended.
    void wait(CondVar &condition, Holder who) REQUIRES(this);
    /// False when `until` came first.
    bool waitUntil(CondVar &condition, Holder who, SteadyTime until) REQUIRES(this);

    /// Takes no lock.
    LockPicture picture() const;

private:
    static constexpr std::uint64_t holderBits = 3;
    static constexpr int tries = 16;

    static void pause()
    {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        asm volatile("yield");
#endif
    }

    bool tryBriefly() NO_THREAD_SAFETY_ANALYSIS
    {
        for (int i = 0; i < tries; ++i) {
            if (m_mutex.tryLock())
                return true;
            pause();
        }
        return false;
    }

    // By the one that holds m_mutex: nobody else writes the word.
    void taken(Holder who)
    {
        const std::uint64_t nextTurn = (m_word.load(std::memory_order_relaxed) | holderBits) + 1;
        m_word.store(nextTurn + static_cast<std::uint64_t>(who), std::memory_order_relaxed);
    }

    void letGo()
    {
        m_word.store(m_word.load(std::memory_order_relaxed) & ~holderBits, std::memory_order_relaxed);
    }

    void sleepForIt();

    Mutex m_mutex;
    std::atomic<std::uint64_t> m_word{0}; ///< turn and holder in one, so that they belong together
    std::atomic<std::uint32_t> m_waiters{0};
    std::atomic<std::uint64_t> m_contended{0};
    std::atomic<std::int64_t> m_longestWait{0}; ///< nanoseconds
};

/// Holds a WatchedMutex for a scope; unlock() lets it go early, lock() takes it again.
class SCOPED_CAPABILITY WatchedLock
{
public:
    WatchedLock(WatchedMutex &mutex, WatchedMutex::Holder who) ACQUIRE(mutex)
        : m_mutex(mutex)
        , m_who(who)
    {
        m_mutex.lock(m_who);
    }
    ~WatchedLock() RELEASE()
    {
        if (m_held)
            m_mutex.unlock();
    }
    WatchedLock(const WatchedLock &) = delete;
    WatchedLock &operator=(const WatchedLock &) = delete;

    void unlock() RELEASE()
    {
        m_mutex.unlock();
        m_held = false;
    }
    void lock() ACQUIRE()
    {
        m_mutex.lock(m_who);
        m_held = true;
    }

private:
    WatchedMutex &m_mutex;
    const WatchedMutex::Holder m_who;
    bool m_held = true;
};

} // namespace sluice

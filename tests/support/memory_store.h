// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/store/store.h"

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace sluice {

/// A store in memory that commits at once, late, never, or refuses, as a test wants. thread: any.
class MemoryStore final : public Store
{
public:
    /// Full: there is no room, until another mode is set.
    enum class Mode { Commit, Hold, Fail, Refuse, Full };

    void setMode(Mode mode) EXCLUDES(m_mutex)
    {
        std::vector<std::function<void()>> whenRoom;
        {
            const MutexLock lock(m_mutex);
            m_mode = mode;
            if (mode != Mode::Full)
                whenRoom.swap(m_whenRoom);
        }
        for (const auto &told : whenRoom)
            told();
    }

    Result<void> submit(StoreBatch batch, Done done) override EXCLUDES(m_mutex)
    {
        return offer(batch, std::move(done), [] {});
    }

    Result<void> offer(StoreBatch &batch, Done done, std::function<void()> whenRoom) override
        EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        switch (m_mode) {
        case Mode::Refuse:
            return Error{ErrorKind::Cancelled, "the store is being closed"};
        case Mode::Full:
            m_whenRoom.push_back(std::move(whenRoom));
            m_heldChanged.notifyAll();
            return Error{ErrorKind::Limit, "the store's queue is full"};
        case Mode::Fail:
            lock.unlock();
            done(Error{ErrorKind::Io, "disk full"});
            return {};
        case Mode::Hold:
            m_held.push_back({std::move(batch), std::move(done)});
            m_heldChanged.notifyAll();
            return {};
        case Mode::Commit:
            keep(std::move(batch));
            break;
        }
        lock.unlock();
        done({});
        return {};
    }

    void drain() override EXCLUDES(m_mutex) { release(); }

    /// Waits until so many batches are held; false: that took longer than ten seconds.
    bool waitForHeld(std::size_t count) EXCLUDES(m_mutex)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        const MutexLock lock(m_mutex);
        while (m_held.size() < count) {
            if (!m_heldChanged.waitUntil(m_mutex, until))
                return m_held.size() >= count;
        }
        return true;
    }

    /// Waits until one was told that there is no room; false: that took longer than ten seconds.
    bool waitForFull() EXCLUDES(m_mutex)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        const MutexLock lock(m_mutex);
        while (m_whenRoom.empty()) {
            if (!m_heldChanged.waitUntil(m_mutex, until))
                return !m_whenRoom.empty();
        }
        return true;
    }

    /// Commits everything that was held and tells so.
    void release() EXCLUDES(m_mutex)
    {
        std::vector<Held> held;
        {
            const MutexLock lock(m_mutex);
            held.swap(m_held);
            for (Held &one : held)
                keep(std::move(one.batch));
        }
        for (const Held &one : held)
            one.done({});
    }

    std::vector<TokenGrant> tokens() const override EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        return m_committed.tokens;
    }

    std::uint64_t revision() const override EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        return m_revision;
    }

    /// All batches that were committed, as one.
    StoreBatch committed() const EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        return m_committed;
    }

private:
    struct Held
    {
        StoreBatch batch;
        Done done;
    };

    template <typename T>
    static void append(std::vector<T> &to, std::vector<T> &&from)
    {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    }

    void keep(StoreBatch &&batch) REQUIRES(m_mutex)
    {
        ++m_revision;
        append(m_committed.sessions, std::move(batch.sessions));
        append(m_committed.agents, std::move(batch.agents));
        append(m_committed.events, std::move(batch.events));
        append(m_committed.flushes, std::move(batch.flushes));
        append(m_committed.drops, std::move(batch.drops));
        append(m_committed.depths, std::move(batch.depths));
        append(m_committed.tokens, std::move(batch.tokens));
    }

    mutable Mutex m_mutex;
    CondVar m_heldChanged;
    Mode m_mode GUARDED_BY(m_mutex) = Mode::Commit;
    std::vector<Held> m_held GUARDED_BY(m_mutex);
    std::vector<std::function<void()>> m_whenRoom GUARDED_BY(m_mutex);
    StoreBatch m_committed GUARDED_BY(m_mutex);
    std::uint64_t m_revision GUARDED_BY(m_mutex) = 0;
};

} // namespace sluice

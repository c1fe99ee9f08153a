// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "tests/support/manual_clock.h"
#include "ui/bridge/watch_bridge.h"

#include <QTemporaryDir>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sluice::ui {

/// A watch bridge over workers and queues that the test makes up, with a clock that it moves: a look and a
/// tick when the test says so.
class WatchScene
{
public:
    explicit WatchScene(std::vector<SelfTestCase> selfTest = selfTestCases())
    {
        WatchBridge::Parts parts;
        parts.sources.workers = [this] { return workers(); };
        parts.sources.queues = [this] { return queues(); };
        parts.clock = &clock;
        parts.dataDir = m_dir.filePath(QStringLiteral("data")).toStdString();
        parts.facts = [] {
            return DiagnosticFacts{{{"Sluice", "0.1.0"}}, {{"endpoint", "http://me:hunter2@host"}},
                {"0a1b2c3d-1111-4222-8333-00000000000f"}};
        };
        parts.selfTest = std::move(selfTest);
        parts.drive = Watch::Drive::ByHand;
        bridge = std::make_unique<WatchBridge>(std::move(parts));
    }

    void setWorkers(std::vector<WorkerSign> workers)
    {
        MutexLock lock(m_mutex);
        m_workers = std::move(workers);
    }
    void setQueues(std::vector<QueuePicture> queues)
    {
        MutexLock lock(m_mutex);
        m_queues = std::move(queues);
    }

    /// One queue whose lock is held, or is not.
    void holdLock(bool held)
    {
        QueuePicture picture;
        picture.queue.session = SessionId("638552b9-1111-4222-8333-444455556666");
        picture.lock.holder = held ? LockPicture::Holder::Producer : LockPicture::Holder::Nobody;
        picture.lock.turn = 41;
        setQueues({picture});
    }

    enum class Window { Ticks, StandsStill };
    /// Time passes, in looks of 100 ms.
    void pass(Millis time, Window window = Window::Ticks)
    {
        for (Millis done{0}; done < time; done += Watch::interval) {
            clock.advance(Watch::interval);
            bridge->watch()->look();
            if (window == Window::Ticks)
                bridge->tick();
        }
    }

    QString dataDir() const { return m_dir.filePath(QStringLiteral("data")); }
    QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

private:
    std::vector<WorkerSign> workers()
    {
        MutexLock lock(m_mutex);
        return m_workers;
    }
    std::vector<QueuePicture> queues()
    {
        MutexLock lock(m_mutex);
        return m_queues;
    }

    QTemporaryDir m_dir; // first: it goes last
    Mutex m_mutex;
    std::vector<WorkerSign> m_workers GUARDED_BY(m_mutex);
    std::vector<QueuePicture> m_queues GUARDED_BY(m_mutex);

public:
    ManualClock clock;
    std::unique_ptr<WatchBridge> bridge; // last: it asks all of the above
};

} // namespace sluice::ui

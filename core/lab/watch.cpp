// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/watch.h"

#include "core/base/deadline.h"
#include "core/base/thread_name.h"

#include <algorithm>
#include <utility>

namespace sluice {

Watch::Watch(WatchSources sources, const Clock &clock, Drive drive)
    : m_sources(std::move(sources))
    , m_clock(clock)
{
    m_report.put({});
    if (drive == Drive::Thread)
        m_thread = std::jthread([this] { run(); });
}

Watch::~Watch()
{
    MutexLock lock(m_mutex);
    m_stopping = true;
    lock.unlock();
    m_stopped.notifyAll();
}

void Watch::look()
{
    WatchReport report;
    report.workers = m_sources.workers();
    const std::vector<QueuePicture> queues = m_sources.queues();
    report.looks = ++m_looks;
    report.time = m_clock.wallNow();
    m_book.take(report.time, m_dog.look(m_clock.steadyNow(), report.workers, queues));
    report.alarms = m_book.current();
    report.past.assign(m_book.past().begin(), m_book.past().end());
    m_report.put(std::move(report));
}

void Watch::run()
{
    nameThisThread("watch");
    SteadyTime next = deadlineIn(Millis(0));
    MutexLock lock(m_mutex);
    while (!m_stopping) {
        lock.unlock();
        look();
        lock.lock();
        next = std::max(next, deadlineIn(Millis(0))) + interval;
        while (!m_stopping && m_stopped.waitUntil(m_mutex, next)) { }
    }
}

} // namespace sluice

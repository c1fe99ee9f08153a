// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/background_work.h"

#include "core/base/thread_name.h"

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace sluice::ui {

BackgroundWork::BackgroundWork(QObject *receiver)
    : m_receiver(receiver)
    , m_thread([this] { run(); })
{ }

BackgroundWork::~BackgroundWork()
{
    for (std::atomic<std::uint64_t> &number : m_latest)
        ++number;
    MutexLock lock(m_mutex);
    m_stopping = true;
    lock.unlock();
    m_changed.notifyAll();
}

void BackgroundWork::submit(std::size_t lane, Job job)
{
    const std::uint64_t number = ++m_latest[lane];
    MutexLock lock(m_mutex);
    m_pending[lane] = Pending{number, std::move(job)};
    lock.unlock();
    m_changed.notifyOne();
}

void BackgroundWork::cancel(std::size_t lane)
{
    ++m_latest[lane];
    MutexLock lock(m_mutex);
    m_pending[lane].reset();
}

void BackgroundWork::run()
{
    nameThisThread("analysis");
    std::size_t lane = 0;
    Pending next;
    while (takeNext(lane, next)) {
        const std::uint64_t number = next.number;
        const std::atomic<std::uint64_t> &latest = m_latest[lane];
        const StillWanted wanted = [&latest, number] { return latest.load() == number; };
        if (wanted())
            deliver(lane, number, next.job(wanted));
        next.job = {}; // what it holds is let go before it waits
    }
}

bool BackgroundWork::takeNext(std::size_t &lane, Pending &next)
{
    MutexLock lock(m_mutex);
    while (!m_stopping) {
        for (lane = 0; lane < laneCount; ++lane) {
            if (m_pending[lane]) {
                next = std::move(*m_pending[lane]);
                m_pending[lane].reset();
                return true;
            }
        }
        m_changed.wait(m_mutex);
    }
    return false;
}

void BackgroundWork::deliver(std::size_t lane, std::uint64_t number, Answer answer)
{
    if (!answer)
        return;
    QMetaObject::invokeMethod(
        m_receiver,
        [this, lane, number, tell = std::move(answer)] {
            if (m_latest[lane].load() == number)
                tell();
        },
        Qt::QueuedConnection);
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/side_job.h"

#include "core/base/thread_name.h"

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace sluice::ui {

SideJob::SideJob(QObject *receiver)
    : m_receiver(receiver)
    , m_thread([this] { run(); })
{ }

SideJob::~SideJob()
{
    ++m_latest;
    MutexLock lock(m_mutex);
    m_stopping = true;
    lock.unlock();
    m_changed.notifyAll();
}

void SideJob::submit(Work work)
{
    ++m_latest;
    MutexLock lock(m_mutex);
    m_pending = std::move(work);
    lock.unlock();
    m_changed.notifyOne();
}

void SideJob::cancel()
{
    ++m_latest;
    MutexLock lock(m_mutex);
    m_pending.reset();
}

void SideJob::run()
{
    nameThisThread("details");
    while (true) {
        MutexLock lock(m_mutex);
        while (!m_pending && !m_stopping)
            m_changed.wait(m_mutex);
        if (m_stopping)
            return;
        const Work work = std::move(*m_pending);
        m_pending.reset();
        const std::uint64_t number = m_latest.load();
        lock.unlock();
        QMetaObject::invokeMethod(
            m_receiver,
            [this, number, answer = work()] {
                if (m_latest.load() == number && answer)
                    answer();
            },
            Qt::QueuedConnection);
    }
}

} // namespace sluice::ui

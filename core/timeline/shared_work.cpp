// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/shared_work.h"

#include "core/base/thread_name.h"

#include <utility>

namespace sluice {

SharedWork::SharedWork()
    : m_helper([this] { serve(); })
{ }

SharedWork::~SharedWork()
{
    MutexLock lock(m_mutex);
    m_stopping = true;
    lock.unlock();
    m_changed.notifyOne();
}

void SharedWork::run(std::size_t count, Part part)
{
    const auto job = std::make_shared<Job>();
    job->part = std::move(part);
    job->count = count;
    MutexLock lock(m_mutex);
    m_job = job;
    lock.unlock();
    m_changed.notifyOne();
    job->help();
    for (std::size_t done = job->done; done < count; done = job->done)
        job->done.wait(done); // a part that the helper is at
}

void SharedWork::Job::help()
{
    for (std::size_t index = next++; index < count; index = next++) {
        part(index);
        ++done;
        done.notify_one();
    }
}

void SharedWork::serve()
{
    nameThisThread("timeline helper");
    MutexLock lock(m_mutex);
    while (!m_stopping) {
        if (!m_job) {
            m_changed.wait(m_mutex);
            continue;
        }
        const std::shared_ptr<Job> job = std::move(m_job);
        m_job.reset();
        lock.unlock();
        job->help();
        lock.lock();
    }
}

} // namespace sluice

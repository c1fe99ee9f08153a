// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/job_runner.h"

#include "core/base/thread_name.h"
#include "core/store/store_reader.h"

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace sluice::ui {

JobRunner::JobRunner(DataDir dir, QObject *receiver)
    : m_dir(std::move(dir))
    , m_receiver(receiver)
    , m_thread([this] { run(); })
{ }

JobRunner::~JobRunner()
{
    for (std::atomic<std::uint64_t> &number : m_latest)
        ++number;
    MutexLock lock(m_mutex);
    m_stopping = true;
    lock.unlock();
    m_changed.notifyAll();
}

void JobRunner::submit(Lane lane, Job job, Failure failed)
{
    const std::uint64_t number = ++latest(lane);
    MutexLock lock(m_mutex);
    m_pending[static_cast<std::size_t>(lane)] = Pending{number, std::move(job), std::move(failed)};
    lock.unlock();
    m_changed.notifyOne();
}

void JobRunner::cancel(Lane lane)
{
    ++latest(lane);
    MutexLock lock(m_mutex);
    m_pending[static_cast<std::size_t>(lane)].reset();
}

void JobRunner::run()
{
    nameThisThread("store reader");
    Lane lane = Lane::Event;
    Pending next;
    while (takeNext(lane, next))
        deliver(lane, next.number, perform(next, lane));
}

bool JobRunner::takeNext(Lane &lane, Pending &next)
{
    MutexLock lock(m_mutex);
    while (!m_stopping) {
        for (std::size_t i = 0; i < laneCount; ++i) {
            if (m_pending[i]) {
                lane = static_cast<Lane>(i);
                next = std::move(*m_pending[i]);
                m_pending[i].reset();
                return true;
            }
        }
        m_changed.wait(m_mutex);
    }
    return false;
}

JobRunner::Answer JobRunner::perform(const Pending &pending, Lane lane)
{
    const Wanted wanted(latest(lane), pending.number);
    if (!wanted())
        return {};
    if (!m_reader) {
        Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(m_dir);
        if (!reader)
            return [failed = pending.failed, error = reader.error()] { failed(error); };
        m_reader = std::move(*reader);
    }
    return pending.job(*m_reader, wanted);
}

void JobRunner::deliver(Lane lane, std::uint64_t number, Answer answer)
{
    if (!answer)
        return;
    QMetaObject::invokeMethod(
        m_receiver,
        [this, lane, number, deliverIt = std::move(answer)] {
            if (latest(lane) == number)
                deliverIt();
        },
        Qt::QueuedConnection);
}

} // namespace sluice::ui

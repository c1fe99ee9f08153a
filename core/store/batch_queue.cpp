// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/batch_queue.h"

#include <chrono>
#include <string>
#include <utility>

namespace sluice {

namespace {

std::size_t bytesOf(const StoredEvent &event)
{
    return sizeof(StoredEvent) + event.body.size() + event.name.size() + event.session.text().size()
        + event.id.text().size() + event.agent.text().size() + event.trigger.text().size()
        + event.facts.parent.text().size() + event.facts.thread.size();
}

std::size_t bytesOf(const SessionChange &change)
{
    std::size_t bytes = sizeof(SessionChange);
    for (const std::optional<std::string> *text :
        {&change.endReason, &change.hostEnv, &change.sdkCounts, &change.lab})
        bytes += *text ? (*text)->size() : 0;
    if (change.tags) {
        for (const std::string &tag : *change.tags)
            bytes += sizeof(std::string) + tag.size();
    }
    return bytes;
}

std::size_t bytesOf(const FlushRecord &flush)
{
    return sizeof(FlushRecord) + flush.message.size() + flush.tries.size() * sizeof(FlushAttempt);
}

std::size_t bytesOf(const FlushContents &contents)
{
    return sizeof(FlushContents) + contents.events.size() * sizeof(CarriedEvent);
}

std::size_t bytesOf(const AgentOfEvents &given)
{
    std::size_t bytes = sizeof(AgentOfEvents) + given.session.text().size() + given.agent.text().size();
    for (const EventId &event : given.events)
        bytes += sizeof(EventId) + event.text().size();
    return bytes;
}

Error closed()
{
    return {ErrorKind::Cancelled, "the store is being closed"};
}

} // namespace

std::size_t bytesOf(const StoreBatch &batch)
{
    std::size_t bytes = sizeof(StoreBatch) + batch.agents.size() * sizeof(StoredAgent)
        + batch.drops.size() * sizeof(DropRun) + batch.depths.size() * sizeof(DepthSample)
        + batch.tokens.size() * sizeof(TokenGrant);
    for (const StoredEvent &event : batch.events)
        bytes += bytesOf(event);
    for (const SessionChange &change : batch.sessions)
        bytes += bytesOf(change);
    for (const FlushRecord &flush : batch.flushes)
        bytes += bytesOf(flush);
    for (const FlushContents &contents : batch.contents)
        bytes += bytesOf(contents);
    for (const AgentOfEvents &given : batch.agentsOfEvents)
        bytes += bytesOf(given);
    return bytes;
}

BatchQueue::BatchQueue()
    : BatchQueue(Bounds{})
{ }

BatchQueue::BatchQueue(const Bounds &bounds)
    : m_bounds(bounds)
{ }

bool BatchQueue::hasRoomFor(std::size_t bytes) const
{
    if (m_waiting.empty())
        return true;
    return m_waiting.size() < m_bounds.batches && m_waitingBytes + bytes <= m_bounds.bytes;
}

Error BatchQueue::noRoom() const
{
    return {ErrorKind::Limit,
        "the store cannot keep up: " + std::to_string(m_waiting.size()) + " batches of "
            + std::to_string(m_waitingBytes) + " bytes wait for the disk"};
}

void BatchQueue::put(CommitRequest request, std::size_t bytes)
{
    m_waiting.push_back(std::move(request));
    m_waitingBytes += bytes;
    ++m_submitted;
}

Result<void> BatchQueue::submit(CommitRequest request)
{
    const std::size_t bytes = bytesOf(request.batch);
    const SteadyTime until = std::chrono::steady_clock::now() + m_bounds.wait;
    {
        MutexLock lock(m_mutex);
        bool inTime = true;
        while (!m_closed && inTime && !hasRoomFor(bytes))
            inTime = m_room.waitUntil(m_mutex, until);
        if (m_closed)
            return closed();
        if (!hasRoomFor(bytes))
            return noRoom();
        put(std::move(request), bytes);
    }
    m_work.notifyOne();
    return {};
}

Result<void> BatchQueue::offer(StoreBatch &batch, Store::Done done, std::function<void()> whenRoom)
{
    const std::size_t bytes = bytesOf(batch);
    {
        MutexLock lock(m_mutex);
        if (m_closed)
            return closed();
        if (!hasRoomFor(bytes)) {
            m_whenRoom.push_back(std::move(whenRoom));
            return noRoom();
        }
        put({std::move(batch), std::move(done)}, bytes);
    }
    m_work.notifyOne();
    return {};
}

std::optional<std::vector<CommitRequest>> BatchQueue::takeAll(std::optional<SteadyTime> until)
{
    std::vector<CommitRequest> taken;
    std::vector<std::function<void()>> whenRoom;
    {
        MutexLock lock(m_mutex);
        bool inTime = true;
        while (m_waiting.empty() && !m_closed && inTime) {
            if (until)
                inTime = m_work.waitUntil(m_mutex, *until);
            else
                m_work.wait(m_mutex);
        }
        if (m_waiting.empty() && m_closed)
            return std::nullopt;
        taken.swap(m_waiting);
        m_waitingBytes = 0;
        m_taken = m_submitted;
        whenRoom.swap(m_whenRoom);
    }
    m_room.notifyAll();
    for (const auto &told : whenRoom)
        told();
    return taken;
}

void BatchQueue::finishTaken()
{
    {
        MutexLock lock(m_mutex);
        m_finished = m_taken;
    }
    m_finishedMore.notifyAll();
}

void BatchQueue::drain()
{
    MutexLock lock(m_mutex);
    const std::uint64_t mine = m_submitted;
    while (m_finished < mine)
        m_finishedMore.wait(m_mutex);
}

void BatchQueue::close()
{
    std::vector<std::function<void()>> whenRoom;
    {
        MutexLock lock(m_mutex);
        m_closed = true;
        whenRoom.swap(m_whenRoom);
    }
    m_work.notifyAll();
    m_room.notifyAll();
    for (const auto &told : whenRoom)
        told();
}

} // namespace sluice

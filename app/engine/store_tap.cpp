// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/store_tap.h"

#include <utility>

namespace sluice {

namespace {

/// Store::submit() waits 250 ms itself, so a full store holds a flusher for a second at most.
constexpr int mostTries = 4;

} // namespace

StoreTap::StoreTap(Store &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{ }

void StoreTap::sessionChanged(const RecordedSession &session)
{
    SessionChange change;
    change.id = session.id;
    change.origin = Origin::Recorded;
    change.started = session.started;
    change.ended = session.ended;
    change.endState = session.endState;
    if (!session.endReason.empty())
        change.endReason = session.endReason;
    change.tags = session.tags;
    change.tagsMode = SessionChange::Tags::Replace;
    change.ledger = session.ledger;
    StoreBatch batch;
    batch.sessions.push_back(std::move(change));
    for (const Agent &agent : session.agents)
        batch.agents.push_back({session.id, agent});
    submit(batch);
}

void StoreTap::eventsTaken(const SessionId &session, std::string_view body)
{
    StoreBatch batch;
    {
        MutexLock lock(m_mutex);
        Result<V2Decoder::Events> decoded = m_decoder.events(body, m_clock.wallNow());
        if (!decoded) {
            ++m_missed;
            return;
        }
        batch.events = std::move(decoded->events);
    }
    for (StoredEvent &event : batch.events)
        event.session = session;
    submit(batch);
}

void StoreTap::flushCarries(const FlushContents &contents)
{
    StoreBatch batch;
    batch.contents.push_back(contents);
    submit(batch);
}

void StoreTap::flushDelayed(const FlushRecord &flush)
{
    flushFinished(flush);
}

void StoreTap::flushFinished(const FlushRecord &flush)
{
    StoreBatch batch;
    batch.flushes.push_back(flush);
    submit(batch);
}

void StoreTap::eventsDropped(std::span<const DropRun> drops)
{
    StoreBatch batch;
    batch.drops.assign(drops.begin(), drops.end());
    submit(batch);
}

void StoreTap::depthSampled(std::span<const DepthSample> samples)
{
    StoreBatch batch;
    batch.depths.assign(samples.begin(), samples.end());
    submit(batch);
}

void StoreTap::submit(const StoreBatch &batch)
{
    const SteadyTime::rep notBefore = m_notBefore.load();
    const bool failing = notBefore != 0;
    if (failing && m_clock.steadyNow().time_since_epoch().count() < notBefore) {
        ++m_missed;
        return;
    }
    for (int attempt = 0; attempt < (failing ? 1 : mostTries); ++attempt) {
        const Result<void> taken = m_store.submit(batch, [this](const Result<void> &committed) {
            if (!committed)
                ++m_missed;
        });
        if (taken) {
            m_notBefore = 0;
            return;
        }
    }
    m_notBefore = (m_clock.steadyNow() + std::chrono::seconds(1)).time_since_epoch().count();
    ++m_missed;
}

} // namespace sluice

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

void StoreTap::eventsDropped(const DropRun &drops)
{
    StoreBatch batch;
    batch.drops.push_back(drops);
    submit(batch);
}

void StoreTap::depthSampled(const DepthSample &sample)
{
    StoreBatch batch;
    batch.depths.push_back(sample);
    submit(batch);
}

void StoreTap::submit(const StoreBatch &batch)
{
    for (int attempt = 0; attempt < mostTries; ++attempt) {
        const Result<void> taken = m_store.submit(batch, [this](const Result<void> &committed) {
            if (!committed)
                ++m_missed;
        });
        if (taken)
            return;
    }
    ++m_missed;
}

} // namespace sluice

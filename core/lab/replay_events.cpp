// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay_events.h"

#include "core/base/clock.h"
#include "core/recorder/recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice {

namespace {

/// An error has one time, the others have two.
void setTimes(RecordableEvent &event, Timestamp start, Timestamp end)
{
    if (auto *error = std::get_if<ErrorEvent>(&event)) {
        error->time = start;
        return;
    }
    std::visit(
        [&](auto &given) {
            if constexpr (requires { given.start; }) {
                given.start = start;
                given.end = end;
            }
        },
        event);
}

void setId(RecordableEvent &event, const Uuid &id)
{
    std::visit([&id](auto &given) { given.id = id; }, event);
}

Uuid idOf(const RecordableEvent &event)
{
    return std::visit([](const auto &given) { return given.id; }, event);
}

} // namespace

ReplayEvents::ReplayEvents(
    const ReplaySource &source, bool keepIds, RecordingSession &session, std::uint64_t seed)
    : m_keepIds(keepIds)
    , m_session(session)
    , m_ids(seed)
{
    for (const Agent &agent : source.agents) {
        const Uuid kept = keepIds ? Uuid::parse(agent.id.text()).value_or(Uuid()) : Uuid();
        m_agents[agent.id.text()] = m_session.createAgent(agent.name, kept);
    }
    for (const StoredEvent &event : source.events) {
        if (event.trigger)
            m_triggers.try_emplace(event.trigger.text());
    }
}

Result<RecordableEvent> ReplayEvents::read(const StoredEvent &stored)
{
    const auto ids = m_keepIds ? EventReader::Ids::Keep : EventReader::Ids::LeaveOut;
    Result<ReadEvent> read = m_reader.read(stored.body, stored.type, ids);
    if (!read)
        return read.error();
    RecordableEvent event = std::move(read->event);
    setTimes(event, stored.start, std::max(stored.start, stored.end));
    if (!m_keepIds) {
        renew(event, stored);
        return event;
    }
    if (Result<void> kept = keep(event, stored); !kept)
        return kept.error();
    return event;
}

void ReplayEvents::place(RecordableEvent &event, const StoredEvent &stored, Timestamp now, double speed) const
{
    if (m_keepIds)
        return;
    const auto length = static_cast<double>(std::max(stored.end - stored.start, Micros(0)).count());
    setTimes(event, now, now + Micros(std::llround(length / speed)));
}

/// An event without an id in its body has the one that the store gave it.
Result<void> ReplayEvents::keep(RecordableEvent &event, const StoredEvent &stored) const
{
    if (!idOf(event).isNil())
        return {};
    const std::optional<Uuid> id = Uuid::parse(stored.id.text());
    if (!id)
        return Error{ErrorKind::Invalid, "id: expected a UUID, found \"" + stored.id.text() + '"'};
    setId(event, *id);
    return {};
}

void ReplayEvents::renew(RecordableEvent &event, const StoredEvent &stored)
{
    if (m_triggers.contains(stored.id.text()))
        setId(event, newIdOf(stored.id));
    if (stored.agent)
        std::visit([agent = newIdOf(stored.agent)](auto &given) { given.agent = agent; }, event);
    if (auto *error = std::get_if<ErrorEvent>(&event); error && stored.trigger)
        error->trigger = newIdOf(stored.trigger);
}

Uuid ReplayEvents::newIdOf(const EventId &event)
{
    Uuid &id = m_triggers[event.text()];
    if (id.isNil())
        id = m_ids.make(SystemClock().wallNow());
    return id;
}

/// An agent that was never told of is called what its id was.
Uuid ReplayEvents::newIdOf(const AgentId &agent)
{
    Uuid &id = m_agents[agent.text()];
    if (id.isNil())
        id = m_session.createAgent(agent.text());
    return id;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/facts.h"
#include "tests/core/store/store_fixture.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace sluice {

/// Events as a seed draws them, of few ids, so that many come again as another: of every type, with and
/// without tokens, cost, thread and parents, which are there, to come, themselves, or never come.
class DrawnEvents
{
public:
    DrawnEvents(const SessionId &session, std::uint64_t seed, std::uint64_t ids)
        : m_session(session)
        , m_random(seed)
        , m_ids(ids)
    { }

    StoredEvent next() { return of(below(m_ids)); }

    /// The event with the id of that number.
    StoredEvent of(std::uint64_t number)
    {
        StoredEvent event = makeEvent(m_session, idOf(number), allEventTypes.at(below(allEventTypes.size())));
        static constexpr std::array<const char *, 4> names{"gpt-4o", "claude-3-5-sonnet", "", "search"};
        event.name = names.at(below(names.size()));
        if (event.type == EventType::Error && below(2) == 0)
            event.trigger = EventId(idOf(below(m_ids)));
        event.body = "{\"id\":\"" + event.id.text() + '"';
        if (below(3) == 0)
            event.body += R"(,"parent_id":")" + idOf(below(m_ids + 5)) + '"';
        if (below(4) == 0)
            event.body += R"(,"thread_id":"main")";
        if (below(2) == 0)
            event.body += ",\"prompt_tokens\":" + std::to_string(below(5000));
        if (below(2) == 0)
            event.body += ",\"completion_tokens\":" + std::to_string(below(5000));
        if (below(3) == 0)
            event.body += ",\"cost\":0." + std::to_string(below(1'000'000'000'000));
        event.body += '}';
        event.facts = factsOf(event);
        return event;
    }

    std::uint64_t below(std::uint64_t end) { return m_random() % end; }

private:
    static std::string idOf(std::uint64_t number)
    {
        // Some ids are no UUIDs.
        return number % 7 == 0 ? "event " + std::to_string(number) : uuidText(number + 1);
    }

    SessionId m_session;
    std::mt19937_64 m_random;
    std::uint64_t m_ids;
};

/// What heads and sums of a session have to be, counted anew from its events.
struct Recount
{
    struct Head
    {
        EventType type;
        std::string name;
        EventFacts facts;
        std::int64_t row;
    };
    std::map<std::string, Head> events; ///< by id
    Usage usage;
    std::map<std::string, ModelUse> models;

    explicit Recount(StoreReader &reader, const SessionId &session)
    {
        std::vector<std::int64_t> rows;
        for (const EventHead &head : reader.eventHeads(session, 0, SIZE_MAX).value())
            rows.push_back(head.row);
        std::size_t at = 0;
        const Result<void> read = reader.eachEvent(session, [&](const StoredEvent &event) {
            events[event.id.text()] = {event.type, event.name, factsOf(event), rows.at(at++)};
            return true;
        });
        if (!read)
            events.clear();
        for (const auto &[id, event] : events)
            count(event, id);
    }

    std::int64_t parentOf(const EventFacts &facts, const std::string &self) const
    {
        const std::string &parent = facts.parent.text();
        if (parent.empty() || parent == self)
            return 0;
        const auto found = events.find(parent);
        return found == events.end() ? -1 : found->second.row;
    }

    /// Of modelUse().
    std::vector<ModelUse> modelList() const
    {
        std::vector<ModelUse> list;
        for (const auto &[name, use] : models)
            list.push_back(use);
        return list;
    }

private:
    void count(const Head &event, const std::string &id)
    {
        if (event.type == EventType::Llm) {
            usage.add(event.facts);
            ModelUse &use = models[event.name];
            use.model = event.name;
            use.usage.add(event.facts);
        }
        if (event.type != EventType::Error || parentOf(event.facts, id) <= 0)
            return;
        const Head &parent = events.at(event.facts.parent.text());
        if (parent.type != EventType::Llm)
            return;
        models[parent.name].model = parent.name;
        ++models[parent.name].errors;
    }
};

} // namespace sluice

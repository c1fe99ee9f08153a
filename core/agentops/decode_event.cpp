// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/decode_event.h"

#include "core/agentops/content_id.h"
#include "core/agentops/read_facts.h"

#include <algorithm>

namespace sluice {

namespace {

/// The wire stores any event_type that it does not know as an action, and then it is the action's name.
Result<void> decodeKind(const JsonFields &fields, StoredEvent &event)
{
    const auto word = fields.text({"event_type", "type"});
    if (!word)
        return word.error();
    const auto type = eventTypeFromWire(*word);
    event.type = type.value_or(EventType::Action);

    auto name = Result<std::string>(std::string());
    switch (event.type) {
    case EventType::Action:
    case EventType::Api:
        name = fields.text({"action_type", "name"});
        break;
    case EventType::Llm:
        name = fields.text({"model", "name"});
        break;
    case EventType::Tool:
        name = fields.text({"name", "tool_name"});
        break;
    case EventType::Error:
        name = fields.text({"error_type", "name"});
        break;
    }
    if (!name)
        return name.error();
    event.name = name->empty() && !type ? *word : std::move(*name);
    return {};
}

/// An event with one time is an instant. Returns whether it had any.
Result<bool> decodeTimes(const JsonFields &fields, Timestamp arrival, StoredEvent &event)
{
    std::optional<Timestamp> start;
    std::optional<Timestamp> end;
    for (const std::string_view name : {"init_timestamp", "timestamp", "end_timestamp"}) {
        const auto time = fields.time(name);
        if (!time)
            return time.error();
        auto &target = name == "end_timestamp" ? end : start;
        if (!target)
            target = *time;
    }
    const bool hasTime = start || end;
    event.start = start ? *start : end.value_or(arrival);
    event.end = std::max(event.start, end.value_or(event.start));
    return hasTime;
}

Result<void> decodeLinks(const JsonFields &fields, const std::string &bodySession, StoredEvent &event)
{
    auto session = fields.text({"session_id"});
    if (!session)
        return session.error();
    event.session = SessionId(session->empty() ? bodySession : std::move(*session));

    auto agent = fields.text({"agent_id"});
    if (!agent)
        return agent.error();
    event.agent = AgentId(std::move(*agent));

    auto trigger = fields.text({"trigger_event_id"});
    if (!trigger)
        return trigger.error();
    event.trigger = EventId(std::move(*trigger));
    return {};
}

/// An id from the content, for events that came without one: errors up to 0.3.18 and hand-written events.
std::string madeId(const JsonFields &fields, const StoredEvent &event, bool hasTime, EventContext &context)
{
    if (event.type == EventType::Error && hasTime) {
        const auto details = fields.find("details");
        return contentId({"error", event.session.text(), toIsoText(event.start), event.name,
            details ? simdjson::to_string(*details) : std::string()});
    }
    if (hasTime)
        return contentId({"event", event.session.text(), event.body});
    const int earlier = context.seen[event.body]++;
    return contentId({"timeless", event.session.text(), event.body, std::to_string(earlier)});
}

} // namespace

Result<StoredEvent> decodeEvent(const JsonFields &fields, std::string_view text, EventContext &context)
{
    StoredEvent event;
    if (const auto kind = decodeKind(fields, event); !kind)
        return kind.error();
    const auto hasTime = decodeTimes(fields, context.arrival, event);
    if (!hasTime)
        return hasTime.error();
    if (const auto links = decodeLinks(fields, context.session, event); !links)
        return links.error();
    event.body = text;
    event.facts = readFacts(fields, text, event.type, event.trigger);

    auto id = fields.text({"id", "event_id"});
    if (!id)
        return id.error();
    event.id = EventId(id->empty() ? madeId(fields, event, *hasTime, context) : std::move(*id));
    return event;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_event.h"

#include "core/agentops/content_id.h"
#include "core/agentops/json_check.h"
#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/agentops/json_slices.h"
#include "core/agentops/json_writer.h"
#include "core/base/uuid.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

void add(std::string &out, std::string_view key, std::string_view text)
{
    if (text.empty())
        return;
    out += out.empty() ? "{\"" : ",\"";
    out += key;
    out += "\":";
    appendJsonString(out, text);
}

void add(std::string &out, std::string_view key, const std::optional<std::uint64_t> &number)
{
    if (number)
        add(out, key, std::to_string(*number));
}

std::string microsText(Timestamp time)
{
    return std::to_string(time.time_since_epoch().count());
}

/// Every value is a text, so that it is read back digit by digit.
std::string besides(const ForwardEvent &event)
{
    const StoredEvent &stored = event.stored;
    std::string out;
    add(out, "session", stored.session.text());
    add(out, "id", stored.id.text());
    add(out, "type", wireName(stored.type));
    add(out, "start", microsText(stored.start));
    add(out, "end", microsText(stored.end));
    add(out, "name", stored.name);
    add(out, "agent", stored.agent.text());
    add(out, "agent_name", event.agentName);
    add(out, "trigger", stored.trigger.text());
    add(out, "parent", stored.facts.parent.text());
    add(out, "thread", stored.facts.thread);
    add(out, "prompt_tokens", stored.facts.promptTokens);
    add(out, "completion_tokens", stored.facts.completionTokens);
    if (stored.facts.cost)
        add(out, "cost", stored.facts.cost->text());
    return out + '}';
}

/// Its own text where the recorder takes it as JSON, else the text as one JSON string: a body deeper than
/// the wire's 64 levels.
Payload bodyOf(std::string body)
{
    std::string scratch;
    if (isPlainJson(body) || appendJsonText(scratch, body))
        return JsonText{std::move(body)};
    return nlohmann::json(std::move(body));
}

template <typename E>
E timed(E event, const StoredEvent &stored, const Uuid &id)
{
    event.id = id;
    event.start = stored.start;
    event.end = std::max(stored.start, stored.end);
    return event;
}

std::string textAt(element object, std::string_view key)
{
    std::string_view text;
    return object.at_key(key).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

template <typename Number>
std::optional<Number> numberAt(element object, std::string_view key)
{
    const std::string digits = textAt(object, key);
    Number number{};
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failure == std::errc() && end == digits.data() + digits.size() && !digits.empty()
        ? std::optional(number)
        : std::nullopt;
}

Timestamp timeAt(element object, std::string_view key)
{
    return Timestamp(Micros(numberAt<std::int64_t>(object, key).value_or(0)));
}

ForwardEvent withBesides(element object)
{
    ForwardEvent event;
    StoredEvent &stored = event.stored;
    stored.session = SessionId(textAt(object, "session"));
    stored.id = EventId(textAt(object, "id"));
    stored.type = eventTypeFromWire(textAt(object, "type")).value_or(EventType::Action);
    stored.start = timeAt(object, "start");
    stored.end = timeAt(object, "end");
    stored.name = textAt(object, "name");
    stored.agent = AgentId(textAt(object, "agent"));
    event.agentName = textAt(object, "agent_name");
    stored.trigger = EventId(textAt(object, "trigger"));
    stored.facts.parent = EventId(textAt(object, "parent"));
    stored.facts.thread = textAt(object, "thread");
    stored.facts.promptTokens = numberAt<std::uint64_t>(object, "prompt_tokens");
    stored.facts.completionTokens = numberAt<std::uint64_t>(object, "completion_tokens");
    if (const std::string cost = textAt(object, "cost"); !cost.empty())
        stored.facts.cost = Money::fromDecimal(cost);
    return event;
}

Error notPacked()
{
    return {ErrorKind::Invalid, "a body to send on holds what is no event of the store"};
}

Result<ForwardEvent> eventFrom(element packedEvent, std::string_view text, JsonDocument &names)
{
    simdjson::dom::object object;
    if (packedEvent.get(object) != simdjson::SUCCESS)
        return notPacked();
    const JsonFields fields(object, "");
    const Result<std::string> name = fields.text({"action_type", "model", "name", "error_type"});
    if (!name || !names.read(*name) || !names.root().is_object())
        return notPacked();
    ForwardEvent event = withBesides(names.root());
    const auto key = fields.firstOf({"details", "params"});
    if (!key)
        return event; // it had no body
    std::string_view asText;
    if (fields.find(*key)->get(asText) == simdjson::SUCCESS)
        event.stored.body = asText;
    else
        event.stored.body = jsonSlices(text).at(fields.indexOf(*key).value());
    return event;
}

} // namespace

std::string forwardUuid(std::string_view what, const SessionId &session, const std::string &id)
{
    const std::optional<Uuid> uuid = Uuid::parse(id);
    return uuid && !uuid->isNil() ? id : contentId({"forward", what, session.text(), id});
}

SessionId forwardSessionId(const SessionId &session)
{
    return SessionId(forwardUuid("session", SessionId(), session.text()));
}

RecordableEvent packed(ForwardEvent event)
{
    StoredEvent &stored = event.stored;
    const Uuid id = Uuid::parse(forwardUuid("event", stored.session, stored.id.text())).value_or(Uuid());
    std::string name = besides(event);
    Payload body = stored.body.empty() ? Payload() : bodyOf(std::move(stored.body));
    switch (stored.type) {
    case EventType::Llm:
        return timed(LlmEvent{.model = std::move(name), .params = std::move(body)}, stored, id);
    case EventType::Tool:
        return timed(ToolEvent{.name = std::move(name), .params = std::move(body)}, stored, id);
    case EventType::Error: {
        ErrorEvent error{.errorType = std::move(name), .details = std::move(body)};
        error.id = id;
        error.time = stored.start;
        return error;
    }
    case EventType::Action:
    case EventType::Api:
        break;
    }
    return timed(ActionEvent{.actionType = std::move(name), .params = std::move(body)}, stored, id);
}

Result<std::vector<ForwardEvent>> unpacked(std::string_view body)
{
    JsonDocument document;
    simdjson::dom::array list;
    if (!document.read(body) || document.root()["events"].get(list) != simdjson::SUCCESS)
        return notPacked();
    const std::vector<std::string_view> members = jsonSlices(document.text());
    const std::vector<std::string_view> texts = jsonSlices(members.at(0));
    JsonDocument names;
    std::vector<ForwardEvent> events;
    for (const element item : list) {
        Result<ForwardEvent> event = eventFrom(item, texts.at(events.size()), names);
        if (!event)
            return event.error();
        events.push_back(std::move(*event));
    }
    return events;
}

} // namespace sluice

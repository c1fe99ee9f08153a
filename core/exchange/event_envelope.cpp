// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/event_envelope.h"

#include "core/agentops/json_slices.h"
#include "core/agentops/json_writer.h"

#include <utility>

namespace sluice {

namespace {

constexpr const char *envelopeKey = "sluice_event";

bool saysTheSame(const StoredEvent &read, const StoredEvent &stored)
{
    return read.id == stored.id && read.type == stored.type && read.name == stored.name
        && read.agent == stored.agent && read.start == stored.start && read.end == stored.end
        && read.trigger == stored.trigger && read.facts.isOpen == stored.facts.isOpen;
}

void appendText(std::string &out, std::string_view key, std::string_view text)
{
    if (out.back() != '{')
        out += ',';
    appendJsonString(out, key);
    out += ':';
    appendJsonString(out, text);
}

Result<void> readHead(const JsonFields &head, StoredEvent &event)
{
    const auto id = head.text({"id"});
    const auto type = head.text({"event_type"});
    const auto name = head.text({"name"});
    const auto agent = head.text({"agent_id"});
    const auto trigger = head.text({"trigger_event_id"});
    for (const Result<std::string> *text : {&id, &type, &name, &agent, &trigger}) {
        if (!*text)
            return text->error();
    }
    const auto start = head.time("init_timestamp");
    const auto end = head.time("end_timestamp");
    if (!start || !end)
        return (!start ? start : end).error();
    const auto kind = eventTypeFromWire(*type);
    if (id->empty() || !kind || !start->has_value() || !end->has_value())
        return Error{ErrorKind::Invalid,
            head.pathOf("id") + ": expected an id, an event_type, an init_timestamp and an end_timestamp"};
    event.id = EventId(*id);
    event.type = *kind;
    event.name = *name;
    event.agent = AgentId(*agent);
    event.trigger = EventId(*trigger);
    event.start = **start;
    event.end = **end;
    const auto open = head.find("is_open");
    event.facts.isOpen = open && open->is_bool() && open->get_bool().value_unsafe();
    return {};
}

} // namespace

bool isWholeJsonObject(std::string_view text)
{
    JsonDocument document;
    return text.starts_with('{') && text.ends_with('}') && document.read(text) && document.mended() == 0
        && document.root().is_object();
}

std::optional<std::string> EventEnvelope::wrap(const StoredEvent &event)
{
    const bool isObject = event.body.starts_with('{') && event.body.ends_with('}')
        && m_document.read(event.body) && m_document.mended() == 0 && m_document.root().is_object();
    if (isObject) {
        EventContext alone;
        auto read = fromBody(m_document.root(), event.body, "", alone);
        const bool isEnvelope
            = m_document.root().at_key(envelopeKey).error() == simdjson::SUCCESS; // what a joker sends
        if (read && !isEnvelope && saysTheSame(*read, event))
            return std::nullopt;
    }
    std::string text = std::string("{\"") + envelopeKey + "\":{";
    appendText(text, "id", event.id.text());
    appendText(text, "event_type", wireName(event.type));
    appendText(text, "name", event.name);
    appendText(text, "agent_id", event.agent.text());
    appendText(text, "init_timestamp", toIsoText(event.start));
    appendText(text, "end_timestamp", toIsoText(event.end));
    appendText(text, "trigger_event_id", event.trigger.text());
    text += event.facts.isOpen ? ",\"is_open\":true}" : "}";
    if (isObject)
        text += ",\"body\":" + event.body;
    else
        appendText(text, "body_text", event.body);
    return text + '}';
}

Result<StoredEvent> EventEnvelope::fromBody(
    simdjson::dom::element value, std::string_view text, const std::string &path, EventContext &context)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return wrongShape(path, "an object", value);
    return decodeEvent(JsonFields(object, path), text, context);
}

Result<StoredEvent> EventEnvelope::fromEnvelope(const JsonFields &fields, const std::string &path)
{
    const auto head = fields.object(envelopeKey);
    if (!head)
        return head.error();
    if (!head->has_value())
        return Error{ErrorKind::Invalid, path + ": " + envelopeKey + " is null"};
    StoredEvent event;
    const auto slices = jsonSlices(m_document.text());
    if (const auto index = fields.indexOf("body")) {
        const std::string_view body = slices.at(*index);
        if (const auto read = m_inner.read(body); !read)
            return read.error();
        EventContext alone;
        if (auto known = fromBody(m_inner.root(), body, path + ".body", alone))
            event = std::move(*known); // for its facts; what the head says stands
        event.session = SessionId();
        event.body = body;
    } else {
        auto text = fields.text({"body_text"});
        if (!text)
            return text.error();
        event.body = std::move(*text);
    }
    if (const auto read = readHead(JsonFields(**head, path + '.' + envelopeKey), event); !read)
        return read.error();
    return event;
}

Result<StoredEvent> EventEnvelope::unwrap(std::string_view text, const std::string &path)
{
    if (const auto read = m_document.read(text); !read)
        return Error{ErrorKind::Invalid, path + ": " + read.error().message};
    m_mended += m_document.mended();
    simdjson::dom::object object;
    if (m_document.root().get(object) != simdjson::SUCCESS)
        return wrongShape(path, "an object", m_document.root());
    const JsonFields fields(object, path);
    if (fields.find(envelopeKey))
        return fromEnvelope(fields, path);
    return fromBody(m_document.root(), m_document.text(), path, m_context);
}

} // namespace sluice

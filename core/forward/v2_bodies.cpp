// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/v2_bodies.h"

#include "core/agentops/encode.h"
#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/agentops/json_slices.h"
#include "core/agentops/json_writer.h"
#include "core/forward/forward_event.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace sluice {

namespace {

using nlohmann::json;

/// Writes one event's object, member by member.
class EventText
{
public:
    EventText(std::string &out, const ForwardEvent &event)
        : m_out(out)
        , m_event(event.stored)
    {
        m_out += '{';
    }

    /// The received object's members. False: it is no object that can be read.
    bool copy(JsonDocument &document)
    {
        simdjson::dom::object object;
        if (!document.read(m_event.body) || document.root().get(object) != simdjson::SUCCESS)
            return false;
        const std::vector<std::string_view> texts = jsonSlices(document.text());
        std::size_t at = 0;
        for (const auto member : object)
            copyMember(member.key, member.value, texts.at(at++));
        addWhatIsMissing(JsonFields(object, ""));
        return true;
    }

    /// The head alone; the body, of which no parser makes an object, as a text.
    void writeHead()
    {
        addWhatIsMissing(std::nullopt);
        add("params", m_event.body);
    }

    void close() { m_out += '}'; }

private:
    std::string eventUuid(const std::string &id) const { return forwardUuid("event", m_event.session, id); }
    std::string agentUuid() const { return forwardUuid("agent", m_event.session, m_event.agent.text()); }

    void copyMember(std::string_view key, simdjson::dom::element value, std::string_view text)
    {
        std::string_view id;
        const bool isText = value.get(id) == simdjson::SUCCESS && !id.empty();
        if (isText && (key == "id" || key == "event_id"))
            return add(key, eventUuid(m_event.id.text()));
        if (isText && (key == "trigger_event_id" || key == "parent_id" || key == "parent_event_id"))
            return add(key, eventUuid(std::string(id)));
        if (isText && key == "agent_id")
            return add(key, forwardUuid("agent", m_event.session, std::string(id)));
        if (isText && key == "session_id")
            return add(key, forwardSessionId(m_event.session).text());
        begin(key);
        m_out += text;
    }

    void addWhatIsMissing(const std::optional<JsonFields> &has)
    {
        const auto lacks
            = [&has](std::initializer_list<std::string_view> names) { return !has || !has->firstOf(names); };
        const EventFacts &facts = m_event.facts;
        const bool saysKind = !lacks({"event_type", "type"});
        if (!saysKind)
            add("event_type", wireName(m_event.type));
        if (lacks({"id", "event_id"}))
            add("id", eventUuid(m_event.id.text()));
        if (lacks({"init_timestamp", "timestamp", "end_timestamp"}))
            addTimes();
        const auto [properName, otherName] = nameKeys();
        if (!m_event.name.empty() && lacks({properName, otherName}) && !isNamedByItsKind(has))
            add(properName, m_event.name);
        if (m_event.agent && lacks({"agent_id"}))
            add("agent_id", agentUuid());
        if (m_event.trigger && lacks({"trigger_event_id"}))
            add("trigger_event_id", eventUuid(m_event.trigger.text()));
        if (facts.parent && facts.parent != m_event.trigger && lacks({"parent_id", "parent_event_id"}))
            add("parent_id", eventUuid(facts.parent.text()));
        if (!facts.thread.empty() && lacks({"thread_id", "thread_name"}))
            add("thread_name", facts.thread);
        if (m_event.type == EventType::Llm)
            addUsage(has);
    }

    void addTimes()
    {
        add("init_timestamp", toIsoText(m_event.start));
        add("end_timestamp", toIsoText(std::max(m_event.start, m_event.end)));
        if (m_event.type == EventType::Error)
            add("timestamp", toIsoText(m_event.start));
    }

    void addUsage(const std::optional<JsonFields> &has)
    {
        const EventFacts &facts = m_event.facts;
        if (facts.promptTokens && (!has || !has->find("prompt_tokens")))
            addNumber("prompt_tokens", std::to_string(*facts.promptTokens));
        if (facts.completionTokens && (!has || !has->find("completion_tokens")))
            addNumber("completion_tokens", std::to_string(*facts.completionTokens));
        if (facts.cost && (!has || !has->find("cost")))
            addNumber("cost", facts.cost->text());
    }

    /// The wire's members for a name, the proper one first.
    std::array<std::string_view, 2> nameKeys() const
    {
        switch (m_event.type) {
        case EventType::Llm:
            return {"model", "name"};
        case EventType::Tool:
            return {"name", "tool_name"};
        case EventType::Error:
            return {"error_type", "name"};
        case EventType::Action:
        case EventType::Api:
            break;
        }
        return {"action_type", "name"};
    }

    /// A kind that the wire does not know is an action of that name.
    static bool isNamedByItsKind(const std::optional<JsonFields> &has)
    {
        if (!has)
            return false;
        const Result<std::string> kind = has->text({"event_type", "type"});
        return kind && !kind->empty() && !eventTypeFromWire(*kind);
    }

    void begin(std::string_view key)
    {
        if (m_out.back() != '{')
            m_out += ',';
        appendJsonString(m_out, key);
        m_out += ':';
    }
    void add(std::string_view key, std::string_view text)
    {
        begin(key);
        appendJsonString(m_out, text);
    }
    void addNumber(std::string_view key, const std::string &digits)
    {
        begin(key);
        m_out += digits;
    }

    std::string &m_out;
    const StoredEvent &m_event;
};

json countsFrom(const std::string &sdkCounts)
{
    json counts = json::parse(sdkCounts, nullptr, false);
    return counts.is_object() ? counts : json(nullptr);
}

} // namespace

Result<std::string> v2EventsBody(std::string_view packedBody)
{
    const Result<std::vector<ForwardEvent>> events = unpacked(packedBody);
    if (!events)
        return events.error();
    std::string body = R"({"events":[)";
    JsonDocument document;
    std::string one;
    for (const ForwardEvent &event : *events) {
        one.clear();
        EventText text(one, event);
        if (!text.copy(document))
            text.writeHead();
        text.close();
        if (body.back() != '[')
            body += ',';
        body += one;
    }
    return body + "]}";
}

std::string v2SessionBody(const SessionFacts &facts, TellEnd end)
{
    const SessionSummary &session = facts.session;
    SessionBody body;
    body.id = forwardSessionId(session.id);
    body.started = session.started;
    body.tags = session.tags;
    body.hostEnv = facts.extras.hostEnv;
    const bool isOver = end == TellEnd::Yes && session.ended;
    if (isOver) {
        body.ended = session.ended;
        body.endState = session.endState;
        body.endReason = session.endReason;
    }
    json object = json::parse(sessionBody(body));
    json &told = object["session"];
    // What its SDK counted, or nothing: what we have is no count of the SDK's.
    told["event_counts"] = countsFrom(facts.extras.sdkCounts);
    if (isOver && !session.endState && !session.endStateText.empty())
        told["end_state"] = session.endStateText;
    if (facts.extras.hostEnv.empty())
        told["host_env"] = nullptr;
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace sluice

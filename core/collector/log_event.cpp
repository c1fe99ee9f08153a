// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/log_event.h"

#include "core/agentops/content_id.h"
#include "core/agentops/json_writer.h"
#include "core/agentops/name_member.h"

#include <string>
#include <string_view>

namespace sluice {

namespace {

constexpr std::uint32_t leastSevereError = 17;

EventType typeOf(const OtlpLog &log)
{
    const bool isError
        = log.severityNumber >= leastSevereError || log.attributes.find("exception.type") != nullptr;
    return isError ? EventType::Error : EventType::Action;
}

std::string nameOf(const OtlpLog &log)
{
    const std::string_view exception = log.attributes.firstText({"exception.type"});
    if (!exception.empty())
        return std::string(exception);
    if (!log.eventName.empty())
        return log.eventName;
    return log.severity.empty() ? std::string("log") : log.severity;
}

std::string attributesOf(const OtlpLog &log)
{
    std::string json = "{";
    for (const Attribute &attribute : log.attributes.all()) {
        json += json.size() > 1 ? "," : "";
        appendJsonString(json, attribute.key);
        json += ':';
        appendAttributeJson(json, attribute);
    }
    return json += '}';
}

void appendText(std::string &out, std::string_view key, std::string_view text)
{
    out += out.size() > 1 ? "," : "";
    appendJsonString(out, key);
    out += ':';
    appendJsonString(out, text);
}

/// What was said stands in `logs`; of an error, in `details`.
std::string bodyOf(const OtlpLog &log, const StoredEvent &event, std::string_view attributes)
{
    std::string json = "{";
    appendText(json, "event_type", wireName(event.type));
    appendText(json, "id", event.id.text());
    appendText(json, "init_timestamp", toIsoText(event.start));
    appendText(json, "end_timestamp", toIsoText(event.end));
    if (event.facts.parent)
        appendText(json, "parent_id", event.facts.parent.text());
    if (event.trigger)
        appendText(json, "trigger_event_id", event.trigger.text());
    appendText(json, nameMember(event.type), event.name);
    if (!log.severity.empty())
        appendText(json, "severity", log.severity);
    json += event.type == EventType::Error ? ",\"details\":" : ",\"logs\":";
    appendAttributeJson(json, log.body);
    return json.append(",\"attributes\":").append(attributes) += '}';
}

} // namespace

StoredEvent eventOf(const OtlpLog &log, Timestamp arrival)
{
    const std::string attributes = attributesOf(log);
    StoredEvent event;
    event.session = SessionId(log.traceId);
    event.id = EventId(contentId({"log", log.traceId, log.spanId, toIsoText(log.time), log.eventName,
        log.severity, log.body.text, attributes}));
    event.type = typeOf(log);
    event.name = nameOf(log);
    event.start = event.end = log.time == Timestamp{} ? arrival : log.time;
    event.facts.parent = EventId(log.spanId);
    if (event.type == EventType::Error)
        event.trigger = event.facts.parent;
    event.body = bodyOf(log, event, attributes);
    return event;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"

#include "core/agentops/fixed_text.h"
#include "core/agentops/json_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sluice {

namespace {

using nlohmann::json;

/// `key` is the separator, the name and the colon of a member, as they go out: `,"name":`.
void appendTextIfAny(std::string &out, std::string_view key, std::string_view text)
{
    if (text.empty())
        return;
    out += key;
    appendJsonString(out, text);
}

void appendNumberIfAny(std::string &out, std::string_view key, const std::optional<std::int64_t> &number)
{
    if (!number)
        return;
    out += key;
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, *number).ptr);
}

/// False: the payload cannot be written.
bool appendPayloadIfAny(std::string &out, std::string_view key, const Payload &payload)
{
    if (payload.isAbsent())
        return true;
    out += key;
    return appendPayload(out, payload);
}

std::string_view nameKey(EventType type)
{
    switch (type) {
    case EventType::Llm:
        return ",\"model\":";
    case EventType::Tool:
        return ",\"name\":";
    case EventType::Error:
        return ",\"error_type\":";
    case EventType::Action:
    case EventType::Api:
        break;
    }
    return ",\"action_type\":";
}

void putUuidIfAny(FixedText &text, std::string_view key, const Uuid &uuid)
{
    if (uuid.isNil())
        return;
    text.put(key);
    text.put("\"");
    text.putUuid(uuid);
    text.put("\"");
}

void putTime(FixedText &text, std::string_view key, Timestamp time)
{
    text.put(key);
    text.putTime(time);
    text.put("\"");
}

/// What every event has: its type, its id and its times.
void appendHead(std::string &out, const Event &event)
{
    FixedText head;
    head.put("{\"event_type\":\"");
    head.put(wireName(event.type));
    head.put("\"");
    putUuidIfAny(head, ",\"id\":", event.id);
    putTime(head, ",\"init_timestamp\":\"", event.start);
    putTime(head, ",\"end_timestamp\":\"", event.end);
    if (event.type == EventType::Error)
        putTime(head, ",\"timestamp\":\"", event.start);
    out += head.view();
}

void appendUuidIfAny(std::string &out, std::string_view key, const Uuid &uuid)
{
    FixedText text;
    putUuidIfAny(text, key, uuid);
    out += text.view();
}

/// The first payload that cannot be written; empty: all were.
std::string_view appendDetails(std::string &out, const EventDetails &details)
{
    if (!appendPayloadIfAny(out, ",\"prompt\":", details.prompt))
        return "prompt";
    if (!appendPayloadIfAny(out, ",\"completion\":", details.completion))
        return "completion";
    appendNumberIfAny(out, ",\"prompt_tokens\":", details.promptTokens);
    appendNumberIfAny(out, ",\"completion_tokens\":", details.completionTokens);
    if (details.cost) {
        out += ",\"cost\":";
        if (!appendJsonText(out, *details.cost))
            return "cost";
    }
    if (!appendPayloadIfAny(out, ",\"logs\":", details.logs))
        return "logs";
    appendTextIfAny(out, ",\"screenshot\":", details.screenshot);
    appendTextIfAny(out, ",\"code\":", details.errorCode);
    if (!appendPayloadIfAny(out, ",\"details\":", details.errorDetails))
        return "details";
    if (!details.trigger.isNil()) {
        appendUuidIfAny(out, ",\"trigger_event_id\":", details.trigger);
        appendTextIfAny(out, ",\"trigger_event_type\":", wireName(details.triggerType));
    }
    return {};
}

std::string_view appendFields(std::string &out, const Event &event)
{
    appendHead(out, event);
    appendTextIfAny(out, nameKey(event.type), event.name);
    appendUuidIfAny(out, ",\"agent_id\":", event.agent);
    if (!appendPayloadIfAny(out, ",\"params\":", event.params))
        return "params";
    if (!appendPayloadIfAny(out, ",\"returns\":", event.returns))
        return "returns";
    return event.details ? appendDetails(out, *event.details) : std::string_view{};
}

json textOrNull(const std::string &text)
{
    return text.empty() ? json(nullptr) : json(text);
}

std::string dumped(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// An answer as an object or a string; discarded when it is not JSON. Recursion is nlohmann's parser's, which
/// has none; nothing here walks deeper than one level.
json parsedAnswer(std::string_view answer)
{
    // nlohmann's parser takes a zero for the end of the text.
    if (answer.find('\0') != std::string_view::npos)
        return json::value_t::discarded;
    return json::parse(answer, nullptr, false);
}

std::string textOf(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// A token is sent back as a header.
bool isToken(const std::string &text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

/// At most `most` bytes; a character of UTF-8 is not cut in two.
std::string_view cutAt(std::size_t most, std::string_view text)
{
    if (text.size() <= most)
        return text;
    const auto continues
        = [text](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80; };
    std::size_t end = most;
    while (end > most - 3 && continues(end))
        --end;
    return text.substr(0, end);
}

/// Fit to be stored, exported and shown in a terminal.
std::string shownWords(std::string_view text)
{
    static constexpr std::size_t longest = 200;
    std::string quoted;
    appendJsonString(quoted, cutAt(longest, text)); // mends what is not UTF-8
    const auto mended = json::parse(quoted).get<std::string>();
    std::string words(cutAt(longest, mended));
    std::ranges::replace_if(words, isControl, ' ');
    return words;
}

bool isSuccessWord(std::string_view text)
{
    static constexpr std::string_view wanted = "success";
    return std::ranges::equal(
        text, wanted, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

} // namespace

Result<void> appendEvent(std::string &out, const Event &event)
{
    const std::size_t before = out.size();
    const std::string_view unwritable = appendFields(out, event);
    if (!unwritable.empty()) {
        out.resize(before);
        return Error{ErrorKind::Invalid,
            "event " + event.id.toText() + ": '" + std::string(unwritable)
                + "' is not JSON of at most 64 levels"};
    }
    out += '}';
    return {};
}

std::string sessionBody(const SessionBody &session)
{
    json counts = json::object();
    for (const EventType type : allEventTypes)
        counts[std::string(wireName(type))] = session.eventCounts[static_cast<std::size_t>(type)];
    json object = {
        {"session_id", session.id.text()},
        {"init_timestamp", toIsoText(session.started)},
        {"end_timestamp", session.ended ? json(toIsoText(*session.ended)) : json(nullptr)},
        {"end_state", session.endState ? json(wireName(*session.endState)) : json(nullptr)},
        {"end_state_reason", textOrNull(session.endReason)},
        {"tags", session.tags},
        {"event_counts", std::move(counts)},
        {"is_running", !session.ended.has_value()},
    };
    json hostEnv = session.hostEnv.empty() ? json() : json::parse(session.hostEnv, nullptr, false);
    object["host_env"] = hostEnv.is_object() ? std::move(hostEnv) : json::object();
    return dumped({{"session", std::move(object)}});
}

std::string agentBody(const AgentId &id, std::string_view name)
{
    return dumped({{"id", id.text()}, {"name", name}});
}

std::string reauthorizeBody(const SessionId &id)
{
    return dumped({{"session_id", id.text()}});
}

Result<SessionGrant> parseGrant(std::string_view answer)
{
    const json object = parsedAnswer(answer);
    SessionGrant grant;
    if (object.is_object())
        grant = {textOf(object, "jwt"), textOf(object, "session_url")};
    if (!isToken(grant.token))
        return Error{ErrorKind::Invalid, "the answer has no 'jwt' text: this is not an AgentOps v2 server"};
    if (std::ranges::any_of(grant.sessionUrl, isControl))
        grant.sessionUrl.clear();
    return grant;
}

bool isSuccess(std::string_view answer)
{
    const json value = parsedAnswer(answer);
    if (value.is_string())
        return isSuccessWord(value.get_ref<const std::string &>());
    return value.is_object() && isSuccessWord(textOf(value, "status"));
}

std::string serverWords(std::string_view answer)
{
    const json object = parsedAnswer(answer);
    if (object.is_object()) {
        for (const char *key : {"message", "error", "detail"}) {
            if (const std::string words = textOf(object, key); !words.empty())
                return shownWords(words);
        }
    }
    return shownWords(answer);
}

} // namespace sluice

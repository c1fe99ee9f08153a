// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/read_event.h"

#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/agentops/json_slices.h"
#include "core/agentops/json_writer.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;
using Names = std::initializer_list<std::string_view>;

bool isDeeperThan(element value, int levels)
{
    simdjson::dom::array items;
    simdjson::dom::object members;
    const bool isArray = value.get(items) == simdjson::SUCCESS;
    const bool isObject = !isArray && value.get(members) == simdjson::SUCCESS;
    if (!isArray && !isObject)
        return false;
    if (levels == 0)
        return true;
    if (isArray)
        return std::any_of(
            items.begin(), items.end(), [levels](element item) { return isDeeperThan(item, levels - 1); });
    return std::any_of(members.begin(), members.end(),
        [levels](simdjson::dom::key_value_pair member) { return isDeeperThan(member.value, levels - 1); });
}

/// The members of the event's object, read by name. Remembers the first that is wrong, and which of them
/// nobody asked for.
class Members
{
public:
    Members(simdjson::dom::object object, std::string_view text, EventReader::Ids ids)
        : m_object(object)
        , m_fields(object, "")
        , m_slices(jsonSlices(text))
        , m_ids(ids)
        , m_asked(m_slices.size(), false)
    { }

    std::string text(Names names)
    {
        ask(names);
        return keep(m_fields.text(names), std::string());
    }

    Uuid uuid(Names names)
    {
        if (m_ids == EventReader::Ids::LeaveOut) {
            ask(names);
            return {};
        }
        const std::string words = text(names);
        if (words.empty())
            return {};
        const std::optional<Uuid> uuid = Uuid::parse(words);
        if (!uuid)
            wrong(names, "a UUID");
        return uuid.value_or(Uuid());
    }

    std::optional<Timestamp> time(Names names)
    {
        ask(names);
        for (const std::string_view name : names) {
            if (const auto time = keep(m_fields.time(name), std::optional<Timestamp>()))
                return time;
        }
        return std::nullopt;
    }

    std::optional<std::int64_t> wholeNumber(Names names)
    {
        ask(names);
        const auto name = m_fields.firstOf(names);
        if (!name)
            return std::nullopt;
        std::int64_t number = 0;
        if (m_fields.find(*name)->get(number) != simdjson::SUCCESS)
            wrong(names, "a whole number");
        return number;
    }

    /// A number with the digits that it has.
    std::optional<std::string> numberText(Names names)
    {
        ask(names);
        const auto name = m_fields.firstOf(names);
        if (!name)
            return std::nullopt;
        if (!m_fields.find(*name)->is<double>())
            wrong(names, "a number");
        return std::string(m_slices.at(m_fields.indexOf(*name).value()));
    }

    /// Any JSON value, as its own text.
    Payload payload(Names names)
    {
        ask(names);
        for (const std::string_view name : names) {
            const auto index = m_fields.indexOf(name);
            if (!index)
                continue;
            if (isDeeperThan(m_object.at_key(name).value(), mostJsonDepth))
                remember({ErrorKind::Invalid,
                    std::string(name) + ": expected at most " + std::to_string(mostJsonDepth) + " levels"});
            return JsonText{std::string(m_slices.at(*index))};
        }
        return {};
    }

    const std::optional<Error> &error() const { return m_error; }

    std::vector<std::string> unasked() const
    {
        std::vector<std::string> names;
        std::size_t index = 0;
        for (const auto member : m_object) {
            if (!m_asked[index++] && !member.value.is_null())
                names.emplace_back(member.key);
        }
        return names;
    }

private:
    void ask(Names names)
    {
        for (const std::string_view name : names) {
            if (const auto index = m_fields.indexOf(name))
                m_asked[*index] = true;
        }
    }

    void wrong(Names names, std::string_view expected)
    {
        const std::string_view name = m_fields.firstOf(names).value();
        const element found = *m_fields.find(name);
        std::string_view words;
        if (found.get(words) == simdjson::SUCCESS)
            remember({ErrorKind::Invalid,
                std::string(name) + ": expected " + std::string(expected) + ", found " + excerpt(words)});
        else
            remember(wrongShape(std::string(name), expected, found));
    }

    void remember(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    template <typename T>
    T keep(Result<T> result, T otherwise)
    {
        if (result)
            return std::move(*result);
        remember(result.error());
        return otherwise;
    }

    const simdjson::dom::object m_object;
    const JsonFields m_fields;
    const std::vector<std::string_view> m_slices;
    const EventReader::Ids m_ids;
    std::vector<bool> m_asked;
    std::optional<Error> m_error;
};

template <typename E>
E withTimes(E event, Members &members)
{
    event.start = members.time({"init_timestamp", "timestamp"});
    event.end = members.time({"end_timestamp"});
    return event;
}

ActionEvent readAction(Members &members, const std::string &unknownKind)
{
    ActionEvent action;
    action.actionType = members.text({"action_type", "name"});
    if (action.actionType.empty())
        action.actionType = unknownKind;
    action.params = members.payload({"params"});
    action.returns = members.payload({"returns"});
    action.logs = members.payload({"logs"});
    action.screenshot = members.text({"screenshot"});
    return withTimes(std::move(action), members);
}

LlmEvent readLlm(Members &members)
{
    LlmEvent llm;
    llm.model = members.text({"model", "name"});
    llm.prompt = members.payload({"prompt"});
    llm.completion = members.payload({"completion"});
    llm.promptTokens = members.wholeNumber({"prompt_tokens"});
    llm.completionTokens = members.wholeNumber({"completion_tokens"});
    llm.cost = members.numberText({"cost"});
    llm.params = members.payload({"params"});
    llm.returns = members.payload({"returns"});
    return withTimes(std::move(llm), members);
}

ToolEvent readTool(Members &members)
{
    ToolEvent tool;
    tool.name = members.text({"name", "tool_name"});
    tool.params = members.payload({"params", "input"});
    tool.returns = members.payload({"returns", "output"});
    tool.logs = members.payload({"logs"});
    return withTimes(std::move(tool), members);
}

ErrorEvent readError(Members &members)
{
    ErrorEvent error;
    error.errorType = members.text({"error_type", "name"});
    error.code = members.text({"code"});
    error.details = members.payload({"details"});
    error.logs = members.payload({"logs"});
    error.trigger = members.uuid({"trigger_event_id"});
    error.triggerType = eventTypeFromWire(members.text({"trigger_event_type"})).value_or(EventType::Action);
    error.time = members.time({"timestamp", "init_timestamp", "end_timestamp"});
    return error;
}

RecordableEvent readKind(Members &members, EventType otherwise)
{
    const std::string word = members.text({"event_type", "type"});
    const std::optional<EventType> known = word.empty() ? otherwise : eventTypeFromWire(word);
    switch (known.value_or(EventType::Action)) {
    case EventType::Llm:
        return readLlm(members);
    case EventType::Tool:
        return readTool(members);
    case EventType::Error:
        return readError(members);
    case EventType::Action:
    case EventType::Api:
        break;
    }
    return readAction(members, known ? std::string() : word);
}

} // namespace

class EventReader::Impl
{
public:
    Result<ReadEvent> read(std::string_view text, EventType otherwise, Ids ids)
    {
        if (const auto read = m_document.read(text); !read)
            return read.error();
        simdjson::dom::object object;
        if (m_document.root().get(object) != simdjson::SUCCESS)
            return wrongShape("the event", "an object", m_document.root());
        Members members(object, m_document.text(), ids);
        ReadEvent result{readKind(members, otherwise), {}};
        std::visit(
            [&members](auto &event) {
                event.id = members.uuid({"id", "event_id"});
                event.agent = members.uuid({"agent_id"});
            },
            result.event);
        if (members.error())
            return *members.error();
        result.leftOut = members.unasked();
        return result;
    }

    void release() { m_document.release(); }

private:
    JsonDocument m_document;
};

EventReader::EventReader()
    : m_impl(std::make_unique<Impl>())
{ }

EventReader::~EventReader() = default;

Result<ReadEvent> EventReader::read(std::string_view text, EventType otherwise, Ids ids)
{
    auto result = m_impl->read(text, otherwise, ids);
    m_impl->release();
    return result;
}

} // namespace sluice

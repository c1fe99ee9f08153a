// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/decode.h"

#include "core/agentops/decode_event.h"
#include "core/agentops/decode_session.h"
#include "core/agentops/json_document.h"
#include "core/agentops/json_slices.h"

namespace sluice {

namespace {

Result<simdjson::dom::object> rootObject(const JsonDocument &document)
{
    simdjson::dom::object object;
    if (document.root().get(object) != simdjson::SUCCESS)
        return wrongShape("", "an object", document.root());
    return object;
}

Error missing(std::string_view what, std::string_view expected)
{
    return {ErrorKind::Invalid, std::string(what) + " is missing: expected " + std::string(expected)};
}

} // namespace

class V2Decoder::Impl
{
public:
    Result<Sessions> session(std::string_view body);
    Result<Events> events(std::string_view body, Timestamp arrival);
    Result<StoredAgent> agent(std::string_view body);
    Result<SessionId> sessionIdOf(std::string_view body);
    Result<std::string> text(std::string_view body, std::string_view name);
    Result<std::string> object(std::string_view body);
    Result<SessionChange> lab(std::string_view body);

    void release() { m_document.release(); }

private:
    Result<JsonFields> open(std::string_view body);

    JsonDocument m_document;
};

Result<JsonFields> V2Decoder::Impl::open(std::string_view body)
{
    if (const auto read = m_document.read(body); !read)
        return read.error();
    const auto root = rootObject(m_document);
    if (!root)
        return root.error();
    return JsonFields(*root, "");
}

Result<V2Decoder::Sessions> V2Decoder::Impl::session(std::string_view body)
{
    const auto root = open(body);
    if (!root)
        return root.error();
    const auto index = root->indexOf("session");
    if (!index) {
        auto bare = decodeSession(*root, m_document.text());
        if (!bare)
            return bare.error();
        return Sessions{std::move(*bare), m_document.mended() > 0};
    }
    const auto wrapped = root->object("session");
    if (!wrapped)
        return wrapped.error();
    if (!wrapped->has_value())
        return Error{ErrorKind::Invalid, "session: expected an object, found null"};
    auto change = decodeSession(JsonFields(**wrapped, "session"), jsonSlices(m_document.text()).at(*index));
    if (!change)
        return change.error();
    return Sessions{std::move(*change), m_document.mended() > 0};
}

Result<V2Decoder::Events> V2Decoder::Impl::events(std::string_view body, Timestamp arrival)
{
    const auto root = open(body);
    if (!root)
        return root.error();
    const auto index = root->indexOf("events");
    const auto value = root->find("events");
    if (!index)
        return missing("events", "{\"events\": [...]}");
    simdjson::dom::array array;
    if (!value || value->get(array) != simdjson::SUCCESS)
        return value ? wrongShape("events", "an array", *value)
                     : Error{ErrorKind::Invalid, "events: expected an array, found null"};
    if (array.size() > mostEvents)
        return Error{ErrorKind::Limit,
            "events: expected at most " + std::to_string(mostEvents)
                + " events, found more: send them in parts"};
    auto session = root->text({"session_id"});
    if (!session)
        return session.error();

    Events events;
    events.mended = m_document.mended();
    EventContext context{arrival, std::move(*session), {}};
    const auto slices = jsonSlices(jsonSlices(m_document.text()).at(*index));
    events.events.reserve(slices.size());
    for (const simdjson::dom::element item : array) {
        const std::size_t at = events.events.size();
        const std::string path = "events[" + std::to_string(at) + ']';
        simdjson::dom::object object;
        if (item.get(object) != simdjson::SUCCESS)
            return wrongShape(path, "an object", item);
        auto event = decodeEvent(JsonFields(object, path), slices.at(at), context);
        if (!event)
            return event.error();
        events.events.push_back(std::move(*event));
    }
    return events;
}

Result<StoredAgent> V2Decoder::Impl::agent(std::string_view body)
{
    const auto root = open(body);
    if (!root)
        return root.error();
    auto id = root->text({"id", "agent_id"});
    if (!id)
        return id.error();
    if (id->empty())
        return missing("id", "the agent's id as a string");
    auto name = root->text({"name"});
    if (!name)
        return name.error();
    auto session = root->text({"session_id"});
    if (!session)
        return session.error();
    return StoredAgent{SessionId(std::move(*session)), Agent{AgentId(std::move(*id)), std::move(*name)}};
}

Result<SessionId> V2Decoder::Impl::sessionIdOf(std::string_view body)
{
    auto id = text(body, "session_id");
    if (!id)
        return id.error();
    if (id->empty())
        return missing("session_id", "the session's id as a string");
    return SessionId(std::move(*id));
}

Result<std::string> V2Decoder::Impl::text(std::string_view body, std::string_view name)
{
    const auto root = open(body);
    if (!root)
        return root.error();
    return root->text({name});
}

Result<std::string> V2Decoder::Impl::object(std::string_view body)
{
    const auto root = open(body);
    if (!root)
        return root.error();
    return std::string(m_document.text());
}

Result<SessionChange> V2Decoder::Impl::lab(std::string_view body)
{
    auto id = sessionIdOf(body);
    if (!id)
        return id.error();
    const auto root = rootObject(m_document);
    if (!root)
        return root.error();
    const JsonFields fields(*root, "");
    const auto object = fields.object("lab");
    if (!object)
        return object.error();
    const auto index = fields.indexOf("lab");
    if (!object->has_value() || !index)
        return missing("lab", "what the burst lab stores with a run, as an object");
    const std::string_view text = jsonSlices(m_document.text()).at(*index);
    if (text.size() > mostLabBytes)
        return Error{ErrorKind::Limit,
            "lab has " + std::to_string(text.size()) + " bytes; expected at most "
                + std::to_string(mostLabBytes)};
    SessionChange change;
    change.id = std::move(*id);
    change.lab = std::string(text);
    return change;
}

V2Decoder::V2Decoder()
    : m_impl(std::make_unique<Impl>())
{ }

V2Decoder::~V2Decoder() = default;

Result<V2Decoder::Sessions> V2Decoder::session(std::string_view body)
{
    auto result = m_impl->session(body);
    m_impl->release();
    return result;
}

Result<V2Decoder::Events> V2Decoder::events(std::string_view body, Timestamp arrival)
{
    auto result = m_impl->events(body, arrival);
    m_impl->release();
    return result;
}

Result<StoredAgent> V2Decoder::agent(std::string_view body)
{
    auto result = m_impl->agent(body);
    m_impl->release();
    return result;
}

Result<SessionId> V2Decoder::sessionIdOf(std::string_view body)
{
    auto result = m_impl->sessionIdOf(body);
    m_impl->release();
    return result;
}

Result<std::string> V2Decoder::text(std::string_view body, std::string_view name)
{
    auto result = m_impl->text(body, name);
    m_impl->release();
    return result;
}

Result<std::string> V2Decoder::object(std::string_view body)
{
    auto result = m_impl->object(body);
    m_impl->release();
    return result;
}

Result<SessionChange> V2Decoder::lab(std::string_view body)
{
    auto result = m_impl->lab(body);
    m_impl->release();
    return result;
}

} // namespace sluice

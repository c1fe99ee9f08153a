// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/read_otlp.h"

#include "core/agentops/content_id.h"
#include "core/agentops/json_fields.h"
#include "core/otlp/json_value.h"
#include "core/otlp/otlp_ids.h"
#include "core/otlp/read_span.h"
#include "core/otlp/span_event.h"

#include <utility>

namespace sluice {

namespace {

Error at(const JsonCursor &cursor, const Error &error)
{
    return {error.kind, cursor.place() + ": " + error.message};
}

} // namespace

Result<void> TraceSessions::add(const Span &span, const SpanSource &source, PieceWriter &out)
{
    const auto [found, isNew] = m_traces.try_emplace(span.traceId);
    if (isNew && m_traces.size() > mostTraces) {
        return Error{ErrorKind::Limit,
            "the file has more than " + std::to_string(mostTraces)
                + " traces: more sessions than are read at once"};
    }
    auto &[facts, agents] = found->second;
    facts.add(span);
    const SessionId session = facts.session(span.traceId);
    SpanEvents made = eventsOf(span, source);
    inherit(agents, made.events);
    if (made.agent.id && m_agents.insert(span.traceId + made.agent.id.text()).second)
        out.add(StoredAgent{session, std::move(made.agent)});
    for (StoredEvent &event : made.events) {
        event.session = session;
        out.add(std::move(event));
    }
    return out.passOn();
}

/// What comes before its agent the first time knows it the second.
void TraceSessions::inherit(TraceAgents &agents, std::vector<StoredEvent> &events)
{
    if (m_agentBytes > mostAgentBytes)
        return;
    std::vector<StoredEvent *> together;
    for (StoredEvent &event : events)
        together.push_back(&event);
    m_agentBytes -= agents.bytes();
    agents.inherit(together);
    m_agentBytes += agents.bytes();
}

void TraceSessions::learnResource(const Attributes &resource)
{
    if (!std::exchange(m_knowsResource, true))
        m_resource = resource;
}

void TraceSessions::rename(const std::string &from, const std::string &to)
{
    auto node = m_traces.extract(from);
    if (node.empty() || from == to)
        return;
    node.key() = to;
    m_traces.insert(std::move(node));
}

SessionId TraceSessions::session(const std::string &traceId) const
{
    const auto found = m_traces.find(traceId);
    return found == m_traces.end() ? sessionOfTrace(traceId) : found->second.facts.session(traceId);
}

void TraceSessions::finish(PieceWriter &out)
{
    for (const auto &[traceId, trace] : m_traces) {
        const SessionId guessed = sessionOfTrace(traceId);
        if (const SessionId id = trace.facts.session(traceId); id != guessed)
            out.rename(guessed, id);
        out.add(trace.facts.change(traceId, m_resource, Origin::Imported));
    }
}

// OTLP

Result<void> OtlpReader::read(JsonCursor &cursor, PieceWriter &out)
{
    m_sessions.begin();
    while (true) {
        const Result<JsonCursor::Shape> shape = cursor.shape();
        if (!shape)
            return shape.error();
        if (*shape == JsonCursor::Shape::End)
            break;
        if (Result<void> read = readObject(Level::Request, cursor, out); !read)
            return read;
    }
    m_sessions.finish(out);
    return {};
}

Result<void> OtlpReader::readObject(Level level, JsonCursor &cursor, PieceWriter &out)
{
    if (level == Level::Scope)
        m_source = SpanSource();
    return cursor.eachMember([&](const std::string &name) { return readMember(level, name, cursor, out); });
}

Result<void> OtlpReader::readMember(
    Level level, const std::string &name, JsonCursor &cursor, PieceWriter &out)
{
    switch (level) {
    case Level::Request:
        if (name == "resourceSpans" || name == "resource_spans")
            return readList(Level::Resource, cursor, out);
        break;
    case Level::Resource:
        if (name == "scopeSpans" || name == "scope_spans" || name == "instrumentationLibrarySpans")
            return readList(Level::Scope, cursor, out);
        if (name == "resource")
            return readResource(cursor);
        break;
    case Level::Scope:
        if (name == "spans")
            return readSpans(cursor, out);
        if (name == "scope")
            return readScope(cursor);
        break;
    }
    return cursor.skipValue();
}

Result<void> OtlpReader::readList(Level inner, JsonCursor &cursor, PieceWriter &out)
{
    return cursor.eachItem([&](std::size_t) { return readObject(inner, cursor, out); });
}

Result<void> OtlpReader::readSpans(JsonCursor &cursor, PieceWriter &out)
{
    return cursor.eachItem([&](std::size_t index) -> Result<void> {
        const Result<std::string_view> text = cursor.value();
        if (!text)
            return text.error();
        const std::string path = "spans[" + std::to_string(index) + ']';
        if (const auto read = m_document.read(*text); !read)
            return at(cursor, {ErrorKind::Invalid, path + ": " + read.error().message});
        if (m_document.mended() > 0)
            return at(cursor, {ErrorKind::Invalid, path + ": not strict JSON, as OTLP/JSON has to be"});
        const Result<Span> span = readSpan(m_document.root(), path);
        if (!span)
            return at(cursor, span.error());
        return m_sessions.add(*span, m_source, out);
    });
}

Result<void> OtlpReader::readResource(JsonCursor &cursor)
{
    const Result<std::string_view> text = cursor.value();
    if (!text)
        return text.error();
    if (const auto read = m_document.read(*text); !read)
        return at(cursor, {ErrorKind::Invalid, "resource: " + read.error().message});
    simdjson::dom::element list;
    if (m_document.root().at_key("attributes").get(list) != simdjson::SUCCESS)
        return {};
    const Result<Attributes> attributes = readAttributes(list, "resource.attributes");
    if (!attributes)
        return at(cursor, attributes.error());
    m_sessions.learnResource(*attributes);
    return {};
}

Result<void> OtlpReader::readScope(JsonCursor &cursor)
{
    const Result<std::string_view> text = cursor.value();
    if (!text)
        return text.error();
    if (const auto read = m_document.read(*text); !read)
        return at(cursor, {ErrorKind::Invalid, "scope: " + read.error().message});
    m_source.scope = textAt(m_document.root(), "name");
    m_source.scopeVersion = textAt(m_document.root(), "version");
    return {};
}

// AgentOps' dashboard

Result<void> DashboardReader::read(JsonCursor &cursor, PieceWriter &out)
{
    const std::string before = m_traceId;
    m_sessions.begin();
    Result<void> walked
        = cursor.eachMember([&](const std::string &name) { return readMember(name, cursor, out); });
    if (!walked)
        return walked;
    if (Result<void> ended = cursor.end(); !ended)
        return ended;
    if (m_firstSpan.empty())
        return Error{ErrorKind::Invalid, "the trace has no spans: expected \"spans\" as an array with some"};
    // One that came without its trace (AgentOps writes null then) is known by its first span.
    if (m_traceId.empty())
        m_traceId = contentId({"agentops trace", m_firstSpan});
    if (before != m_traceId) {
        m_sessions.rename(before, m_traceId);
        out.rename(sessionOfTrace(before), m_sessions.session(m_traceId));
    }
    m_sessions.finish(out);
    if (m_tags && !m_tags->empty()) {
        SessionChange change;
        change.id = m_sessions.session(m_traceId);
        change.origin = Origin::Imported;
        change.tags = m_tags;
        out.add(std::move(change));
    }
    return {};
}

Result<void> DashboardReader::readMember(const std::string &name, JsonCursor &cursor, PieceWriter &out)
{
    if (name == "spans")
        return readSpans(cursor, out);
    if (name != "trace" && name != "trace_id" && name != "tags")
        return cursor.skipValue();
    const Result<std::string_view> text = cursor.value();
    if (!text)
        return text.error();
    const Result<void> read
        = readTrace(name == "trace" ? std::string(*text) : "{\"" + name + "\":" + std::string(*text) + '}');
    return read ? read : Result<void>(at(cursor, read.error()));
}

Result<void> DashboardReader::readTrace(std::string_view text)
{
    if (const auto read = m_document.read(text); !read)
        return read;
    simdjson::dom::object object;
    if (m_document.root().get(object) != simdjson::SUCCESS)
        return m_document.root().is_null() ? Result<void>()
                                           : wrongShape("trace", "an object", m_document.root());
    const JsonFields fields(object, "trace");
    auto id = fields.text({"trace_id", "id"});
    auto tags = fields.texts("tags");
    if (!id || !tags)
        return !id ? id.error() : tags.error();
    if (!id->empty())
        m_traceId = *id;
    if (fields.find("tags"))
        m_tags = std::move(*tags);
    return {};
}

Result<void> DashboardReader::readSpans(JsonCursor &cursor, PieceWriter &out)
{
    return cursor.eachItem([&](std::size_t index) -> Result<void> {
        const Result<std::string_view> text = cursor.value();
        if (!text)
            return text.error();
        const std::string path = "spans[" + std::to_string(index) + ']';
        if (const auto read = m_document.read(*text); !read)
            return at(cursor, {ErrorKind::Invalid, path + ": " + read.error().message});
        Result<Span> span = readDashboardSpan(m_document.root(), path);
        if (!span)
            return at(cursor, span.error());
        span->traceId = m_traceId;
        if (m_firstSpan.empty())
            m_firstSpan = span->spanId;
        return m_sessions.add(*span, {}, out);
    });
}

} // namespace sluice

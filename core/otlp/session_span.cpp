// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/session_span.h"

#include "core/agentops/json_writer.h"
#include "core/otlp/event_span.h"
#include "core/otlp/otlp_ids.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// A trace has one root, some have a few; what is beyond is taken for ended.
constexpr std::size_t mostOpenRoots = 64;

std::string tagsJson(const std::vector<std::string> &tags)
{
    std::string json = "[";
    for (const std::string &tag : tags) {
        if (json.back() != '[')
            json += ',';
        appendJsonString(json, tag);
    }
    return json + ']';
}

/// "research.session" is "research"; "default.session", which every auto-started one is called, says nothing.
std::string nameOf(std::string name)
{
    constexpr std::string_view suffix = ".session";
    if (name.ends_with(suffix))
        name.resize(name.size() - suffix.size());
    return name == "default" || name == "session" ? std::string() : name;
}

std::string resourceJson(const Attributes &resource)
{
    std::string json = "{";
    for (const Attribute &attribute : resource.all()) {
        if (json.back() != '{')
            json += ',';
        appendJsonString(json, attribute.key);
        json += ':';
        appendAttributeJson(json, attribute);
    }
    return json + '}';
}

} // namespace

Span sessionSpan(const SessionSummary &session, const std::string &hostEnv, Timestamp lastKnown)
{
    Span span;
    span.traceId = traceIdOf(session.id);
    span.spanId = rootSpanIdOf(session.id);
    span.name = "session";
    span.kind = Span::Kind::Internal;
    span.start = session.started;
    span.end = std::max(session.started, session.ended.value_or(lastKnown));
    Attributes &attributes = span.attributes;
    attributes.add("agentops.span.kind", "session");
    attributes.add(own_attributes::sessionId, session.id.text());
    attributes.add("agentops.tags", Attribute::Kind::Json, tagsJson(session.tags));
    if (!session.ended)
        attributes.add(own_attributes::sessionOpen, Attribute::Kind::Truth, "true");
    const std::string endState
        = session.endState ? std::string(wireName(*session.endState)) : session.endStateText;
    if (!endState.empty())
        attributes.add("agentops.session.end_state", endState);
    if (!session.endReason.empty())
        attributes.add(own_attributes::endReason, session.endReason);
    if (!hostEnv.empty())
        attributes.add(own_attributes::hostEnv, hostEnv);
    if (session.endState == EndState::Success)
        span.status = Span::Status::Ok;
    else if (session.endState == EndState::Fail)
        span.status = Span::Status::Error;
    return span;
}

bool isSessionSpan(const Span &span)
{
    return span.isRoot() && span.attributes.find(own_attributes::sessionId) != nullptr;
}

void TraceFacts::add(const Span &span)
{
    if (span.start != Timestamp{}) {
        m_first = m_first ? std::min(*m_first, span.start) : span.start;
        m_last = std::max(m_last, span.end);
    }
    m_tags.add(span.attributes);
    if (!span.isRoot())
        return;
    if (span.isOpen) {
        if (m_openRoots.size() < mostOpenRoots
            && std::ranges::find(m_openRoots, span.spanId) == m_openRoots.end())
            m_openRoots.push_back(span.spanId);
    } else {
        std::erase(m_openRoots, span.spanId);
        m_hasEndedRoot = true;
    }
    addRoot(span);
}

void TraceFacts::addRoot(const Span &span)
{
    const Attributes &attributes = span.attributes;
    m_status = span.status;
    if (m_named.empty() || m_named == span.spanId) {
        m_named = span.spanId;
        m_name = nameOf(span.name);
    }
    m_sessionId = attributes.firstText({own_attributes::sessionId});
    m_isOpen = attributes.find(own_attributes::sessionOpen) != nullptr;
    m_endState = attributes.firstText({"agentops.session.end_state"});
    m_endReason = attributes.firstText({own_attributes::endReason, "agentops.legacy.end_state_reason"});
    m_hostEnv = attributes.firstText({own_attributes::hostEnv});
    if (m_endReason.empty() && m_status == Span::Status::Error)
        m_endReason = span.statusMessage;
}

SessionId TraceFacts::session(std::string_view traceId) const
{
    return m_sessionId.empty() ? sessionOfTrace(traceId) : SessionId(m_sessionId);
}

/// A trace without tags has its name as one, so that it can be told from others.
std::vector<std::string> TraceFacts::allTags() const
{
    std::vector<std::string> tags = m_tags.tags();
    if (!m_sessionId.empty())
        return tags;
    const std::string &name = m_tags.name().empty() ? m_name : m_tags.name();
    if (tags.empty() && !name.empty())
        tags.push_back(name);
    for (const std::string &property : m_tags.properties())
        tags.push_back(property);
    return tags;
}

SessionChange TraceFacts::change(std::string_view traceId, const Attributes &resource, Origin origin) const
{
    SessionChange change;
    change.id = session(traceId);
    change.origin = origin;
    change.started = m_first;
    change.tags = allTags();
    const bool isOurs = !m_sessionId.empty();
    if (hasEnded())
        change.ended = m_last;
    if (!m_endState.empty()) {
        change.endState = endStateFromWire(m_endState);
        const bool isOurWord = change.endState && wireName(*change.endState) == m_endState;
        change.endStateText = isOurWord ? std::string() : m_endState;
    } else if (hasEnded() && !isOurs) {
        change.endState = m_status == Span::Status::Error ? EndState::Fail
            : m_status == Span::Status::Ok                ? EndState::Success
                                                          : EndState::Indeterminate;
    }
    if (!m_endReason.empty())
        change.endReason = m_endReason;
    if (!m_hostEnv.empty())
        change.hostEnv = m_hostEnv;
    else if (!isOurs && !resource.isEmpty())
        change.hostEnv = resourceJson(resource);
    return change;
}

} // namespace sluice

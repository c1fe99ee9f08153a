// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/session_facts.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace sluice {

namespace {

using nlohmann::json;

constexpr const char *markKey = "forwarded_session";

} // namespace

SessionFactsSource::SessionFactsSource(DataDir dir)
    : m_dir(std::move(dir))
{ }

SessionFactsSource::~SessionFactsSource() = default;

Result<SessionFacts> SessionFactsSource::read(const SessionId &session)
{
    if (!m_reader) {
        Result<std::unique_ptr<StoreReader>> opened = StoreReader::open(m_dir);
        if (!opened)
            return opened.error();
        m_reader = std::move(*opened);
    }
    SessionFacts facts;
    bool isThere = false;
    const Result<void> read = m_reader->atOneInstant([&]() -> Result<void> {
        auto summary = m_reader->session(session);
        if (!summary)
            return summary.error();
        isThere = summary->has_value();
        if (!isThere)
            return {};
        auto extras = m_reader->extras(session);
        if (!extras)
            return extras.error();
        facts.session = std::move(**summary);
        facts.extras = std::move(*extras);
        return {};
    });
    if (!read)
        return read.error();
    if (!isThere)
        return Error{ErrorKind::NotFound, "the store has no session " + session.text()};
    facts.lastKnown = facts.session.ended.value_or(facts.session.lastNews);
    return facts;
}

std::string sessionMark(const SessionId &session)
{
    return json{{markKey, session.text()}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<MarkedSession> markedSession(std::string_view body)
{
    const json object = json::parse(body, nullptr, false);
    const Error none{ErrorKind::Invalid, "a session to send on names none of the store"};
    if (!object.is_object() || !object.contains("session") || !object["session"].is_object())
        return none;
    const json &session = object["session"];
    const json mark = session.value("host_env", json::object());
    if (!mark.is_object() || !mark.contains(markKey) || !mark[markKey].is_string())
        return none;
    const json end = session.value("end_timestamp", json());
    return MarkedSession{SessionId(mark[markKey].get<std::string>()), end.is_string()};
}

} // namespace sluice

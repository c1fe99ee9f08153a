// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/exchange.h"

#include "core/agentops/json_writer.h"

namespace sluice {

const SessionId &quarantineSession()
{
    static const SessionId id("unknown-token");
    return id;
}

Exchange answered(ServedAnswer answer)
{
    Exchange exchange;
    exchange.answer = std::move(answer);
    return exchange;
}

Exchange answered(std::string body)
{
    Exchange exchange;
    exchange.answer.body = std::move(body);
    return exchange;
}

Exchange badRequest(const std::string &path, std::string_view message)
{
    return answered(errorAnswer(400, path, message));
}

Exchange badBody(const std::string &path, std::string_view prefix, const Error &error)
{
    const unsigned status = error.kind == ErrorKind::Limit ? 413 : 400;
    return answered(errorAnswer(status, path, std::string(prefix) + error.message));
}

Exchange tokenMissing(const std::string &path)
{
    return badRequest(path, "Bearer Token is Missing");
}

SessionChange quarantineChange(Timestamp now)
{
    SessionChange change;
    change.id = quarantineSession();
    change.started = now;
    change.tags = {"unknown token"};
    return change;
}

SessionChange sessionNamed(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    return change;
}

StoredEvent keptEvent(
    const SessionId &session, std::string id, std::string name, std::string body, Timestamp now)
{
    StoredEvent event;
    event.session = session;
    event.id = EventId(std::move(id));
    event.name = std::move(name);
    event.start = event.end = now;
    event.body = std::move(body);
    return event;
}

void addKept(Exchange &exchange, StoredEvent event)
{
    exchange.batch.events.push_back(std::move(event));
    ++exchange.events;
}

std::string jsonMember(std::string_view field, std::string_view value)
{
    std::string text = "{";
    appendJsonString(text, field);
    text += ':';
    appendJsonString(text, value);
    return text += '}';
}

} // namespace sluice

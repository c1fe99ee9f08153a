// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/otlp_ids.h"

#include "core/agentops/content_id.h"
#include "core/base/uuid.h"

#include <algorithm>

namespace sluice {

namespace {

std::string withoutDashes(std::string uuid)
{
    std::erase(uuid, '-');
    return uuid;
}

} // namespace

std::string traceIdOf(const SessionId &session)
{
    const std::optional<Uuid> uuid = Uuid::parse(session.text());
    return withoutDashes(uuid && !uuid->isNil() ? uuid->toText() : contentId({"trace", session.text()}));
}

std::string spanIdOf(const EventId &event)
{
    return withoutDashes(contentId({"span", event.text()})).substr(0, 16);
}

std::string rootSpanIdOf(const SessionId &session)
{
    return withoutDashes(contentId({"root span", session.text()})).substr(0, 16);
}

SessionId sessionOfTrace(std::string_view traceId)
{
    const std::optional<Uuid> uuid = Uuid::parse(traceId);
    return SessionId(uuid ? uuid->toText() : std::string(traceId));
}

std::optional<std::string> hexId(std::string_view text, std::size_t digits)
{
    std::string id(text.substr(0, digits + 1));
    return makeHexId(id, digits) ? std::optional(std::move(id)) : std::nullopt;
}

bool makeHexId(std::string &text, std::size_t digits)
{
    if (text.size() != digits)
        return false;
    bool isZero = true;
    for (char &c : text) {
        if (c >= 'A' && c <= 'F')
            c = static_cast<char>(c - 'A' + 'a');
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        isZero = isZero && c == '0';
    }
    return !isZero;
}

} // namespace sluice

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
    if (text.size() != digits)
        return std::nullopt;
    std::string id;
    bool isZero = true;
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if (!((lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f')))
            return std::nullopt;
        isZero = isZero && lower == '0';
        id += lower;
    }
    return isZero ? std::nullopt : std::optional(std::move(id));
}

} // namespace sluice

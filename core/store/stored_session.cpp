// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/stored_session.h"

#include "core/store/store_reader.h"

#include <utility>

namespace sluice {

namespace {

Result<void> readInto(StoredSession &stored, StoreReader &reader, const SessionId &session)
{
    Result<std::optional<SessionSummary>> found = reader.session(session);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorKind::NotFound, "there is no session " + session.text()};
    stored.session = std::move(**found);
    Result<std::vector<Agent>> agents = reader.agents(stored.session.id);
    if (!agents)
        return agents.error();
    stored.agents = std::move(*agents);
    stored.events.reserve(stored.session.counts.total());
    return reader.eachEvent(stored.session.id, [&stored](const StoredEvent &event) {
        stored.events.push_back(event);
        return true;
    });
}

} // namespace

Result<StoredSession> readStoredSession(StoreReader &reader, const SessionId &session)
{
    StoredSession stored;
    const Result<void> read = reader.atOneInstant([&] { return readInto(stored, reader, session); });
    if (!read)
        return read.error();
    return stored;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay.h"
#include "core/store/store_reader.h"

#include <utility>

namespace sluice {

namespace {

Result<void> readInto(ReplaySource &source, StoreReader &reader, const SessionId &session)
{
    Result<std::optional<SessionSummary>> found = reader.session(session);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorKind::NotFound, "there is no session " + session.text()};
    source.session = std::move(**found);
    Result<std::vector<Agent>> agents = reader.agents(source.session.id);
    if (!agents)
        return agents.error();
    source.agents = std::move(*agents);
    source.events.reserve(source.session.counts.total());
    return reader.eachEvent(source.session.id, [&source](const StoredEvent &event) {
        source.events.push_back(event);
        return true;
    });
}

} // namespace

Result<ReplaySource> readReplaySource(StoreReader &reader, const SessionId &session)
{
    ReplaySource source;
    const Result<void> read = reader.atOneInstant([&] { return readInto(source, reader, session); });
    if (!read)
        return read.error();
    return source;
}

} // namespace sluice

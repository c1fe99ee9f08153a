// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/amend.h"

#include "core/agentops/json_merge.h"

#include <utility>

namespace sluice {

namespace {

void amendOne(StoredEvent &event, const StoredEvent &stored, V2Decoder &decoder, Timestamp arrival)
{
    const Result<std::string> body = mergedObjects(stored.body, event.body);
    if (!body)
        return;
    auto whole = decoder.events(R"({"events":[)" + *body + "]}", arrival);
    if (!whole || whole->events.size() != 1)
        return;
    StoredEvent &amended = whole->events.front();
    amended.session = event.session;
    amended.id = event.id;
    event = std::move(amended);
}

} // namespace

void amend(
    std::vector<StoredEvent> &events, const StoredEventOf &stored, V2Decoder &decoder, Timestamp arrival)
{
    for (StoredEvent &event : events) {
        if (const auto found = stored(event.session, event.id))
            amendOne(event, *found, decoder, arrival);
    }
}

} // namespace sluice

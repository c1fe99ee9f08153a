// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/exchange/event_envelope.h"
#include "core/exchange/import_reader.h"

#include <string>
#include <string_view>

namespace sluice {

/// A session as JSON, in any order of its members: what Sluice exports (core/store/export_json.h, versions 1
/// and 2), and AgentOps' sessions with their events: `{"session": {...}, "events": [...]}` or the bare
/// session with them, also with an array a kind (`actions`, `llms`, `tools`, `errors`). The file holds one
/// session. Error (Invalid): also for a version that this Sluice does not know, and a session without an id.
class SessionJsonReader final : public ImportReader
{
public:
    Result<void> read(JsonCursor &cursor, PieceWriter &out) override;

private:
    using Item = Result<void> (SessionJsonReader::*)(std::string_view text, PieceWriter &out);

    Result<void> readMember(const std::string &name, JsonCursor &cursor, PieceWriter &out);
    Result<void> readList(JsonCursor &cursor, PieceWriter &out, Item item);
    Result<void> readVersion(std::string_view text) const;
    Result<void> readSession(std::string_view text);
    Result<void> finishBare();
    Result<JsonFields> open(std::string_view text);

    Result<void> addAgent(std::string_view text, PieceWriter &out);
    Result<void> addEvent(std::string_view text, PieceWriter &out);
    Result<void> addFlush(std::string_view text, PieceWriter &out);
    Result<void> addDrops(std::string_view text, PieceWriter &out);
    Result<void> addDepth(std::string_view text, PieceWriter &out);

    JsonDocument m_document;
    EventEnvelope m_events;
    SessionChange m_change; ///< of the reading before too: its id is wanted by what stands before it
    std::string m_path; ///< of the item being read: "events[3]"
    std::string m_bare; ///< members of a session that has no object of its own, as JSON
    bool m_hasSession = false;
};

} // namespace sluice

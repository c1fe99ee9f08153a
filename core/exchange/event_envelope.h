// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode_event.h"
#include "core/agentops/json_document.h"
#include "core/base/result.h"
#include "core/model/stored.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// Events as they stand in a session's JSON, both ways. Most are their body and nothing else; one whose body
/// does not say all that is stored of it (it came without a time or an id, or is no JSON object) is
///
///     {"sluice_event": {"id", "event_type", "name", "agent_id", "init_timestamp", "end_timestamp",
///                       "trigger_event_id", ["is_open"]}, "body": {...} | "body_text": "..."}
///
/// thread: one at a time.
class EventEnvelope
{
public:
    /// The envelope that the event needs; nullopt: its body says it all.
    std::optional<std::string> wrap(const StoredEvent &event);

    /// `text` is one JSON value. Error (Invalid): it is no event; names the member.
    Result<StoredEvent> unwrap(std::string_view text, const std::string &path);

    /// Pieces of JSON that were not strict so far, and were mended.
    std::uint64_t mended() const { return m_mended; }

private:
    Result<StoredEvent> fromBody(
        simdjson::dom::element object, std::string_view text, const std::string &path, EventContext &context);
    Result<StoredEvent> fromEnvelope(const JsonFields &fields, const std::string &path);

    JsonDocument m_document;
    JsonDocument m_inner;
    EventContext m_context; ///< of one file: events without id and time are told apart by their order
    std::uint64_t m_mended = 0;
};

/// True for text that every reader takes as one JSON object, as it is.
bool isWholeJsonObject(std::string_view text);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/exchange/chrome_pairs.h"
#include "core/exchange/event_envelope.h"
#include "core/exchange/import_reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

/// Chrome trace events, as an object with `traceEvents` or as an array, whose `]` may be missing. A file that
/// Sluice wrote becomes the session that it was, with its bars, flushes, drops and depths; of any other, bars
/// (X, B with E) and instants (i, I, R) become actions, threads become agents, and the rest is counted as
/// left out. A trace without a date is as of 2000-01-01. The file holds one session. thread: one at a time.
class ChromeReader final : public ImportReader
{
public:
    Result<void> read(JsonCursor &cursor, PieceWriter &out) override;

private:
    Result<void> readObject(JsonCursor &cursor, PieceWriter &out);
    Result<void> readEvents(JsonCursor &cursor, PieceWriter &out);
    Result<void> readOther(std::string_view text, PieceWriter &out);
    Result<void> addOwnAgents(const JsonFields &other, PieceWriter &out);
    Result<void> addEvent(std::string_view text, const std::string &path, PieceWriter &out);
    Result<void> addPhase(char phase, const JsonFields &fields, const std::string &path, PieceWriter &out);
    Result<ChromeBar> readBar(const JsonFields &fields);
    Result<Timestamp> timeAt(const JsonFields &fields);
    Result<void> addBar(const ChromeBar &bar, PieceWriter &out);
    Result<void> addForeignBar(const ChromeBar &bar, PieceWriter &out);
    Result<void> addOwnInstant(const ChromeBar &bar, PieceWriter &out);
    Result<void> addCounter(const ChromeBar &bar, PieceWriter &out);
    Result<void> learnName(const JsonFields &fields, const ChromeBar &bar);
    void finish(PieceWriter &out);

    JsonDocument m_document;
    JsonDocument m_args;
    EventEnvelope m_events;
    ChromePairs m_pairs;
    SessionChange m_change; ///< of the reading before too
    bool m_isOurs = false; ///< of the reading before too
    std::optional<Timestamp> m_base; ///< where ts counts from; of the reading before too
    std::uint64_t m_number = 0; ///< of bars and instants so far
    std::uint64_t m_digest = 0; ///< of all events so far: the id of a session that has none
    Timestamp m_first;
    Timestamp m_last;
    std::uint32_t m_capacity = 0; ///< of the queue, as last told
    std::map<std::pair<std::string, std::string>, std::string> m_threads; ///< process and thread: its name
    std::map<std::string, std::string> m_processes;
};

} // namespace sluice

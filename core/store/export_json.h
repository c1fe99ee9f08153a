// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/ids.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

class StoreReader;
struct SessionSummary;
struct StoredEvent;

/// Of a session's JSON. Version 1 (without a number) had no depths, and of an event only its body.
inline constexpr std::int64_t sessionJsonVersion = 2;

/// The JSON value that stands for an event whose body does not say all that is stored of it; nullopt: the
/// body does.
using EventText = std::function<std::optional<std::string>(const StoredEvent &)>;

/// One session as a JSON object: `{id, origin, tags, state, proof, end_state, started, ended, counts{...}}`
/// (contract.md, "sluicectl"): times in ISO 8601 UTC with microseconds, unknown is null.
std::string sessionToJson(const SessionSummary &session, Timestamp now);

/// Writes a session as one JSON object - `sluice_session (the version), session, agents[], events[] with
/// every field as received, flushes[] with their tries and contents, drops[], depths[]` - piece by piece
/// through `write`, which returns false to stop (Cancelled). Error (NotFound): names the session.
Result<void> exportSessionJson(StoreReader &reader, const SessionId &session, Timestamp now,
    const std::function<bool(std::string_view)> &write, const EventText &oddEvent = {});

} // namespace sluice

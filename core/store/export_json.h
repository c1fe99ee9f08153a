// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/ids.h"

#include <functional>
#include <string>
#include <string_view>

namespace sluice {

class StoreReader;
struct SessionSummary;

/// One session as a JSON object: `{id, origin, tags, state, proof, end_state, started, ended, counts{...}}`
/// (contract.md, "sluicectl"): times in ISO 8601 UTC with microseconds, unknown is null.
std::string sessionToJson(const SessionSummary &session, Timestamp now);

/// Writes a session as one JSON object - `session, agents[], events[] with every field as received,
/// flushes[] with their tries and contents, drops[]` - piece by piece through `write`, which returns false to
/// stop (Cancelled). Error (NotFound): names the session.
Result<void> exportSessionJson(StoreReader &reader, const SessionId &session, Timestamp now,
    const std::function<bool(std::string_view)> &write);

} // namespace sluice

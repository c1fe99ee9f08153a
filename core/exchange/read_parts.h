// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_fields.h"
#include "core/model/stored.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

// The parts of a session's JSON (core/store/export_json.h) back into what is stored. `session` of what they
// give stays empty. Errors (Invalid) name the member. thread: as the document's.

/// True for a session object that Sluice wrote; AgentOps' says session_id.
bool isOwnSession(const JsonFields &fields);

/// `text` is the object's own text: host_env, sdk_event_counts and lab are taken from there as they are.
Result<SessionChange> readOwnSession(const JsonFields &fields, std::string_view text);

/// Also AgentOps' own: `agent_id`, `name`.
Result<Agent> readAgent(const JsonFields &fields);

Result<FlushRecord> readFlush(const JsonFields &fields);

/// nullopt: it is not known what the flush carried.
Result<std::optional<FlushContents>> readContents(const JsonFields &flush, std::uint64_t sequence);

Result<DropRun> readDrops(const JsonFields &fields);
Result<DepthSample> readDepth(const JsonFields &fields);

} // namespace sluice

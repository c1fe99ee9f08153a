// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_fields.h"
#include "core/model/stored.h"

namespace sluice {

/// One session object of the wire (agentops-contract.md 2.4) as a change. `text` is the object's own text:
/// its host_env and event_counts are taken from there as they are.
Result<SessionChange> decodeSession(const JsonFields &fields, std::string_view text);

} // namespace sluice

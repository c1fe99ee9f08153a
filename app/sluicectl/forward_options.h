// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sluicectl/arguments.h"
#include "core/forward/forwarder.h"

#include <iosfwd>
#include <optional>

namespace sluice {

/// --forward-to, --forward-as (agentops unless told) and --forward-key-file; nullopt without the first. For
/// an AgentOps endpoint AGENTOPS_API_KEY is the key when no file is given. thread: main, before any other: it
/// reads the environment. Error (Usage): a word that is none of these, or the others without --forward-to;
/// (Io): the file.
Result<std::optional<ForwardTarget>> forwardTargetFrom(const Arguments &arguments);

/// One line for a person: what went on, and what waits.
void tellForwarded(std::ostream &out, const ForwardState &state);

} // namespace sluice

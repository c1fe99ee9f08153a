// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/connect_lines.h"

namespace sluice::ui {

/// A session by hand, as AgentOps v2 has it (agentops-contract.md 2.3): starts one, sends it one event, ends
/// it. For bash (with curl), fish (with curl) and PowerShell (with its own Invoke-RestMethod); empty for all
/// else.
QString handWritten(ShellKind shell, const ConnectTarget &target);

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/fault_server.h"

namespace sluice {

/// Writes the answer as its `wire` says. True when the connection may serve another request.
bool writeAnswer(StoppableSocket &socket, const FaultAnswer &answer);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/id.h"

namespace sluice {

using SessionId = Id<struct SessionTag>;
using AgentId = Id<struct AgentTag>;
using EventId = Id<struct EventTag>;

} // namespace sluice

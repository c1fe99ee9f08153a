// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/forward_bridge.h"

namespace sluice {

class Engine;

/// What the window's forwarding works with. `engine` outlives the bridge.
ui::ForwardBridge::Parts forwardPartsOf(Engine &engine);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event.h"

#include <cstddef>
#include <string>

namespace sluice::bench {

/// An action with `bytes` of JSON text as params: what every benchmark records unless it says otherwise.
ActionEvent textEvent(std::size_t bytes = 64);

/// The same with a nlohmann value as params, built by the caller as a program would.
ActionEvent valueEvent();

/// As record() leaves it: with an id, an agent and times that move on with `number`.
Event stampedEvent(ActionEvent action, std::uint64_t number);

} // namespace sluice::bench

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <string>

namespace sluice::bench {

/// Events a second when libcurl (one easy handle, kept alive) posts the same ready body of `events` events
/// again and again until `total` are sent: what remains when nothing has to be queued or encoded. 0 after a
/// failure.
double readyBodiesPerSecond(const std::string &endpoint, std::uint64_t events, std::uint64_t total);

} // namespace sluice::bench

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode.h"
#include "core/collector/collector.h"

namespace sluice {

/// Completes what update_events sent: each event with the members of the stored one that it does not name
/// itself. One that is not stored, or whose parts do not go together, stays as it was sent. thread: the
/// decoder's.
void amend(
    std::vector<StoredEvent> &events, const StoredEventOf &stored, V2Decoder &decoder, Timestamp arrival);

} // namespace sluice

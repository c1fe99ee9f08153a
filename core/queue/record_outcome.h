// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>

namespace sluice {

/// What became of one record() call. Everything that wasAccepted() is false for is a loss that the ledger
/// names.
enum class RecordOutcome : std::uint8_t {
    Accepted,
    AcceptedDroppedOldest, ///< taken; the oldest event gave its place
    DroppedQueueFull,
    DroppedBlockTimeout,
    DroppedTooLarge,
    DroppedReentrant,
    RejectedClosed,
};

inline bool wasAccepted(RecordOutcome outcome)
{
    return outcome == RecordOutcome::Accepted || outcome == RecordOutcome::AcceptedDroppedOldest;
}

} // namespace sluice

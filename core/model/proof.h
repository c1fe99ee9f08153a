// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// What can be said of a session's completeness, from the core's own counters (never from what is shown).
enum class Proof : std::uint8_t {
    Complete, ///< ended, and every recorded event is delivered; or as many were received as its SDK counted
    CompleteWithDrops, ///< ended, nothing is undecided, and some events were dropped, refused or rejected:
                       ///< each is counted
    InDoubt, ///< ended, and some events are queued, in flight, in doubt or spooled, or the SDK counted others
    NoEndSignal, ///< silent: nobody said that it ended
    Imported, ///< from a file: its counters are not ours
    Running, ///< too early to say
    NotTold, ///< ended and received, and its SDK told no counts: nothing to compare with
    Unbalanced, ///< the ledger does not add up: a bug
};

/// "complete", "complete_with_drops", "in_doubt", "no_end_signal", "imported", "running", "not_told",
/// "unbalanced".
std::string_view wireName(Proof proof);

Proof proofOf(const SessionSummary &session, Timestamp now);

/// The sentence behind the badge, with its numbers: "1,000 recorded = 958 delivered + 42 dropped
/// (queue_full)".
std::string proofReason(const SessionSummary &session, Timestamp now);

} // namespace sluice

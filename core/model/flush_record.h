// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/ids.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Why a flush was started.
enum class FlushCause : std::uint8_t { Size = 0, Time = 1, Asked = 2, End = 3 };

/// How a flush ended. InDoubt and Retrying are not ends: they are what a flush shows between attempts.
/// Abandoned: the recorder was closed first; its events stay in_flight or in_doubt in the ledger.
enum class FlushOutcome : std::uint8_t {
    Sending = 0,
    Delivered = 1,
    Retrying = 2,
    InDoubt = 3,
    Refused = 4,
    Split = 5, ///< sent again as two halves, each a flush of its own
    Abandoned = 6,
};

std::string_view wireName(FlushCause cause);
std::string_view wireName(FlushOutcome outcome);

/// One sending of a flush's body.
struct FlushAttempt
{
    Timestamp began;
    Timestamp ended; ///< when its answer, or its failure, was known; equal to `began` while it is under way
    int httpStatus = 0; ///< 0 = none was read
    FlushOutcome outcome = FlushOutcome::Sending; ///< what this sending came to
    std::string message; ///< its error or the server's words; empty when all is well

    bool operator==(const FlushAttempt &) const = default;
};

/// One POST body of events: one flush. A value; the flusher makes it, the tap and the window read it.
struct FlushRecord
{
    /// A server that is away for a day makes thousands: what is of use then is the newest.
    static constexpr std::size_t mostTries = 32;

    SessionId session;
    std::uint64_t sequence = 0; ///< 1, 2, 3 ... within its session
    FlushCause cause = FlushCause::Size;
    FlushOutcome outcome = FlushOutcome::Sending;
    Timestamp started; ///< when its first attempt began
    Timestamp ended; ///< when its last attempt ended; equal to `started` while the first is under way
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;
    std::uint32_t attempts = 0;
    int httpStatus = 0; ///< of the last attempt; 0 = none was read
    std::string message; ///< the last attempt's error or the server's words; empty when all is well
    std::vector<FlushAttempt>
        tries{}; ///< the last mostTries of its attempts, oldest first; empty in records of old stores

    bool operator==(const FlushRecord &) const = default;
};

} // namespace sluice

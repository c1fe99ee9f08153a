// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/ids.h"
#include "core/model/ledger.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

/// What record() does when the queue is full.
enum class OverflowPolicy : std::uint8_t { Block = 0, DropNewest = 1, DropOldest = 2, Spill = 3 };

/// "block", "drop_newest", "drop_oldest", "spill".
std::string_view wireName(OverflowPolicy policy);

/// Reads wireName()'s words and the command line's, with dashes.
std::optional<OverflowPolicy> overflowPolicyFromText(std::string_view text);

/// What the flusher is doing.
enum class FlusherState : std::uint8_t { Idle, Napping, Encoding, Sending, BackingOff, Ended };

std::string_view wireName(FlusherState state);

/// One session's queue at one instant, copied under its lock.
struct QueueSnapshot
{
    SessionId session;
    Timestamp time;
    std::size_t depth = 0;
    std::size_t capacity = 0;
    std::size_t bytes = 0;
    std::size_t highWater = 0; ///< the greatest depth since the session began
    std::size_t waiting = 0; ///< producers that wait for room
    OverflowPolicy policy = OverflowPolicy::Block;
    FlusherState flusher = FlusherState::Idle;
    std::uint32_t attempt = 0; ///< of the body being sent or waiting to be sent again; 0 = none
    std::optional<Timestamp> backOffUntil;
    std::uint64_t flushes = 0; ///< POST bodies begun so far
    Ledger ledger;
};

/// Depth over a short time: what the depth lane draws. It lasts 20 ms or more, and 1 ms or more for a
/// session's first 200; a time in which nothing moved is one of its own.
struct DepthSample
{
    SessionId session;
    Timestamp time; ///< the end of the stretch
    std::uint32_t lowest = 0;
    std::uint32_t highest = 0;
    std::uint32_t capacity = 0;

    bool operator==(const DepthSample &) const = default;
};

} // namespace sluice

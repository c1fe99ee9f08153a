// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sluice {

/// Why a recorded event was dropped on purpose (contract.md, "Outcomes and the ledger"). The numbers are
/// stored: never change one.
enum class DropReason : std::uint8_t {
    QueueFull = 0,
    BlockTimeout = 1,
    TooLarge = 2,
    EncodeError = 3,
    SpoolFull = 4,
    Reentrant = 5,
};
inline constexpr std::size_t dropReasonCount = 6;
inline constexpr std::array allDropReasons = {DropReason::QueueFull, DropReason::BlockTimeout,
    DropReason::TooLarge, DropReason::EncodeError, DropReason::SpoolFull, DropReason::Reentrant};

/// "queue_full", "block_timeout", ...
std::string_view wireName(DropReason reason);

/// Where each recorded event is. A value: a copy taken at one instant, under one lock, so that it balances.
struct Ledger
{
    std::uint64_t recorded = 0; ///< events whose fate was decided, the rejected ones among them
    std::uint64_t delivered = 0; ///< a good answer was read whole
    std::uint64_t queued = 0; ///< in the bounded queue: its depth
    std::uint64_t inFlight = 0; ///< taken by the flusher, outcome not known
    std::uint64_t inDoubt = 0; ///< sent, the answer never came; waiting to be resent
    std::uint64_t spooled = 0; ///< on disk
    std::uint64_t refused = 0; ///< the server said no for good
    std::array<std::uint64_t, dropReasonCount> dropped{};
    std::uint64_t rejected = 0; ///< recorded after the end

    std::uint64_t droppedInAll() const;
    std::uint64_t dropsFor(DropReason reason) const { return dropped[static_cast<std::size_t>(reason)]; }
    std::uint64_t &dropsFor(DropReason reason) { return dropped[static_cast<std::size_t>(reason)]; }

    /// The right-hand side of the balance.
    std::uint64_t accountedFor() const;
    bool balances() const { return recorded == accountedFor(); }

    /// Taken, and not yet known to be delivered or lost: what end() reports as remaining.
    std::uint64_t undecided() const { return queued + inFlight + inDoubt; }

    Ledger &operator+=(const Ledger &other);
    bool operator==(const Ledger &) const = default;
};

} // namespace sluice

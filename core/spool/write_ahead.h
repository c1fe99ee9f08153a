// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

/// One session's write-ahead: each recorded event's JSON text in preallocated segments that are mapped into
/// memory and touched before they are used, so that a record costs a copy and a checksum and no system call.
/// What was filled survives the process (kill -9), not the machine: nothing is synced.
///
/// A record is {length, sequence, CRC-32C, text}. reserve() writes the length, fill() the text and last the
/// checksum. After a crash a record without a checksum was never returned for and is passed over; one with a
/// wrong checksum ends its segment, and the rest is set aside and said.
///
/// thread: reserve(): one at a time (the queue's lock); fill(), settle(), wantsRoom(): any;
/// makeRoom(): one (the flusher).
class WriteAhead
{
public:
    /// Where one record lies.
    struct Place
    {
        std::uint32_t segment = 0;
        std::uint32_t offset = 0;
        std::uint32_t bytes = 0; ///< of its text; 0 = none
    };

    virtual ~WriteAhead() = default; ///< files whose records are all settled are removed

    /// The largest record that a segment takes; a larger one is never given a place.
    static constexpr std::size_t mostRecordBytes = 17U << 20U;

    /// bytes = 0: full, or the segment for it is not ready yet. Stores to mapped memory and counters only.
    virtual Place reserve(std::size_t bytes) noexcept = 0;

    /// Writes the text of a reserved place; text.size() == place.bytes.
    virtual void fill(const Place &place, std::string_view text) noexcept = 0;

    /// A place's event needs it no more. Each place is filled once and settled once, in either order; a
    /// segment whose places are all both is used again.
    virtual void settle(const Place &place) noexcept = 0;

    /// reserve() would soon fail, or failed, for want of a segment, and makeRoom() may help: false while
    /// mostWriteAheadBytes are used up and nothing was settled since. After an Error of makeRoom() it stays
    /// true.
    virtual bool wantsRoom() const noexcept = 0;

    /// Makes segments ready: the disk's work, away from record(). Error (Io): says what the system said.
    /// Nothing to do when mostWriteAheadBytes are in use.
    virtual Result<void> makeRoom() = 0;

    virtual std::uint64_t bytesInUse() const noexcept = 0;
};

} // namespace sluice

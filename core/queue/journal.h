// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>

namespace sluice {

/// One event's place in a write-ahead. The queue carries it with the event; only the journal reads it.
struct JournalPlace
{
    std::uint32_t segment = 0;
    std::uint32_t offset = 0;
    std::uint32_t bytes = 0; ///< of the event's text; 0 = the event has no place

    explicit operator bool() const { return bytes != 0; }
};

/// The write-ahead as a session's queue sees it: what record() returned for must survive the process.
/// An event's life in it: reserve() under the queue's lock, in the order of the queue; fill() by the
/// producer after the unlock; settle() when its fate is known (delivered, refused, dropped, or in the spool).
class Journal
{
public:
    virtual ~Journal() = default;

    /// A place for an event of `bytes`. Called under the queue's lock: moves counters and stores to memory
    /// that is there already; no system call, no allocation, no other lock. False: full, which the queue
    /// treats as no room.
    virtual bool reserve(std::size_t bytes, JournalPlace &place) noexcept = 0;

    /// The event of that place needs it no more. No lock of the queue is held. thread: any
    virtual void settle(const JournalPlace &place) noexcept = 0;
};

} // namespace sluice

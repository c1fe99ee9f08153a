// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "core/model/queue_picture.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace sluice {

/// The types of the events that a queue admitted last, a byte each. Events leave a queue in the order in
/// which they came, so the `depth` last that did not give way are those that are in it: the picture's colours
/// need no look into the queue itself.
///
/// thread: none of its own; the queue's lock guards it. A View, copied under the lock, is read without it:
/// what is admitted meanwhile may then be seen in the place of what was there twice the capacity before.
class TypeHistory
{
    class Ring;

public:
    /// The events up to one instant, by number: 0 is the first that the queue ever admitted.
    class View
    {
    public:
        /// One more than the newest one's number; and than the newest's that the flusher took.
        std::uint64_t end() const { return m_end; }
        std::uint64_t takenEnd() const { return m_takenEnd; }

        /// nullopt: it gave its place, or is no longer remembered.
        std::optional<EventType> typeOf(std::uint64_t number) const;

        /// Adds up those of the numbers from `begin` up to `end`, without it.
        void count(std::uint64_t begin, std::uint64_t end, TypeCounts &into) const;

    private:
        friend class TypeHistory;
        std::shared_ptr<const Ring> m_ring;
        std::uint64_t m_end = 0;
        std::uint64_t m_takenEnd = 0;
    };

    /// Memory for a history; made with no lock held.
    using Room = std::shared_ptr<Ring>;
    /// Remembers twice that many events, and 1,024 at least: the queue and as much in flight.
    static Room roomFor(std::size_t capacity);

    explicit TypeHistory(std::size_t capacity);

    void admitted(EventType type)
    {
        m_bytes[m_count++ & m_mask].store(static_cast<std::uint8_t>(type), std::memory_order_relaxed);
    }
    /// The oldest of the `depth` that are in the queue leaves it undelivered.
    void gaveWay(std::size_t depth);
    /// The flusher took all that is in the queue.
    void taken() { m_takenEnd = m_count; }

    /// Goes on in `room` if that is larger. What was remembered stays so. Afterwards `room` holds what is not
    /// needed, to be freed after the unlock.
    void growInto(Room &room);
    /// Nothing more will be admitted: gives the memory, to be freed after the unlock.
    Room release();

    View view() const;

private:
    void use(const Room &room);

    Room m_room;
    std::atomic<std::uint8_t> *m_bytes = nullptr; ///< of m_room, at hand
    std::size_t m_mask = 0; ///< of m_room, at hand
    std::uint64_t m_count = 0;
    std::uint64_t m_takenEnd = 0;
};

} // namespace sluice

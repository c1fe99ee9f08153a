// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "core/model/queue_picture.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace sluice {

/// The types of the events that a queue admitted last, a byte each. Events leave a queue in the order in
/// which they came, so the `depth` last are those that are in it: the picture's colours need no look into the
/// queue itself.
///
/// thread: none of its own; the queue's lock guards it. A View, copied under the lock, is read without it:
/// what is admitted meanwhile may then be seen in the place of what was there twice the capacity before.
class TypeHistory
{
    class Ring;

public:
    /// Numbers of events, from `begin` up to `end`, without it.
    struct Stretch
    {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };
    /// So many takings are remembered; more are not in flight but where the server is slow and bodies are
    /// many.
    using Takings = std::array<Stretch, 8>;

    /// The events up to one instant, by number: 0 is the first that the queue ever admitted.
    class View
    {
    public:
        /// One more than the newest one's number.
        std::uint64_t end() const { return m_end; }
        /// What the flusher took, the last first; empty ones at the end.
        Takings takings() const;

        /// nullopt: it is no longer remembered.
        std::optional<EventType> typeOf(std::uint64_t number) const;
        void count(Stretch numbers, TypeCounts &into) const;

    private:
        friend class TypeHistory;
        std::shared_ptr<const Ring> m_ring;
        std::uint64_t m_end = 0;
        Takings m_takings;
        std::size_t m_taken = 0;
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
    /// The flusher took all that was in the queue: the last `depth`.
    void taken(std::size_t depth)
    {
        if (depth > 0)
            m_takings[m_taken++ % m_takings.size()] = {m_count - depth, m_count};
    }

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
    Takings m_takings; ///< a ring
    std::size_t m_taken = 0;
};

} // namespace sluice

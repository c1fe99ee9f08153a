// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event.h"
#include "core/queue/journal.h"

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace sluice {

/// An event in the queue, what it counts against max_queue_bytes, its place in the write-ahead, and when it
/// got in.
struct QueuedEvent
{
    QueuedEvent() = default;
    QueuedEvent(Event &&queued, std::size_t itsBytes, const JournalPlace &itsPlace, Timestamp itsTime)
        : event(std::move(queued))
        , bytes(itsBytes)
        , place(itsPlace)
        , enqueued(itsTime)
    { }

    Event event;
    std::size_t bytes = 0;
    JournalPlace place;
    Timestamp enqueued;
};

/// A ring of at most `capacity` events, oldest first. Its memory is reserved once and kept by clear(), so
/// that no operation allocates. thread: none of its own; the queue's lock guards one, the flusher owns the
/// other.
class EventRing
{
public:
    explicit EventRing(std::size_t capacity);

    std::size_t size() const { return m_count; }
    std::size_t capacity() const { return m_capacity; }
    bool isEmpty() const { return m_count == 0; }
    bool isFull() const { return m_count == m_capacity; }

    /// The i-th oldest; i < size().
    QueuedEvent &operator[](std::size_t i) { return m_slots[position(i)]; }
    const QueuedEvent &operator[](std::size_t i) const { return m_slots[position(i)]; }

    /// There must be room.
    void push(Event &&event, std::size_t bytes, const JournalPlace &place, Timestamp now)
    {
        assert(!isFull() && "the caller makes room first");
        const std::size_t at = position(m_count++);
        if (at == m_slots.size())
            m_slots.emplace_back(std::move(event), bytes, place, now);
        else
            m_slots[at] = QueuedEvent(std::move(event), bytes, place, now);
    }

    /// The memory that the next push() writes; of a full ring the oldest's, which goes first.
    const void *nextSlot() const { return m_slots.data() + position(m_count); }

    /// There must be one. It is left as it was moved from.
    void dropOldest();

    void clear();
    void swap(EventRing &other) noexcept;

private:
    std::size_t position(std::size_t i) const
    {
        const std::size_t at = m_head + i;
        return at < m_capacity ? at : at - m_capacity;
    }

    std::vector<QueuedEvent> m_slots; ///< grows up to the capacity within its reserved memory
    std::size_t m_capacity;
    std::size_t m_head = 0;
    std::size_t m_count = 0;
};

} // namespace sluice

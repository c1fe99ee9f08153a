// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/event_ring.h"

#include <utility>

namespace sluice {

EventRing::EventRing(std::size_t capacity)
    : m_capacity(capacity)
{
    m_slots.reserve(capacity);
}

void EventRing::dropOldest()
{
    assert(!isEmpty() && "there is no oldest");
    m_head = position(1);
    --m_count;
}

void EventRing::clear()
{
    m_slots.clear();
    m_head = 0;
    m_count = 0;
}

void EventRing::swap(EventRing &other) noexcept
{
    m_slots.swap(other.m_slots);
    std::swap(m_capacity, other.m_capacity);
    std::swap(m_head, other.m_head);
    std::swap(m_count, other.m_count);
}

} // namespace sluice

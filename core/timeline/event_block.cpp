// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_block.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr EventIndex narrowEvents = EventIndex{1} << 24;

/// The longest span of narrow starts: 71 minutes.
constexpr Micros mostSpan{EventBlock::freeStart - 1};

} // namespace

void EventBlock::insert(std::uint32_t slot, Timestamp start, EventWeight weight, EventIndex event)
{
    makeRoomFor(start);
    if (event >= narrowEvents && m_wideEvents.empty()) {
        std::vector<EventIndex> wide(capacity);
        for (std::uint32_t i = 0; i < m_size; ++i)
            wide[i] = this->event(i);
        m_wideEvents = std::move(wide);
    }
    const auto open = [this, slot](auto &values) {
        if (!values.empty())
            std::copy_backward(values.begin() + slot, values.begin() + m_size, values.begin() + m_size + 1);
    };
    open(m_starts);
    open(m_weights);
    open(m_lowEvents);
    open(m_highEvents);
    open(m_wideStarts);
    open(m_wideEvents);
    ++m_size;
    m_weights[slot] = weight;
    setStart(slot, start);
    setEvent(slot, event);
}

void EventBlock::remove(std::uint32_t slot)
{
    const auto close = [this, slot](auto &values) {
        if (!values.empty())
            std::copy(values.begin() + slot + 1, values.begin() + m_size, values.begin() + slot);
    };
    close(m_starts);
    close(m_weights);
    close(m_lowEvents);
    close(m_highEvents);
    close(m_wideStarts);
    close(m_wideEvents);
    --m_size;
    m_starts[m_size] = freeStart;
    m_weights[m_size] = {};
}

void EventBlock::moveTo(EventBlock &right, std::uint32_t slot)
{
    for (std::uint32_t from = slot; from < m_size; ++from)
        right.insert(right.m_size, start(from), weight(from), event(from));
    std::fill(m_starts.begin() + slot, m_starts.end(), freeStart);
    std::fill(m_weights.begin() + slot, m_weights.end(), EventWeight());
    m_size = slot;
}

bool EventBlock::takes(Timestamp start) const
{
    return !m_wideStarts.empty() || (start >= m_base && start - m_base <= mostSpan);
}

/// Moves the base so that there is as much room in front of the events as behind them.
void EventBlock::makeRoomFor(Timestamp start)
{
    if (m_size == 0)
        m_base = start - mostSpan / 4;
    if (takes(start))
        return;
    std::vector<Timestamp> all(capacity);
    for (std::uint32_t slot = 0; slot < m_size; ++slot)
        all[slot] = this->start(slot);
    const Timestamp first = std::min(start, all[0]);
    const Micros span = std::max(start, all[m_size - 1]) - first;
    if (span > mostSpan) {
        m_wideStarts = std::move(all);
        return;
    }
    m_base = first - (mostSpan - span) / 2;
    for (std::uint32_t slot = 0; slot < m_size; ++slot)
        setStart(slot, all[slot]);
}

void EventBlock::setStart(std::uint32_t slot, Timestamp start)
{
    if (m_wideStarts.empty())
        m_starts[slot] = static_cast<std::uint32_t>((start - m_base).count());
    else
        m_wideStarts[slot] = start;
}

void EventBlock::setEvent(std::uint32_t slot, EventIndex event)
{
    m_lowEvents[slot] = static_cast<std::uint16_t>(event);
    m_highEvents[slot] = static_cast<std::uint8_t>(event >> 16);
    if (!m_wideEvents.empty())
        m_wideEvents[slot] = event;
}

} // namespace sluice

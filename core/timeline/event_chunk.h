// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/event_facts.h"
#include "core/model/event_type.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace sluice {

/// An event's place in EventColumns: the order of arrival.
using EventIndex = std::uint32_t;
inline constexpr EventIndex noEvent = std::numeric_limits<EventIndex>::max();

/// Events of one chunk of columns. So few that the events of a chunk are mostly near to each other in time
/// and in the store, which is what the narrow columns below live on.
inline constexpr std::size_t eventsInChunk = 1024;

/// A column of numbers kept as offsets from a base. When a number comes that does not fit, all of the chunk
/// become 64 bits wide.
template <typename Offset>
class OffsetColumn
{
public:
    explicit OffsetColumn(std::int64_t base)
        : m_base(base)
    { }

    std::int64_t at(std::size_t slot) const
    {
        return m_wide.empty() ? m_base + m_offsets[slot] : m_wide[slot];
    }

    bool takes(std::int64_t value) const
    {
        const std::uint64_t offset = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(m_base);
        return !m_wide.empty() || offset <= std::numeric_limits<Offset>::max();
    }

    /// `value` must be taken: see takes() and widen().
    void set(std::size_t slot, std::int64_t value)
    {
        assert(takes(value) && "a narrow column is widened first");
        if (m_wide.empty())
            m_offsets[slot] = static_cast<Offset>(value - m_base);
        else
            m_wide[slot] = value;
    }

    void widen()
    {
        std::vector<std::int64_t> wide(eventsInChunk);
        for (std::size_t slot = 0; slot < eventsInChunk; ++slot)
            wide[slot] = at(slot);
        m_wide = std::move(wide);
    }

    std::size_t heapBytes() const { return m_wide.capacity() * sizeof(std::int64_t); }

private:
    std::int64_t m_base;
    std::array<Offset, eventsInChunk> m_offsets{};
    std::vector<std::int64_t> m_wide; ///< empty, or all of the chunk
};

/// The columns of up to 1,024 events: 21 bytes an event.
struct EventChunk
{
    /// 35 minutes: so much earlier may an event start than the chunk's first, and so much later.
    static constexpr std::int64_t halfSpan = std::int64_t{1} << 31;

    EventChunk(Timestamp firstStart, std::int64_t firstRow)
        : starts(firstStart.time_since_epoch().count() - halfSpan)
        , rows(firstRow)
    { }

    OffsetColumn<std::uint32_t> starts; ///< microseconds since 1970
    OffsetColumn<std::uint32_t> durations{0}; ///< microseconds, up to 71 minutes
    OffsetColumn<std::uint16_t> rows; ///< less the slot, so that rows without gaps are all the same
    std::array<std::uint32_t, eventsInChunk> heads{}; ///< HeadWord
    std::array<EventIndex, eventsInChunk> parents{};
    std::array<std::uint16_t, eventsInChunk> tracks{};
    std::array<std::uint8_t, eventsInChunk> depths{};

    std::size_t heapBytes() const { return starts.heapBytes() + durations.heapBytes() + rows.heapBytes(); }
};

/// Name, type and flags of an event in 32 bits.
struct HeadWord
{
    static constexpr std::uint32_t nameBits = 24;
    static constexpr std::uint32_t mostNames = std::uint32_t{1} << nameBits;
    static constexpr std::uint32_t typeMask = 7U << nameBits;
    static constexpr std::uint32_t open = 8U << nameBits;
    static constexpr std::uint32_t waiting = 16U << nameBits; ///< its parent is stored, but not here yet
    static constexpr std::uint32_t orphan = 32U << nameBits; ///< its parent is not stored yet
    static constexpr std::uint32_t parental = 64U << nameBits; ///< it is the parent of another
    static constexpr std::uint32_t links = waiting | orphan | parental;

    static std::uint32_t make(std::uint32_t name, EventType type, bool isOpen)
    {
        return name | static_cast<std::uint32_t>(type) << nameBits | (isOpen ? open : 0);
    }
    static std::uint32_t name(std::uint32_t word) { return word & (mostNames - 1); }
    static EventType type(std::uint32_t word)
    {
        return static_cast<EventType>((word & typeMask) >> nameBits);
    }
};

/// Tokens and cost of an LLM call. Absent = not told.
struct CallFacts
{
    std::optional<std::uint64_t> promptTokens{};
    std::optional<std::uint64_t> completionTokens{};
    std::optional<Money> cost{};

    bool isEmpty() const { return !promptTokens && !completionTokens && !cost; }
    bool operator==(const CallFacts &) const = default;
};

/// The same in 32 bytes, of the event in a slot of its chunk.
class CallEntry
{
public:
    CallEntry(std::size_t slot, const CallFacts &facts)
        : m_promptTokens(facts.promptTokens.value_or(0))
        , m_completionTokens(facts.completionTokens.value_or(0))
        , m_cost(facts.cost.value_or(Money()))
        , m_slot(static_cast<std::uint16_t>(slot))
        , m_hasPrompt(facts.promptTokens.has_value())
        , m_hasCompletion(facts.completionTokens.has_value())
        , m_hasCost(facts.cost.has_value())
    { }

    std::size_t slot() const { return m_slot; }
    CallFacts facts() const
    {
        CallFacts facts;
        if (m_hasPrompt)
            facts.promptTokens = m_promptTokens;
        if (m_hasCompletion)
            facts.completionTokens = m_completionTokens;
        if (m_hasCost)
            facts.cost = m_cost;
        return facts;
    }

private:
    std::uint64_t m_promptTokens;
    std::uint64_t m_completionTokens;
    Money m_cost;
    std::uint16_t m_slot;
    bool m_hasPrompt;
    bool m_hasCompletion;
    bool m_hasCost;
};
static_assert(sizeof(CallEntry) == 32);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/type_history.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t leastRemembered = 1'024;

} // namespace

/// Each is twice as large as the one before it at least, so that all of a chain are no larger than the last.
class TypeHistory::Ring
{
public:
    explicit Ring(std::size_t size)
        : bytes(std::make_unique<std::atomic<std::uint8_t>[]>(size))
        , mask(size - 1)
    { }

    std::size_t size() const { return mask + 1; }
    std::atomic<std::uint8_t> &byteOf(std::uint64_t number) const { return bytes[number & mask]; }

    const std::unique_ptr<std::atomic<std::uint8_t>[]> bytes;
    const std::size_t mask;

    // Constant from the moment the history goes on in it.
    std::uint64_t begin = 0; ///< the first number that is in it
    std::shared_ptr<const Ring> before; ///< has the numbers below
};

std::optional<EventType> TypeHistory::View::typeOf(std::uint64_t number) const
{
    std::uint64_t end = m_end;
    for (const Ring *ring = m_ring.get(); ring; ring = ring->before.get()) {
        if (number >= ring->begin) {
            if (number >= end || end - number > ring->size())
                return std::nullopt;
            return static_cast<EventType>(ring->byteOf(number).load(std::memory_order_relaxed));
        }
        end = ring->begin;
    }
    return std::nullopt;
}

TypeHistory::Takings TypeHistory::View::takings() const
{
    Takings lastFirst;
    for (std::size_t back = 1; back <= std::min(m_taken, m_takings.size()); ++back)
        lastFirst[back - 1] = m_takings[(m_taken - back) % m_takings.size()];
    return lastFirst;
}

void TypeHistory::View::count(Stretch numbers, TypeCounts &into) const
{
    for (std::uint64_t number = numbers.begin; number < numbers.end; ++number) {
        if (const std::optional<EventType> type = typeOf(number))
            ++into[static_cast<std::size_t>(*type)];
    }
}

TypeHistory::Room TypeHistory::roomFor(std::size_t capacity)
{
    return std::make_shared<Ring>(std::bit_ceil(std::max(2 * capacity, leastRemembered)));
}

TypeHistory::TypeHistory(std::size_t capacity)
{
    use(roomFor(capacity));
}

void TypeHistory::growInto(Room &room)
{
    if (room->size() <= m_room->size())
        return;
    room->begin = m_count;
    room->before = m_room;
    use(std::exchange(room, nullptr));
}

TypeHistory::Room TypeHistory::release()
{
    m_bytes = nullptr;
    return std::exchange(m_room, nullptr);
}

TypeHistory::View TypeHistory::view() const
{
    View view;
    view.m_ring = m_room;
    view.m_end = m_count;
    view.m_takings = m_takings;
    view.m_taken = m_taken;
    return view;
}

void TypeHistory::use(const Room &room)
{
    m_room = room;
    m_bytes = room->bytes.get();
    m_mask = room->mask;
}

} // namespace sluice

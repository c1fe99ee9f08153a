// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/chosen_in_row.h"

#include <bit>

namespace sluice {

ChosenInRow::ChosenInRow(const OrderedEvents &row, const EventSet &chosen)
    : m_blocks(row.end().block + std::size_t{1})
{
    std::uint32_t count = 0;
    for (OrderedEvents::Place place = row.begin(); place != row.end(); place = row.next(place)) {
        Block &block = m_blocks[place.block];
        if (place.slot == 0)
            block.before = count;
        if (!chosen.has(row.at(place)))
            continue;
        block.bits[place.slot / 64] |= std::uint64_t{1} << place.slot % 64;
        ++count;
    }
    m_blocks.back().before = count;
}

std::uint32_t ChosenInRow::before(OrderedEvents::Place place) const
{
    if (place.block >= m_blocks.size())
        return m_blocks.back().before;
    const Block &block = m_blocks[place.block];
    std::uint32_t count = block.before;
    const std::size_t whole = place.slot / 64;
    for (std::size_t word = 0; word < whole; ++word)
        count += static_cast<std::uint32_t>(std::popcount(block.bits[word]));
    const std::uint64_t below = (std::uint64_t{1} << place.slot % 64) - 1;
    if (below != 0)
        count += static_cast<std::uint32_t>(std::popcount(block.bits[whole] & below));
    return count;
}

} // namespace sluice

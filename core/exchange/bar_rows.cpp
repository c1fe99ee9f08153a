// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/bar_rows.h"

#include <queue>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

namespace sluice {

namespace {

/// So many rows are tried for a place within another bar; then only the row that is free first is looked at,
/// so that a million bars at once do not take a million looks each.
constexpr std::size_t nestedRows = 32;

/// The rows of one group, while its bars come in the order of their start, the longer one first.
class Rows
{
public:
    std::uint32_t place(const GroupedBar &bar)
    {
        for (std::size_t row = 0; row < m_nested.size(); ++row) {
            if (fits(m_nested[row], bar)) {
                m_nested[row].push_back(bar.end);
                return static_cast<std::uint32_t>(row);
            }
        }
        if (m_nested.size() < nestedRows) {
            m_nested.push_back({bar.end});
            return static_cast<std::uint32_t>(m_nested.size() - 1);
        }
        return placeFlat(bar);
    }

private:
    static bool fits(std::vector<Timestamp> &open, const GroupedBar &bar)
    {
        while (!open.empty() && open.back() <= bar.start)
            open.pop_back();
        return open.empty() || open.back() >= bar.end;
    }

    std::uint32_t placeFlat(const GroupedBar &bar)
    {
        std::uint32_t row = static_cast<std::uint32_t>(nestedRows + m_flat.size());
        if (!m_flat.empty() && m_flat.top().first <= bar.start) {
            row = m_flat.top().second;
            m_flat.pop();
        }
        m_flat.emplace(bar.end, row);
        return row;
    }

    using Free = std::pair<Timestamp, std::uint32_t>; ///< from when on, and which row
    std::vector<std::vector<Timestamp>> m_nested; ///< ends of the bars that are open, the innermost last
    std::priority_queue<Free, std::vector<Free>, std::greater<>> m_flat;
};

} // namespace

std::vector<std::uint32_t> rowsOf(std::span<const GroupedBar> bars)
{
    std::vector<std::uint32_t> order(bars.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [bars](std::uint32_t a, std::uint32_t b) {
        const GroupedBar &left = bars[a];
        const GroupedBar &right = bars[b];
        if (left.group != right.group)
            return left.group < right.group;
        if (left.start != right.start)
            return left.start < right.start;
        return left.end != right.end ? left.end > right.end : a < b;
    });
    std::vector<std::uint32_t> rows(bars.size());
    Rows group;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && bars[order[i]].group != bars[order[i - 1]].group)
            group = Rows();
        rows[order[i]] = group.place(bars[order[i]]);
    }
    return rows;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_curve.h"

#include <algorithm>

namespace sluice {

void WhatIfCurve::note(Micros now, std::size_t depth, std::uint64_t drops)
{
    while (now / m_length >= static_cast<std::int64_t>(mostPoints))
        halve();
    const auto at = static_cast<std::size_t>(now / m_length);
    while (m_stretches.size() <= at) {
        const Stretch before = m_stretches.empty() ? Stretch{} : m_stretches.back();
        m_stretches.push_back({before.last, before.last, before.drops});
    }
    Stretch &stretch = m_stretches.back();
    stretch.last = static_cast<std::uint32_t>(depth);
    stretch.deepest = std::max(stretch.deepest, stretch.last);
    stretch.drops = drops;
}

void WhatIfCurve::halve()
{
    m_length *= 2;
    std::vector<Stretch> halved;
    for (std::size_t i = 0; i < m_stretches.size(); i += 2) {
        const Stretch &later = m_stretches[std::min(i + 1, m_stretches.size() - 1)];
        halved.push_back({std::max(m_stretches[i].deepest, later.deepest), later.last, later.drops});
    }
    m_stretches = std::move(halved);
}

std::vector<std::pair<Micros, std::uint32_t>> WhatIfCurve::depths() const
{
    std::vector<std::pair<Micros, std::uint32_t>> points;
    for (const Stretch &stretch : m_stretches)
        points.emplace_back(m_length * static_cast<std::int64_t>(points.size()), stretch.deepest);
    return points;
}

std::vector<std::pair<Micros, std::uint64_t>> WhatIfCurve::drops() const
{
    std::vector<std::pair<Micros, std::uint64_t>> points;
    for (const Stretch &stretch : m_stretches)
        points.emplace_back(m_length * static_cast<std::int64_t>(points.size()), stretch.drops);
    return points;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_cells.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int largestPitch = 22;
constexpr int smallestPitch = 3;

qreal gapFor(qreal pitch)
{
    return pitch >= 6 ? 2 : 1;
}

} // namespace

QueueCells::QueueCells(std::size_t capacity, QSizeF area)
{
    if (capacity == 0 || capacity > mostCells)
        return;
    for (int pitch = largestPitch; pitch >= smallestPitch; --pitch) {
        const auto columns = static_cast<std::size_t>(std::max(0.0, std::floor(area.width() / pitch)));
        const auto rows = static_cast<std::size_t>(std::max(0.0, std::floor(area.height() / pitch)));
        if (columns * rows < capacity)
            continue;
        m_count = capacity;
        m_columns = static_cast<int>(columns);
        m_pitch = pitch;
        return;
    }
}

QRectF QueueCells::cell(std::size_t place) const
{
    const auto columns = static_cast<std::size_t>(m_columns);
    const qreal x = static_cast<qreal>(place % columns) * m_pitch;
    const qreal y = static_cast<qreal>(place / columns) * m_pitch;
    const qreal side = m_pitch - gapFor(m_pitch);
    return {x, y, side, side};
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/cell_grid.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

std::size_t fitting(qreal length, int pitch)
{
    return static_cast<std::size_t>(std::max(0.0, std::floor(length / pitch)));
}

std::size_t dividedUp(std::size_t count, std::size_t by)
{
    return (count + by - 1) / by;
}

} // namespace

CellGrid::CellGrid(std::size_t count, QRectF area)
{
    if (count == 0)
        return;
    for (int pitch = largestPitch; pitch >= smallestPitch; --pitch) {
        const std::size_t columns = std::min(count, fitting(area.width(), pitch));
        if (columns * fitting(area.height(), pitch) < count)
            continue;
        m_count = count;
        m_rows = static_cast<int>(dividedUp(count, columns));
        m_columns = static_cast<int>(dividedUp(count, static_cast<std::size_t>(m_rows)));
        m_pitch = pitch;
        m_topRight = {std::floor(area.right()), std::floor(area.center().y() - m_rows * pitch / 2.0)};
        return;
    }
}

int CellGrid::side() const
{
    return m_pitch - (m_pitch >= 6 ? 2 : 1);
}

QRectF CellGrid::cell(std::size_t index) const
{
    const auto rows = static_cast<std::size_t>(m_rows);
    const auto column = static_cast<int>(index / rows);
    const auto row = static_cast<int>(index % rows);
    return {m_topRight.x() - (column + 1) * m_pitch, m_topRight.y() + row * m_pitch,
        static_cast<qreal>(side()), static_cast<qreal>(side())};
}

std::optional<std::size_t> CellGrid::at(QPointF point) const
{
    if (m_count == 0)
        return std::nullopt;
    const int column = static_cast<int>(std::floor((m_topRight.x() - point.x()) / m_pitch));
    const int row = static_cast<int>(std::floor((point.y() - m_topRight.y()) / m_pitch));
    if (column < 0 || column >= m_columns || row < 0 || row >= m_rows)
        return std::nullopt;
    const std::size_t index
        = static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    return index < m_count ? std::optional(index) : std::nullopt;
}

CellBands bandsOf(const QueueCell &cell)
{
    CellBands result;
    if (cell.places == 0 || cell.filled == 0)
        return result;
    const double full = std::min(1.0, static_cast<double>(cell.filled) / cell.places);
    double seen = 0;
    for (const std::uint32_t count : cell.byType)
        seen += count;
    if (seen == 0) {
        result.unknownTo = full;
        return result;
    }
    double reached = 0;
    for (const EventType type : allEventTypes) {
        const std::uint32_t count = cell.byType[static_cast<std::size_t>(type)];
        if (count == 0)
            continue;
        const double from = full * reached / seen;
        reached += count;
        result.bands[result.count++] = {type, from, full * reached / seen};
    }
    return result;
}

std::optional<std::size_t> cellOfPlace(const std::vector<QueueCell> &cells, std::size_t place)
{
    std::size_t end = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        end += cells[i].places;
        if (place < end)
            return i;
    }
    return std::nullopt;
}

std::size_t placesBefore(const std::vector<QueueCell> &cells, std::size_t index)
{
    std::size_t before = 0;
    for (std::size_t i = 0; i < std::min(index, cells.size()); ++i)
        before += cells[i].places;
    return before;
}

} // namespace sluice::ui

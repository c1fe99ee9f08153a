// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "core/model/queue_picture.h"

#include <QRectF>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace sluice::ui {

/// Where the cells of the live picture are: squares, the oldest place at the right edge, where the flusher
/// takes from, and on to the left, column by column from the top. Plain arithmetic.
class CellGrid
{
public:
    static constexpr int largestPitch = 30;
    static constexpr int smallestPitch = 3;

    CellGrid() = default;

    /// The largest squares with which `count` of them fit into `area`; none when even the smallest do not.
    CellGrid(std::size_t count, QRectF area);

    std::size_t count() const { return m_count; }
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    int pitch() const { return m_pitch; }
    int side() const; ///< of a cell: the pitch without the gap

    /// `index` is below count(), 0 = the oldest.
    QRectF cell(std::size_t index) const;

    /// The cell at `point`, its gap counted with it; nullopt beside them.
    std::optional<std::size_t> at(QPointF point) const;

private:
    std::size_t m_count = 0;
    int m_columns = 0;
    int m_rows = 0;
    int m_pitch = 0;
    QPointF m_topRight;
};

/// The part of a cell's height that one type's events take, from the bottom.
struct CellBand
{
    EventType type = EventType::Action;
    double from = 0; ///< 0 = bottom, 1 = top
    double to = 0;
};

/// How a cell is filled: as high as it is full, divided as the events that were looked at are.
struct CellBands
{
    std::array<CellBand, 5> bands{};
    std::size_t count = 0;
    double unknownTo = 0; ///< filled up to here and nothing was looked at; 0 = not so
};

CellBands bandsOf(const QueueCell &cell);

/// The cell that holds the `place`-th place, counted from the oldest, 0; nullopt when there are fewer.
std::optional<std::size_t> cellOfPlace(const std::vector<QueueCell> &cells, std::size_t place);

/// How many places lie before cell `index`.
std::size_t placesBefore(const std::vector<QueueCell> &cells, std::size_t index);

} // namespace sluice::ui

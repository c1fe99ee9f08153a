// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QRectF>
#include <QSizeF>

#include <cstddef>

namespace sluice::ui {

/// Where the cells of a queue's picture are: one for each place, in rows from the top left. Plain arithmetic.
class QueueCells
{
public:
    static constexpr std::size_t mostCells = 400; ///< above it a bar says more than cells

    /// The largest square cells with which `capacity` of them fit into `area`; none when even cells of two
    /// pixels do not, and for a capacity of 0 or above mostCells.
    QueueCells(std::size_t capacity, QSizeF area);

    std::size_t count() const { return m_count; }
    int columns() const { return m_columns; }
    qreal pitch() const { return m_pitch; }

    /// The cell of a place, its gap left out. `place` is below count().
    QRectF cell(std::size_t place) const;

private:
    std::size_t m_count = 0;
    int m_columns = 0;
    qreal m_pitch = 0;
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_snapshot.h"

#include <QWidget>

namespace sluice::ui {

/// The queue as a picture: a cell for each place of its capacity (a bar above QueueCells::mostCells), filled
/// as deep as the queue is, paler up to the deepest of the last moments, with a mark at the deepest ever.
/// Amber from 80 %, red when full. The same in words is the widget's accessible description.
class QueueGauge final : public QWidget
{
    Q_OBJECT
public:
    explicit QueueGauge(QWidget *parent = nullptr);

    void showQueue(const QueueSnapshot &snapshot);

    /// The deepest that the queue was since the last call: a burst fills and empties it between two looks.
    void showRecentPeak(std::size_t depth);
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCells(QPainter &painter, const QRectF &area) const;
    void paintBar(QPainter &painter, const QRectF &area) const;
    QColor fill() const;

    std::size_t m_depth = 0;
    bool m_ended = false; ///< its session is over: nothing is recent any more
    std::size_t m_recentPeak = 0;
    std::size_t m_highWater = 0;
    std::size_t m_capacity = 0;
};

} // namespace sluice::ui

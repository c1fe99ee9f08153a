// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/producer_mark.h"

#include "ui/theme/severity_colours.h"

#include <QPainter>
#include <QPalette>

#include <array>

namespace sluice::ui {

void paintProducerMark(QPainter &painter, const QRectF &rect, ProducerState state, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (state) {
    case ProducerState::Recording: {
        painter.setBrush(severityFill(Severity::Ok, palette));
        const std::array triangle{
            rect.topLeft(), QPointF(rect.right(), rect.center().y()), rect.bottomLeft()};
        painter.drawPolygon(triangle.data(), static_cast<int>(triangle.size()));
        break;
    }
    case ProducerState::Waiting: {
        const QColor colour = severityFill(Severity::Warning, palette);
        painter.fillRect(QRectF(rect.x() + 1, rect.y(), 3, rect.height()), colour);
        painter.fillRect(QRectF(rect.right() - 4, rect.y(), 3, rect.height()), colour);
        break;
    }
    case ProducerState::Ended:
        painter.fillRect(rect.adjusted(1, 1, -1, -1), palette.color(QPalette::PlaceholderText));
        break;
    case ProducerState::Idle:
        painter.setPen(QPen(palette.color(QPalette::PlaceholderText), 1.5));
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
        break;
    }
    painter.restore();
}

} // namespace sluice::ui

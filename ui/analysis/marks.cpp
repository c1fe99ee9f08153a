// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/marks.h"

#include "ui/theme/severity_colours.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace sluice::ui {

namespace {

constexpr int size = 16;
constexpr int scale = 2; ///< sharp on dense screens
constexpr double strokeWidth = 2;

QColor colourOf(Mark mark, const QPalette &palette)
{
    switch (mark) {
    case Mark::Tick:
        return severityText(Severity::Ok, palette);
    case Mark::Cross:
        return severityText(Severity::Critical, palette);
    case Mark::Funnel:
        break;
    }
    return palette.color(QPalette::PlaceholderText);
}

} // namespace

QIcon markIcon(Mark mark, const QPalette &palette)
{
    QPixmap pixmap(size * scale, size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colourOf(mark, palette), strokeWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (mark) {
    case Mark::Tick:
        painter.drawPolyline(QPolygonF{{3, 8.5}, {6.5, 12}, {13, 4}});
        break;
    case Mark::Cross:
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        break;
    case Mark::Funnel:
        painter.setPen(
            QPen(colourOf(mark, palette), strokeWidth / 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(
            QPolygonF{{2.5, 3.5}, {13.5, 3.5}, {9.5, 8.5}, {9.5, 13}, {6.5, 11.5}, {6.5, 8.5}});
        break;
    }
    return QIcon(pixmap);
}

} // namespace sluice::ui

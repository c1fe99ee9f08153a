// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/gap_painter.h"

#include "core/timeline/duration_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QList>
#include <QPainter>
#include <QPolygon>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int tooth = 4; ///< of the torn edge
constexpr int leastToothed = 4 * tooth;
constexpr int hatchAlpha = 70;
constexpr int groundAlpha = 150;

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// A zigzag down the band's edge, `way` pixels in.
QPolygon tornEdge(int x, int top, int bottom, int way)
{
    QPolygon edge;
    for (int y = top, step = 0; y <= bottom + tooth; y += tooth, ++step)
        edge << QPoint(x + (step % 2 == 0 ? 0 : way), y);
    return edge;
}

/// Lines of their own and no pattern, which not every reader of SVG knows.
QList<QLine> hatchOf(const QRect &area)
{
    QList<QLine> lines;
    for (int down = -area.width(); down < area.height(); down += metrics::grid) {
        const QPoint from(std::max(0, -down), std::max(0, down));
        const int length = std::min(area.width() - from.x(), area.height() - from.y()) - 1;
        if (length > 0)
            lines.append(QLine(area.topLeft() + from, area.topLeft() + from + QPoint(length, length)));
    }
    return lines;
}

/// Down the band, so that a narrow one has room for it too; on a ground of its own.
void paintLabel(QPainter &painter, const AxisBreak &gap, int rulerHeight, const EventPalette &palette)
{
    const QString text = Timeline::tr("idle for %1").arg(durationText(gap.gap.duration()));
    const QFontMetrics font = painter.fontMetrics();
    const QSize size(font.horizontalAdvance(text) + metrics::grid, font.height());
    const QRect lanes = gap.band.adjusted(0, rulerHeight, 0, 0);
    if (lanes.width() < size.height() || lanes.height() < size.width() + metrics::grid)
        return;
    painter.save();
    painter.translate(lanes.center().x() + 1, lanes.top() + metrics::grid + size.width() / 2);
    painter.rotate(-90);
    const QRect label(QPoint(-size.width() / 2, -size.height() / 2), size);
    painter.fillRect(label, palette.gutter);
    painter.setPen(palette.text);
    painter.drawText(label, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace

std::vector<AxisBreak> axisBreaks(const TimeScale &scale, const QRect &area)
{
    std::vector<AxisBreak> breaks;
    if (!scale.fold())
        return breaks;
    for (const GapFold::Gap &gap : scale.fold()->gaps()) {
        const double left = scale.toX(gap.begin);
        const double right = scale.toX(gap.end);
        if (right <= 0 || left >= area.width())
            continue;
        const int from = static_cast<int>(std::floor(std::max(left, 0.0)));
        const int to = static_cast<int>(std::ceil(std::min<double>(right, area.width())));
        breaks.push_back({QRect(area.left() + from, area.top(), std::max(1, to - from), area.height()), gap});
    }
    return breaks;
}

const AxisBreak *breakAt(const std::vector<AxisBreak> &breaks, QPoint position)
{
    const auto found = std::find_if(
        breaks.begin(), breaks.end(), [&](const AxisBreak &b) { return b.band.contains(position); });
    return found == breaks.end() ? nullptr : &*found;
}

void paintBreaks(
    QPainter &painter, const std::vector<AxisBreak> &breaks, int rulerHeight, const EventPalette &palette)
{
    if (breaks.empty())
        return;
    QColor ground = palette.gutter;
    ground.setAlpha(groundAlpha);
    QColor hatch = palette.faintText;
    hatch.setAlpha(hatchAlpha);
    painter.save();
    for (const AxisBreak &gap : breaks) {
        const QRect ruler(gap.band.left(), gap.band.top(), gap.band.width(), rulerHeight - 1);
        const QRect lanes = gap.band.adjusted(0, rulerHeight, 0, 0);
        painter.fillRect(ruler, palette.gutter);
        painter.fillRect(lanes, ground);
        painter.setPen(hatch);
        painter.drawLines(hatchOf(lanes));
        painter.setPen(palette.faintText);
        const int way = gap.band.width() >= leastToothed ? tooth : 0;
        painter.drawPolyline(tornEdge(gap.band.left(), gap.band.top(), gap.band.bottom(), way));
        painter.drawPolyline(tornEdge(gap.band.right() - way, gap.band.top(), gap.band.bottom(), way));
        paintLabel(painter, gap, rulerHeight, palette);
    }
    painter.restore();
}

QString breakText(const GapFold::Gap &gap, Timestamp zero)
{
    const auto exact
        = [&](ViewTime time) { return QString::fromStdString(exactDurationText(toTimestamp(time) - zero)); };
    return Timeline::tr(
        "Nothing happened here for %1\nFrom %2 to %3\nDrawn shorter than it was (I: as long as it was)")
        .arg(QString::fromStdString(exactDurationText(std::chrono::floor<Micros>(gap.duration()))),
            exact(gap.begin), exact(gap.end));
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/mark_flags.h"

#include "core/timeline/duration_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int flagHeight = 12;
constexpr int digitWidth = 7;
constexpr int mostTextWidth = 160;
constexpr int stretchHeight = 3;
constexpr int lineAlpha = 150;

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

int pixelOf(double x, const QRect &ruler)
{
    const double margin = metrics::grid; // beyond the view, far is as good as near
    return ruler.left() + static_cast<int>(std::floor(std::clamp(x, -margin, ruler.width() + margin)));
}

} // namespace

namespace {

/// Each text up to the next flag, or to the ruler's end.
void giveRoomToTexts(std::vector<MarkFlag> &flags, const QRect &ruler)
{
    for (std::size_t i = 0; i < flags.size(); ++i) {
        MarkFlag &flag = flags[i];
        const int end = i + 1 < flags.size() ? flags[i + 1].flag.left() - 1 : ruler.right() + 1;
        const int left = flag.flag.right() + metrics::halfGrid;
        if (!flag.text.isEmpty() && end > left)
            flag.textRect = QRect(left, flag.flag.top(), std::min(end - left, mostTextWidth), flagHeight);
    }
}

} // namespace

std::vector<MarkFlag> markFlags(
    const TimeMarks &marks, const TimeScale &scale, const QRect &ruler, std::optional<std::uint32_t> chosen)
{
    std::vector<MarkFlag> flags;
    for (const TimeMark &mark : marks.all()) {
        const int left = pixelOf(scale.toX(mark.range.begin), ruler);
        const int right = pixelOf(scale.toX(mark.range.end), ruler);
        if (right < ruler.left() || left > ruler.right())
            continue;
        const auto digits = static_cast<int>(QString::number(mark.number).size());
        const int top = ruler.bottom() - flagHeight;
        MarkFlag flag;
        flag.number = mark.number;
        flag.flag
            = QRect(std::max(left, ruler.left()), top, digits * digitWidth + metrics::halfGrid, flagHeight);
        if (mark.isRange())
            flag.stretch
                = QRect(left, ruler.bottom() - stretchHeight + 1, std::max(1, right - left), stretchHeight)
                      .intersected(ruler);
        flag.isChosen = chosen == mark.number;
        flag.text = nameText(mark.text);
        flags.push_back(flag);
    }
    giveRoomToTexts(flags, ruler);
    return flags;
}

std::optional<std::uint32_t> markAt(const std::vector<MarkFlag> &flags, QPoint position)
{
    const auto flag = std::find_if(
        flags.rbegin(), flags.rend(), [&](const MarkFlag &f) { return f.flag.contains(position); });
    return flag == flags.rend() ? std::nullopt : std::optional(flag->number);
}

namespace {

/// On the ruler's ground as high as it is, so that no half of a time stands above it.
void paintText(QPainter &painter, const MarkFlag &flag, const QRect &ruler, const EventPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QString text = metrics.elidedText(flag.text, Qt::ElideRight, flag.textRect.width());
    const int width = metrics.horizontalAdvance(text);
    if (text.size() < std::min<qsizetype>(flag.text.size(), 2))
        return; // nothing but the dots
    painter.fillRect(QRect(flag.flag.right() + 1, ruler.top(),
                         flag.textRect.left() - flag.flag.right() + width, ruler.height() - 1),
        palette.gutter);
    painter.setPen(palette.text);
    painter.drawText(flag.textRect, Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace

void paintMarks(QPainter &painter, const std::vector<MarkFlag> &flags, const QRect &ruler, int height,
    const EventPalette &palette)
{
    const QColor ink = palette.severity(Severity::Notice);
    QColor line = ink;
    line.setAlpha(lineAlpha);
    painter.save();
    painter.setClipRect(QRect(ruler.left(), ruler.top(), ruler.width(), height));
    for (const MarkFlag &flag : flags) {
        painter.fillRect(flag.flag.left(), flag.flag.bottom(), 1, height - flag.flag.bottom(), line);
        if (!flag.stretch.isEmpty()) {
            painter.fillRect(flag.stretch, ink);
            painter.fillRect(flag.stretch.right(), ruler.bottom(), 1, height - ruler.bottom(), line);
        }
        painter.fillRect(flag.flag, flag.isChosen ? ink : palette.background);
        painter.setPen(ink);
        painter.drawRect(flag.flag.adjusted(0, 0, -1, -1));
        painter.setPen(flag.isChosen ? palette.background : palette.text);
        painter.drawText(flag.flag, Qt::AlignCenter, QString::number(flag.number));
        paintText(painter, flag, ruler, palette);
    }
    painter.restore();
}

QString markLine(const TimeMark &mark, Timestamp zero)
{
    const QString at = QString::fromStdString(exactDurationText(mark.range.begin - zero));
    const QString number = numberText(mark.number);
    const QString name = mark.text.empty() ? Timeline::tr("Mark %1").arg(number)
                                           : Timeline::tr("Mark %1: %2").arg(number, nameText(mark.text));
    return mark.isRange()
        ? Timeline::tr("%1, %2 long, at %3").arg(name, durationText(mark.range.duration()), at)
        : Timeline::tr("%1, at %2").arg(name, at);
}

} // namespace sluice::ui

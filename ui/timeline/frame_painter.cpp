// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/frame_painter.h"

#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString capacityText(const DepthSeries &depths)
{
    if (depths.isEmpty())
        return {};
    return Timeline::tr("cap %1").arg(numberText(depths.samples().back().capacity));
}

} // namespace

FramePainter::FramePainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
    const EventPalette &palette)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_model(model)
    , m_palette(palette)
{ }

void FramePainter::paint()
{
    paintGutter();
    paintRuler();
}

int FramePainter::gutterWidthFor(const TimelineModel &model, const QFontMetrics &fontMetrics)
{
    int widest = 0;
    const auto consider = [&](const QString &name, const QString &detail) {
        widest
            = std::max(widest, fontMetrics.horizontalAdvance(name) + fontMetrics.horizontalAdvance(detail));
    };
    for (const Lane &lane : model.events().lanes()) {
        consider(laneTitle(model, lane.key), numberText(lane.events.eventCount()));
        if (widest > metrics::mostGutterWidth)
            break;
    }
    if (model.hasDelivery())
        consider(Timeline::tr("Queue depth"), capacityText(model.depths()));
    const int needed = widest + 6 * metrics::grid;
    return needed - needed % metrics::grid;
}

void FramePainter::paintRuler()
{
    const QRect &ruler = m_geometry.layout.ruler;
    m_painter.save();
    m_painter.fillRect(0, ruler.top(), ruler.right() + 1, ruler.height(), m_palette.gutter);
    m_painter.fillRect(0, ruler.bottom(), ruler.right() + 1, 1, m_palette.hairline);
    m_painter.setClipRect(ruler);
    m_painter.setPen(m_palette.faintText);
    for (const TickMark &tick : m_geometry.ticks) {
        const int x = ruler.left() + static_cast<int>(std::floor(tick.x));
        const int height = tick.isMajor() ? metrics::rulerMajorTick : metrics::rulerMinorTick;
        m_painter.fillRect(x, ruler.bottom() - height, 1, height, m_palette.hairline);
        if (tick.isMajor()) {
            const QRect room(x + metrics::halfGrid, ruler.top(), metrics::rulerLabelSpacing, ruler.height());
            m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(tick.label));
        }
    }
    m_painter.restore();
}

void FramePainter::paintGutter()
{
    const QRect &gutter = m_geometry.layout.gutter;
    m_painter.fillRect(gutter, m_palette.gutter);
    m_painter.save();
    m_painter.setClipRect(0, m_geometry.layout.lanes.top(), gutter.width(), m_geometry.layout.lanes.height());
    for (const LaneGeometry &lane : m_geometry.lanes)
        paintLaneName(lane);
    m_painter.restore();
    if (!m_geometry.layout.depth.isEmpty())
        paintDeliveryNames();
    m_painter.fillRect(gutter.right(), 0, 1, gutter.height(), m_palette.hairline);
}

/// The name stays in sight while a part of its lane is.
void FramePainter::paintLaneName(const LaneGeometry &lane)
{
    const QRect &gutter = m_geometry.layout.gutter;
    m_painter.fillRect(0, lane.bottom() - 1, gutter.width(), 1, m_palette.hairline);
    const int wanted = std::max(lane.top, m_geometry.layout.lanes.top()) + metrics::lanePadding;
    const int top = std::min(wanted, lane.bottom() - metrics::lanePadding - metrics::subRowHeight);
    const QRect name(
        0, top + (metrics::subRowHeight - metrics::barHeight), gutter.width(), metrics::barHeight);
    paintName(name, laneTitle(m_model, lane.key), numberText(lane.eventCount));
    if (m_model.events().laneBy() == LaneBy::Type) {
        const QColor &colour = m_palette.event(EventLanes::typeOfKey(lane.key)).fill;
        const int swatchTop = name.top() + (name.height() - metrics::grid) / 2;
        m_painter.fillRect(metrics::grid, swatchTop, metrics::grid, metrics::grid, colour);
    }
    if (lane.restCount == 0)
        return;
    const QRect rest(
        0, lane.bottom() - metrics::lanePadding - metrics::barHeight, gutter.width(), metrics::barHeight);
    if (rest.top() >= name.bottom())
        paintName(rest, QString(), QStringLiteral("+%1").arg(numberText(lane.restCount)));
}

void FramePainter::paintDeliveryNames()
{
    const TimelineLayout &layout = m_geometry.layout;
    for (const QRect &lane : {layout.depth, layout.flushes, layout.drops})
        m_painter.fillRect(0, lane.top(), layout.gutter.width(), 1, m_palette.hairline);
    const auto inGutter
        = [&](const QRect &lane, int height) { return QRect(0, lane.top(), layout.gutter.width(), height); };
    const QString capacity
        = m_geometry.depth.empty() ? QString() : numberText(m_geometry.depth.back().capacity);
    paintName(inGutter(layout.depth, metrics::flushLaneHeight), Timeline::tr("Queue depth"),
        capacityText(m_model.depths()));
    paintName(inGutter(layout.flushes, layout.flushes.height()), Timeline::tr("Flushes"),
        numberText(m_model.flushes().size()));
    paintName(inGutter(layout.drops, layout.drops.height()), Timeline::tr("Drops"),
        numberText(m_model.droppedEvents()));
}

void FramePainter::paintName(const QRect &rect, const QString &name, const QString &detail)
{
    const QRect room = rect.adjusted(3 * metrics::grid, 0, -metrics::grid, 0);
    const QFontMetrics fontMetrics = m_painter.fontMetrics();
    const int detailWidth = fontMetrics.horizontalAdvance(detail);
    m_painter.setPen(m_palette.faintText);
    m_painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, detail);
    m_painter.setPen(m_palette.text);
    const int nameRoom = room.width() - detailWidth - metrics::grid;
    m_painter.drawText(
        room, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics.elidedText(name, Qt::ElideRight, nameRoom));
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/lane_painter.h"

#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPen>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace sluice::ui {

namespace {

/// An error among columns is at least this wide, so that it is seen.
constexpr int leastErrorColumn = 2;

/// The part of an open bar that fades.
constexpr int growingEdge = 24;

/// How strongly a column takes its type's colour: the more events it holds, the more.
constexpr std::array columnStrengths = {0.62, 0.70, 0.78, 0.86, 0.93, 1.0};

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString placeholderText(const PlaceholderMark &mark)
{
    return mark.parents == 1 ? Timeline::tr("Parent not here yet, %1 below it").arg(numberText(mark.children))
                             : Timeline::tr("%1 parents not here yet, %2 below them")
                                   .arg(numberText(mark.parents), numberText(mark.children));
}

QRgb mixed(const QColor &colour, const QColor &background, double strength)
{
    const auto part
        = [strength](int a, int b) { return static_cast<int>(std::lround(b + strength * (a - b))); };
    return qRgb(part(colour.red(), background.red()), part(colour.green(), background.green()),
        part(colour.blue(), background.blue()));
}

/// Steps by powers of four: 1, 2 to 4, 5 to 16 ... events.
std::size_t strengthStep(std::uint32_t count)
{
    const auto bits = static_cast<std::size_t>(std::bit_width(count > 0 ? count - 1 : 0U));
    return std::min((bits + 1) / 2, columnStrengths.size() - 1);
}

} // namespace

LanePainter::LanePainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
    const EventPalette &palette, LabelCache &labels)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_model(model)
    , m_palette(palette)
    , m_labels(labels)
{
    for (const EventType type : allEventTypes) {
        for (std::size_t step = 0; step < columnStrengths.size(); ++step)
            m_columnColours[static_cast<std::size_t>(type)][step]
                = mixed(palette.event(type).fill, palette.background, columnStrengths[step]);
    }
}

void LanePainter::paint()
{
    m_painter.save();
    m_painter.setClipRect(m_geometry.layout.lanes);
    paintBackground();
    paintGrid();
    for (const LaneGeometry &lane : m_geometry.lanes)
        paintLane(lane);
    m_painter.restore();
}

/// Each pixel once: filling is a fifth of a frame's time.
void LanePainter::paintBackground()
{
    const QRect &area = m_geometry.layout.lanes;
    int bottom = area.top();
    for (const LaneGeometry &lane : m_geometry.lanes) {
        m_painter.fillRect(area.left(), lane.top, area.width(), lane.height,
            lane.isBanded ? m_palette.laneBand : m_palette.background);
        bottom = std::max(bottom, lane.bottom());
    }
    m_painter.fillRect(area.left(), bottom, area.width(), area.bottom() + 1 - bottom, m_palette.background);
}

void LanePainter::paintGrid()
{
    const QRect &area = m_geometry.layout.lanes;
    for (const TickMark &tick : m_geometry.ticks) {
        const int x = area.left() + static_cast<int>(std::floor(tick.x));
        const QColor &colour = tick.isMajor() ? m_palette.gridMajor : m_palette.gridMinor;
        m_painter.fillRect(x, area.top(), 1, area.height(), colour);
    }
}

void LanePainter::paintLane(const LaneGeometry &lane)
{
    const QRect &area = m_geometry.layout.lanes;
    m_painter.fillRect(area.left(), lane.bottom() - 1, area.width(), 1, m_palette.hairline);
    for (const SubRowGeometry &subRow : lane.subRows) {
        paintPlaceholders(subRow);
        paintStrip(subRow);
        paintDetails(subRow);
    }
}

/// Columns and bars, and on top of all else in the sub-row the errors: an error wins its pixels.
void LanePainter::paintStrip(const SubRowGeometry &subRow)
{
    if (subRow.items.empty())
        return;
    m_strip.begin(m_geometry.layout.lanes.width());
    for (const DetailItem &item : subRow.items) {
        if (item.kind == DetailItem::Kind::Column)
            m_strip.addColumn(item.left, item.right, columnColour(item));
        else
            addBar(item);
    }
    const QRgb error = m_palette.event(EventType::Error).fill.rgb();
    int lastTick = -metrics::errorTickSize;
    for (const DetailItem &item : subRow.items) {
        if (item.errors == 0)
            continue;
        const int width = item.right - item.left;
        if (item.kind == DetailItem::Kind::Column)
            m_strip.addColumn(
                item.left, item.left + std::clamp(width, leastErrorColumn, leastBarWidth), error);
        if (item.left - lastTick < metrics::errorTickSize)
            continue;
        lastTick = item.left;
        m_strip.addTick(item.left + std::min(width, metrics::errorTickSize) / 2, error);
    }
    m_strip.paint(m_painter, m_geometry.layout.plotLeft(), subRow.top);
}

void LanePainter::addBar(const DetailItem &item)
{
    const BarColours &colours = m_palette.event(item.type);
    m_strip.addBar(item.left, item.right - metrics::gapBetweenBars, colours.fill.rgb(), colours.border.rgb());
}

QRgb LanePainter::columnColour(const DetailItem &item) const
{
    return m_columnColours[static_cast<std::size_t>(item.type)][strengthStep(item.count)];
}

/// Outlined with dashes: known of, not known.
void LanePainter::paintPlaceholders(const SubRowGeometry &subRow)
{
    if (subRow.placeholders.empty())
        return;
    QPen pen(m_palette.faintText);
    pen.setStyle(Qt::DashLine);
    for (const PlaceholderMark &mark : subRow.placeholders) {
        const QRect rect(m_geometry.layout.plotLeft() + mark.left,
            subRow.top + metrics::subRowHeight - metrics::barHeight, mark.right - mark.left,
            metrics::barHeight);
        m_painter.setPen(pen);
        m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
        const QRect room = rect.intersected(m_geometry.layout.lanes)
                               .adjusted(metrics::barLabelPadding, 0, -metrics::barLabelPadding, 0);
        const QString text = placeholderText(mark);
        if (m_painter.fontMetrics().horizontalAdvance(text) > room.width())
            continue;
        m_painter.setPen(m_palette.faintText);
        m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

/// What a bar has beside its colours: hatching, a growing edge, a label.
void LanePainter::paintDetails(const SubRowGeometry &subRow)
{
    for (const DetailItem &item : subRow.items) {
        if (item.kind != DetailItem::Kind::Bar)
            continue;
        const QRect rect = barRect(m_geometry.layout, subRow, item);
        if (item.type == EventType::Error && rect.width() >= SubRowStrip::leastBorderedBar)
            m_painter.fillRect(rect.adjusted(1, 1, -1, -1), QBrush(m_palette.errorHatch, Qt::BDiagPattern));
        if (item.isOpen)
            paintGrowingEdge(rect);
        if (rect.width() >= metrics::leastLabelledBar)
            paintLabel(rect, item);
    }
}

/// An open bar fades out where it grows.
void LanePainter::paintGrowingEdge(const QRect &rect)
{
    const int width = std::min(rect.width(), growingEdge);
    QColor clear = m_palette.background;
    clear.setAlpha(0);
    QLinearGradient fade(rect.right() + 1 - width, 0, rect.right() + 1, 0);
    fade.setColorAt(0, clear);
    fade.setColorAt(1, m_palette.background);
    m_painter.fillRect(rect.adjusted(rect.width() - width, 0, 0, 0), fade);
}

/// A bar that goes on to the left keeps its label in the view.
void LanePainter::paintLabel(const QRect &rect, const DetailItem &item)
{
    const QRect seen = rect.intersected(m_geometry.layout.lanes);
    const int room = seen.width() - 2 * metrics::barLabelPadding;
    const EventColumns &columns = m_model.events().columns();
    const std::uint32_t nameId = columns.nameId(item.event);
    const QStaticText *label = m_labels.label(nameId, columns.name(item.event), room);
    if (label == nullptr)
        return;
    m_painter.setPen(m_palette.event(item.type).label);
    const int top = rect.top() + (rect.height() - m_labels.textHeight()) / 2;
    m_painter.drawStaticText(seen.left() + metrics::barLabelPadding, top, *label);
}

} // namespace sluice::ui

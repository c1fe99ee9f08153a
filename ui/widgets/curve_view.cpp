// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/curve_view.h"

#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int preferredHeight = 150;
constexpr int leastHeight = 96;
constexpr int preferredWidth = 320;
constexpr int leastWidth = 160;
constexpr int legendSample = 24; ///< the length of a curve's sample
constexpr double lineWidth = 1.6;
constexpr int fillAlpha = 48;
constexpr int pixelsPerXTick = 90;
constexpr int pixelsPerYTick = 32;
constexpr int cursorSteps = 50; ///< so many keys from one end to the other
constexpr double headroom = 1.06; ///< so that the highest point is not on the edge

constexpr std::array curveTypes
    = {EventType::Llm, EventType::Error, EventType::Action, EventType::Tool, EventType::Api};
constexpr std::array dashes = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

QPen penOf(std::size_t index, const QPalette &palette)
{
    const EventPalette &colours = EventPalette::of(themeOf(palette));
    return {colours.event(curveTypes[index % curveTypes.size()]).fill, lineWidth,
        dashes[index % dashes.size()], Qt::FlatCap};
}

QString plainNumber(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

CurveView::CurveView(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_nothing(tr("nothing to show yet"))
    , m_xWords(plainNumber)
    , m_yWords(plainNumber)
    , m_tip(*this)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setTitle(title);
    sayWords();
}

void CurveView::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void CurveView::setWords(Words x, Words y)
{
    m_xWords = std::move(x);
    m_yWords = std::move(y);
    sayWords();
    update();
}

void CurveView::setCurves(std::vector<Curve> curves)
{
    m_curves = std::move(curves);
    sayWords();
    update();
}

void CurveView::setRange(std::optional<PlotRange> range)
{
    m_range = range;
    update();
}

void CurveView::setLevel(std::optional<double> level, const QString &name)
{
    m_level = level;
    m_levelName = name;
    sayWords();
    update();
}

void CurveView::setStamp(const QString &stamp)
{
    m_stamp = stamp;
    sayWords();
    update();
}

void CurveView::setNothing(const QString &text)
{
    m_nothing = text;
    sayWords();
    update();
}

bool CurveView::isEmpty() const
{
    return std::ranges::all_of(m_curves, [](const Curve &curve) { return curve.points.empty(); });
}

PlotRange CurveView::range() const
{
    if (m_range)
        return *m_range;
    PlotRange own = PlotRange::of(m_curves);
    if (m_level)
        own.mostY = std::max(own.mostY, *m_level);
    own.mostY *= headroom;
    return own;
}

QString CurveView::words() const
{
    if (isEmpty())
        return m_nothing;
    QStringList parts;
    if (m_cursor)
        parts << m_xWords(*m_cursor);
    for (const Curve &curve : m_curves) {
        if (curve.points.empty())
            continue;
        if (m_cursor) {
            const std::optional<double> value = curve.at(*m_cursor);
            parts << tr("%1: %2").arg(curve.name, value ? m_yWords(*value) : QString(QChar(0x2014)));
            continue;
        }
        const auto highest = std::ranges::max_element(
            curve.points, [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
        parts << tr("%1: at most %2").arg(curve.name, m_yWords(highest->y()));
    }
    if (m_level)
        parts << tr("%1: %2").arg(m_levelName, m_yWords(*m_level));
    if (!m_stamp.isEmpty())
        parts << m_stamp;
    return parts.join(QLatin1Char('\n'));
}

void CurveView::sayWords()
{
    setAccessibleDescription(words());
}

void CurveView::moveCursor(std::optional<double> x)
{
    if (isEmpty())
        x.reset();
    if (m_cursor == x)
        return;
    m_cursor = x;
    sayWords();
    if (m_cursor)
        m_tip.show(PlotScale(plotArea(), range()).toPixel({*m_cursor, range().mostY}).toPoint(), words());
    else
        m_tip.hide();
    update();
}

QSize CurveView::sizeHint() const
{
    return {preferredWidth, preferredHeight};
}

QSize CurveView::minimumSizeHint() const
{
    return {leastWidth, leastHeight};
}

void CurveView::mouseMoveEvent(QMouseEvent *event)
{
    moveCursor(PlotScale(plotArea(), range()).valueAt(event->position().x()));
}

void CurveView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    moveCursor(std::nullopt);
}

void CurveView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    moveCursor(std::nullopt);
    update();
}

void CurveView::keyPressEvent(QKeyEvent *event)
{
    const double most = range().mostX;
    const double step = most / cursorSteps;
    const double from = m_cursor.value_or(0);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(std::max(from - step, 0.0));
    case Qt::Key_Right:
        return moveCursor(std::min(m_cursor ? from + step : 0.0, most));
    case Qt::Key_Home:
        return moveCursor(0);
    case Qt::Key_End:
        return moveCursor(most);
    case Qt::Key_Escape:
        if (m_cursor)
            return moveCursor(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

/// From left to right below the title, in as many lines as it takes; a single curve needs none.
std::vector<CurveView::LegendEntry> CurveView::legend() const
{
    std::vector<LegendEntry> entries;
    if (m_curves.size() < 2)
        return entries;
    const int left = metrics::grid + legendSample + metrics::halfGrid;
    QPoint place(left, metrics::halfGrid + fontMetrics().height() + fontMetrics().ascent());
    for (const Curve &curve : m_curves) {
        const QString name = fontMetrics().elidedText(curve.name, Qt::ElideRight, width() / 2);
        const int length = fontMetrics().horizontalAdvance(name);
        if (place.x() > left && place.x() + length > width() - metrics::grid)
            place = {left, place.y() + fontMetrics().height()};
        entries.push_back({place, name});
        place.rx() += length + 2 * metrics::grid + legendSample + metrics::halfGrid;
    }
    return entries;
}

int CurveView::headingHeight() const
{
    const std::vector<LegendEntry> entries = legend();
    const int text = entries.empty() ? metrics::halfGrid + fontMetrics().height()
                                     : entries.back().place.y() + fontMetrics().descent();
    return text + metrics::halfGrid;
}

QRectF CurveView::plotArea() const
{
    int gutter = 0;
    const PlotRange axes = range();
    for (const double tick : roundTicks(axes.mostY, 3))
        gutter = std::max(gutter, fontMetrics().horizontalAdvance(m_yWords(tick)));
    const QRectF inner(contentsRect());
    const int below = fontMetrics().height() + metrics::halfGrid;
    return inner.adjusted(gutter + 2.0 * metrics::grid, headingHeight(), -2.0 * metrics::grid, -below);
}

void CurveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    paintHeading(painter);
    if (isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(plotArea(), Qt::AlignCenter | Qt::TextWordWrap, m_nothing);
        return;
    }
    paintAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_curves.size(); ++i)
        paintCurve(painter, i);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintLevel(painter);
    paintCursor(painter);
}

void CurveView::paintHeading(QPainter &painter) const
{
    QString title = m_title;
    if (!m_stamp.isEmpty())
        title += QStringLiteral(" \u00b7 ") + m_stamp;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(metrics::grid, metrics::halfGrid + fontMetrics().ascent(),
        fontMetrics().elidedText(title, Qt::ElideRight, width() - 2 * metrics::grid));
    const std::vector<LegendEntry> entries = legend();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QPoint place = entries[i].place;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(place, entries[i].name);
        painter.setPen(penOf(i, palette()));
        const int middle = place.y() - fontMetrics().ascent() / 3;
        const int sample = place.x() - metrics::halfGrid - legendSample;
        painter.drawLine(sample, middle, sample + legendSample, middle);
    }
}

void CurveView::paintAxes(QPainter &painter) const
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const QRectF area = plotArea();
    const PlotRange axes = range();
    const PlotScale scale(area, axes);
    const int textHeight = fontMetrics().height();
    for (const double tick : roundTicks(axes.mostY, std::max(1, int(area.height()) / pixelsPerYTick))) {
        const double y = scale.toPixel({0, tick}).y();
        painter.setPen(colours.gridMajor);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - textHeight / 2.0, area.left() - metrics::halfGrid, textHeight),
            Qt::AlignRight | Qt::AlignVCenter, m_yWords(tick));
    }
    for (const double tick : roundTicks(axes.mostX, std::max(1, int(area.width()) / pixelsPerXTick))) {
        const double x = scale.toPixel({tick, 0}).x();
        painter.setPen(colours.hairline);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + metrics::halfGrid));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(x - pixelsPerXTick / 2.0, area.bottom() + 2, pixelsPerXTick, textHeight),
            Qt::AlignCenter, m_xWords(tick));
    }
}

void CurveView::paintCurve(QPainter &painter, std::size_t index) const
{
    const Curve &curve = m_curves[index];
    if (curve.points.empty())
        return;
    const PlotScale scale(plotArea(), range());
    QPainterPath path(scale.toPixel(curve.points.front()));
    QPointF last = path.currentPosition();
    for (const QPointF &point : curve.points) {
        const QPointF here = scale.toPixel(point);
        if (curve.shape == Curve::Shape::Steps)
            path.lineTo(here.x(), last.y());
        path.lineTo(here);
        last = here;
    }
    const QPen pen = penOf(index, palette());
    painter.setClipRect(plotArea().adjusted(-1, -1, 1, 1));
    if (curve.filled) {
        QPainterPath ground = path;
        ground.lineTo(last.x(), plotArea().bottom());
        ground.lineTo(scale.toPixel(curve.points.front()).x(), plotArea().bottom());
        QColor fill = pen.color();
        fill.setAlpha(fillAlpha);
        painter.fillPath(ground, fill);
    }
    painter.strokePath(path, pen);
    painter.setClipping(false);
}

void CurveView::paintLevel(QPainter &painter) const
{
    if (!m_level || *m_level > range().mostY)
        return;
    const QRectF area = plotArea();
    const double y = PlotScale(area, range()).toPixel({0, *m_level}).y();
    painter.setPen({EventPalette::of(themeOf(palette())).capacityLine, 1, Qt::DashLine});
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.drawText(QRectF(area.left(), y + 1, area.width() - metrics::halfGrid, fontMetrics().height()),
        Qt::AlignRight | Qt::AlignTop, m_levelName);
}

void CurveView::paintCursor(QPainter &painter) const
{
    if (!m_cursor)
        return;
    const QRectF area = plotArea();
    const double x = PlotScale(area, range()).toPixel({*m_cursor, 0}).x();
    painter.setPen(EventPalette::of(themeOf(palette())).timeCursor);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

} // namespace sluice::ui

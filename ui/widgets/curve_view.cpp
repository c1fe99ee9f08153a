// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/curve_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int preferredHeight = 150;
constexpr int leastHeight = 96;
constexpr int preferredWidth = 320;
constexpr int leastWidth = 160;
constexpr int cursorSteps = 50; ///< so many keys from one end to the other
constexpr double headroom = 1.06; ///< so that the highest point is not on the edge

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

} // namespace sluice::ui

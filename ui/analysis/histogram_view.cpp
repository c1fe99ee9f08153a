// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/histogram_view.h"

#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int preferredHeight = 160;
constexpr int leastHeight = 104;
constexpr int leastWidth = 200;
constexpr double gapBetween = 2;
constexpr double leastBar = 2; ///< of what is there but small

} // namespace

double HistogramBar::sum() const
{
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

HistogramView::HistogramView(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_nothing(tr("nothing to show yet"))
    , m_tip(*this)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setTitle(title);
    sayWords();
}

void HistogramView::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void HistogramView::setParts(std::vector<HistogramPart> parts)
{
    m_parts = std::move(parts);
    update();
}

void HistogramView::setBars(std::vector<HistogramBar> bars, const QString &lastEdge)
{
    m_bars = std::move(bars);
    m_lastEdge = lastEdge;
    if (m_chosen && *m_chosen >= m_bars.size())
        choose(std::nullopt);
    sayWords();
    update();
}

void HistogramView::setNothing(const QString &text)
{
    m_nothing = text;
    sayWords();
    update();
}

void HistogramView::setMeaning(const QString &meaning)
{
    setToolTip(plainToolTip(meaning));
}

double HistogramView::highest() const
{
    double most = 0;
    for (const HistogramBar &bar : m_bars)
        most = std::max(most, bar.sum());
    return most;
}

QString HistogramView::words() const
{
    const double most = highest();
    if (m_bars.empty() || most <= 0)
        return m_nothing;
    const auto highestBar
        = std::ranges::find_if(m_bars, [most](const HistogramBar &bar) { return bar.sum() >= most; });
    const HistogramBar &bar = m_chosen ? m_bars[*m_chosen] : *highestBar;
    QStringList lines{m_chosen ? bar.range : tr("Highest: %1").arg(bar.range), bar.words};
    for (std::size_t i = 0; m_parts.size() > 1 && i < bar.parts.size() && i < m_parts.size(); ++i) {
        if (bar.parts[i] > 0)
            lines << tr("%1: %2").arg(m_parts[i].name, numberText(static_cast<std::uint64_t>(bar.parts[i])));
    }
    return lines.join(QLatin1Char('\n'));
}

void HistogramView::sayWords()
{
    setAccessibleDescription(words());
}

int HistogramView::headHeight() const
{
    const int lines = m_parts.size() > 1 ? 2 : 1;
    return lines * (fontMetrics().height() + metrics::halfGrid) + metrics::halfGrid;
}

QRectF HistogramView::plotArea() const
{
    int gutter = 0;
    for (const double tick : roundTicks(highest(), 4))
        gutter
            = std::max(gutter, fontMetrics().horizontalAdvance(numberText(static_cast<std::uint64_t>(tick))));
    const int below = fontMetrics().height() + metrics::halfGrid;
    return QRectF(contentsRect())
        .adjusted(
            gutter + 2.0 * metrics::grid, headHeight(), -2.0 * metrics::grid, -below - metrics::halfGrid);
}

QRectF HistogramView::barRect(std::size_t bar) const
{
    const QRectF area = plotArea();
    const double step = area.width() / static_cast<double>(m_bars.size());
    const double value = m_bars[bar].sum();
    const double most = highest();
    const double height = value > 0 ? std::max(leastBar, area.height() * value / most) : 0;
    const double left = std::round(area.left() + step * static_cast<double>(bar));
    const double right = std::round(area.left() + step * static_cast<double>(bar + 1));
    return {left, area.bottom() - height, std::max(1.0, right - left - gapBetween), height};
}

std::optional<std::size_t> HistogramView::barAt(QPointF place) const
{
    const QRectF area = plotArea();
    if (m_bars.empty() || place.x() < area.left() || place.x() >= area.right())
        return std::nullopt;
    const double step = area.width() / static_cast<double>(m_bars.size());
    return std::min(static_cast<std::size_t>((place.x() - area.left()) / step), m_bars.size() - 1);
}

void HistogramView::choose(std::optional<std::size_t> bar)
{
    if (m_chosen == bar)
        return;
    m_chosen = bar;
    sayWords();
    if (bar)
        m_tip.show(barRect(*bar).topRight().toPoint(), words());
    else
        m_tip.hide();
    update();
}

void HistogramView::mouseMoveEvent(QMouseEvent *event)
{
    choose(barAt(event->position()));
}

void HistogramView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    choose(barAt(event->position()));
    if (m_chosen)
        Q_EMIT barAsked(static_cast<int>(*m_chosen));
}

void HistogramView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    choose(std::nullopt);
}

void HistogramView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void HistogramView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    choose(std::nullopt);
    update();
}

void HistogramView::keyPressEvent(QKeyEvent *event)
{
    const std::size_t count = m_bars.size();
    if (count == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(m_chosen && *m_chosen > 0 ? *m_chosen - 1 : 0);
    case Qt::Key_Right:
        return choose(m_chosen ? std::min(*m_chosen + 1, count - 1) : 0);
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(count - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_chosen)
            Q_EMIT barAsked(static_cast<int>(*m_chosen));
        return;
    case Qt::Key_Escape:
        if (m_chosen)
            return choose(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

QSize HistogramView::sizeHint() const
{
    return {2 * leastWidth, preferredHeight};
}

QSize HistogramView::minimumSizeHint() const
{
    return {leastWidth, leastHeight};
}

} // namespace sluice::ui

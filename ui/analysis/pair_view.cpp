// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/pair_view.h"

#include "ui/analysis/pair_accessible.h"
#include "ui/models/event_pairs_model.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int preferredHeight = 220;
constexpr int leastHeight = 140;
constexpr int leastWidth = 280;
constexpr double zoomStep = 1.25;
constexpr double panShare = 0.15; ///< of the width, for a key
constexpr double hitTolerance = 3;

} // namespace

PairView::PairView(QWidget *parent)
    : QWidget(parent)
    , m_compared(std::make_shared<const ComparedSessions>())
    , m_tip(*this)
{
    setObjectName(QStringLiteral("pairView"));
    setAccessibleName(tr("Two waterfalls, pairs linked"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    PairAccessible::install();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    sayWords();
}

void PairView::show(std::shared_ptr<const ComparedSessions> compared)
{
    m_compared = std::move(compared);
    m_chosen.reset();
    const SessionComparison &comparison = m_compared->comparison;
    for (std::size_t side = 0; side < 2; ++side) {
        m_pairOf[side].assign(comparison.events[side].size(), 0);
        m_index[side] = WaterfallIndex(comparison.events[side], comparison.waterfalls[side]);
    }
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const EventPair &pair = comparison.pairs[i];
        if (pair.first != noEvent)
            m_pairOf[0][pair.first] = static_cast<std::uint32_t>(i);
        if (pair.second != noEvent)
            m_pairOf[1][pair.second] = static_cast<std::uint32_t>(i);
    }
    m_tip.hide();
    showAll();
    sayWords();
}

void PairView::showAll()
{
    m_showsAll = true;
    m_scale = TimeScale::fitting(wholeRange(), plotArea(0).width());
    update();
}

Timestamp PairView::offsetOf(std::size_t side, Timestamp time) const
{
    return Timestamp(time - m_compared->comparison.statistics[side].first.value_or(time));
}

std::vector<EventIndex> PairView::shownEvents(std::size_t side) const
{
    return shownBetween(side, 0, m_scale.width());
}

/// Pixels of the plot.
std::vector<EventIndex> PairView::shownBetween(std::size_t side, double left, double right) const
{
    const SessionComparison &comparison = m_compared->comparison;
    const Timestamp first = comparison.statistics[side].first.value_or(Timestamp{});
    const auto timeAt = [&](double x) { return first + toTimestamp(m_scale.toTime(x)).time_since_epoch(); };
    const auto pixel
        = std::chrono::duration_cast<Micros>(Nanos(static_cast<std::int64_t>(m_scale.nanosPerPixel())));
    return m_index[side].shown(comparison.events[side], {timeAt(left), timeAt(right)}, pixel);
}

TimeRange PairView::wholeRange() const
{
    Micros longest{1'000};
    for (const EventStatistics &statistics : m_compared->comparison.statistics) {
        if (statistics.first)
            longest = std::max(longest, Micros(*statistics.last - *statistics.first));
    }
    return {Timestamp{}, Timestamp(longest)};
}

void PairView::setScale(const TimeScale &scale)
{
    constexpr double leastShare = 0.5;
    m_scale = scale.clampedTo(wholeRange(), leastShare);
    m_showsAll = false;
    m_tip.hide();
    update();
}

void PairView::zoom(double factor)
{
    const QRectF bar = m_chosen ? barRect(0, m_compared->comparison.pairs[*m_chosen].first) : QRectF();
    const double at = bar.isNull() ? m_scale.width() / 2 : bar.center().x() - plotArea(0).left();
    setScale(m_scale.zoomedAt(at, factor));
}

std::optional<std::size_t> PairView::pairAt(QPointF place) const
{
    for (std::size_t side = 0; side < 2; ++side) {
        if (!plotArea(side).contains(place))
            continue;
        std::optional<std::size_t> nearest;
        double distance = hitTolerance;
        const double x = place.x() - plotArea(side).left();
        for (const EventIndex event : shownBetween(side, x - hitTolerance, x + hitTolerance)) {
            const QRectF bar = barRect(side, event);
            if (bar.isNull() || place.y() < bar.top() || place.y() > bar.bottom())
                continue;
            const double away = std::max({bar.left() - place.x(), place.x() - bar.right(), 0.0});
            if (away < distance) {
                distance = away;
                nearest = m_pairOf[side][event];
            }
        }
        return nearest;
    }
    return std::nullopt;
}

void PairView::choose(std::optional<std::size_t> pair)
{
    if (pair && *pair >= m_compared->comparison.pairs.size())
        pair.reset();
    if (m_chosen == pair)
        return;
    m_chosen = pair;
    sayWords();
    update();
}

void PairView::ask(std::size_t pair)
{
    choose(pair);
    Q_EMIT pairAsked(pair);
}

void PairView::askBeside(int step)
{
    const std::size_t count = m_compared->comparison.pairs.size();
    if (count == 0)
        return;
    if (!m_chosen)
        return ask(0);
    const auto next = static_cast<std::ptrdiff_t>(*m_chosen) + step;
    ask(static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(next, 0, static_cast<std::ptrdiff_t>(count) - 1)));
}

QString PairView::words() const
{
    const SessionComparison &comparison = m_compared->comparison;
    if (comparison.pairs.empty())
        return tr("Nothing is compared yet");
    if (m_chosen)
        return pairText(*m_compared, comparison.pairs[*m_chosen]);
    return tr("%1 pairs, %2 events only in the first, %3 only in the second")
        .arg(comparison.whole)
        .arg(comparison.events[0].size() - comparison.whole)
        .arg(comparison.events[1].size() - comparison.whole);
}

void PairView::sayWords()
{
    setAccessibleDescription(words());
}

void PairView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_showsAll)
        showAll();
    else
        m_scale = m_scale.resized(plotArea(0).width());
}

void PairView::wheelEvent(QWheelEvent *event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if ((event->modifiers() & Qt::ControlModifier) != 0)
        setScale(m_scale.zoomedAt(event->position().x() - plotArea(0).left(), std::pow(zoomStep, steps)));
    else if ((event->modifiers() & Qt::ShiftModifier) != 0)
        setScale(m_scale.pannedBy(-steps * panShare * m_scale.width()));
    else
        return QWidget::wheelEvent(event);
    event->accept();
}

void PairView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto pair = pairAt(event->position()))
        ask(*pair);
}

void PairView::mouseMoveEvent(QMouseEvent *event)
{
    const auto pair = pairAt(event->position());
    if (pair)
        m_tip.show(event->position().toPoint(), pairText(*m_compared, m_compared->comparison.pairs[*pair]));
    else
        m_tip.hide();
}

void PairView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_tip.hide();
}

void PairView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void PairView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void PairView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return askBeside(-1);
    case Qt::Key_Right:
        return askBeside(1);
    case Qt::Key_Home:
        return m_compared->comparison.pairs.empty() ? void() : ask(0);
    case Qt::Key_End:
        return m_compared->comparison.pairs.empty() ? void() : ask(m_compared->comparison.pairs.size() - 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_W:
        return zoom(zoomStep);
    case Qt::Key_Minus:
    case Qt::Key_S:
        return zoom(1 / zoomStep);
    case Qt::Key_A:
        return setScale(m_scale.pannedBy(-panShare * m_scale.width()));
    case Qt::Key_D:
        return setScale(m_scale.pannedBy(panShare * m_scale.width()));
    case Qt::Key_0:
        return showAll();
    default:
        QWidget::keyPressEvent(event);
    }
}

QSize PairView::sizeHint() const
{
    return {2 * leastWidth, preferredHeight};
}

QSize PairView::minimumSizeHint() const
{
    return {leastWidth, leastHeight};
}

} // namespace sluice::ui

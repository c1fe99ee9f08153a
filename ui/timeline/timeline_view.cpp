// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_view.h"

#include "ui/models/timeline_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/delivery_painter.h"
#include "ui/timeline/frame_painter.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_text.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds tickInterval{33}; ///< about 30 Hz, as the bridge's
constexpr double zoomStep = 1.5; ///< of a key or a menu

const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
}

TimelineView::VisibleBar barOf(const QRect &rect, const DeliveryMark &mark)
{
    TimelineView::VisibleBar bar;
    bar.rect = rect;
    bar.row = static_cast<qint64>(mark.worst);
    bar.count = static_cast<quint32>(mark.records);
    return bar;
}

} // namespace

TimelineView::TimelineView(TimelineModel &model, const Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_clock(clock)
{
    TimelineAccessible::install();
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setSingleStep(metrics::subRowHeight);
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &TimelineView::tick);
    connect(&m_model, &TimelineModel::sessionChanged, this, &TimelineView::showNewSession);
    connect(&m_model, &TimelineModel::changed, this, &TimelineView::showChange);
    connect(&m_model.links(), &DeliveryLinks::changed, this, &TimelineView::showLinks);
    showNewSession();
}

TimelineView::~TimelineView() = default;

LaneBy TimelineView::laneBy() const
{
    return m_model.events().laneBy();
}

double TimelineView::xOf(Timestamp time) const
{
    return m_layout.plotLeft() + m_axis.scale().toX(time);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleItems(DetailItem::Kind kind)
{
    refresh();
    std::vector<VisibleBar> bars;
    for (const LaneGeometry &lane : m_geometry.lanes) {
        for (const SubRowGeometry &subRow : lane.subRows) {
            for (const DetailItem &item : subRow.items) {
                const QRect rect = barRect(m_layout, subRow, item).intersected(m_layout.lanes);
                if (item.kind == kind && !rect.isEmpty())
                    bars.push_back({rect, m_model.events().columns().row(item.event), item.type, item.count,
                        item.errors});
            }
        }
    }
    return bars;
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleBars()
{
    return visibleItems(DetailItem::Kind::Bar);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleColumns()
{
    return visibleItems(DetailItem::Kind::Column);
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleFlushes()
{
    refresh();
    const QRect &lane = m_layout.flushes;
    std::vector<VisibleBar> bars;
    for (const DeliveryMark &mark : m_geometry.flushes)
        bars.push_back(barOf(flushRect(lane, mark).intersected(lane), mark));
    return bars;
}

std::vector<TimelineView::VisibleBar> TimelineView::visibleDrops()
{
    refresh();
    const QRect &lane = m_layout.drops;
    std::vector<VisibleBar> bars;
    for (const DeliveryMark &mark : m_geometry.drops)
        bars.push_back(barOf(dropRect(lane, mark).intersected(lane), mark));
    return bars;
}

QString TimelineView::toolTipAt(QPoint position)
{
    refresh();
    const auto hit = hitAt(m_geometry, position);
    return hit ? tooltipFor(m_model, *hit) : QString();
}

void TimelineView::zoomIn()
{
    navigate([this] { m_axis.zoomAt(pointerX(), zoomStep); });
}

void TimelineView::zoomOut()
{
    navigate([this] { m_axis.zoomAt(pointerX(), 1 / zoomStep); });
}

void TimelineView::fitAll()
{
    navigate([this] {
        m_axis.setBounds(bounds());
        m_axis.fitWhole();
    });
}

void TimelineView::fitSelection()
{
    const EventIndex event = selectedEvent();
    if (event == noEvent)
        return;
    const EventColumns &columns = m_model.events().columns();
    navigate([&] { m_axis.fit({columns.start(event), columns.end(event)}); });
    reveal(event);
}

void TimelineView::setFollow(bool follow)
{
    navigate([this, follow] {
        m_axis.setFollowing(follow);
        m_axis.setBounds(bounds());
    });
}

void TimelineView::setLaneBy(LaneBy laneBy)
{
    m_model.setLaneBy(laneBy);
    if (const EventIndex event = selectedEvent(); event != noEvent)
        reveal(event);
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QElapsedTimer timer;
    timer.start();
    const bool rebuilt = m_geometryIsOld;
    refresh();
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_pixmap);
    paintOverlay(painter);
    painter.end();
    Q_EMIT painted(std::chrono::nanoseconds(timer.nsecsElapsed()), rebuilt);
}

void TimelineView::resizeEvent(QResizeEvent *)
{
    updateLayout();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateLayout();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    updateBounds();
    updateTimer();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_tip.hide();
    updateTimer();
}

void TimelineView::focusInEvent(QFocusEvent *)
{
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *)
{
    viewport()->update();
}

void TimelineView::scrollContentsBy(int, int)
{
    invalidate();
}

void TimelineView::showNewSession()
{
    const bool followed = m_axis.isFollowing();
    m_labels.clear();
    m_hover.reset();
    m_axis.reset(bounds());
    updateLayout();
    verticalScrollBar()->setValue(0);
    updateTimer();
    if (!followed)
        Q_EMIT followChanged(true);
    select(noEvent);
}

void TimelineView::showChange()
{
    updateBounds();
    updateLayout();
    updateTimer();
}

void TimelineView::tick()
{
    updateBounds();
    updateTimer();
    invalidate();
}

void TimelineView::invalidate()
{
    m_geometryIsOld = true;
    viewport()->update();
}

void TimelineView::refresh()
{
    if (!m_geometryIsOld && m_pixmap.size() == viewport()->size() * devicePixelRatioF())
        return;
    refreshGeometry();
    refreshPixmap();
    keepDescription();
    m_hover = m_pointer ? hitAt(m_geometry, *m_pointer) : std::nullopt;
    m_geometryIsOld = false;
}

void TimelineView::refreshGeometry()
{
    TimelineFrame frame{m_layout, verticalScrollBar()->value(), m_axis.scale(), m_axis.bounds().end};
    frame.growUntil = m_model.growUntil(m_clock.wallNow());
    frame.helper = &m_helper;
    m_geometry = geometryFor(m_model, frame);
}

void TimelineView::refreshPixmap()
{
    const QSize size = viewport()->size() * devicePixelRatioF();
    if (m_pixmap.size() != size)
        m_pixmap = QPixmap(size);
    m_pixmap.setDevicePixelRatio(devicePixelRatioF());
    if (m_pixmap.isNull())
        return;
    const EventPalette &palette = colours(*this);
    QPainter painter(&m_pixmap);
    painter.setFont(font());
    m_labels.setFont(font());
    LanePainter(painter, m_geometry, m_model, palette, m_labels).paint();
    FramePainter(painter, m_geometry, m_model, palette).paint();
    DeliveryPainter(painter, m_geometry, m_model, palette).paint();
}

void TimelineView::keepDescription()
{
    const QString description = summaryFor(m_model, m_axis.scale());
    if (description != accessibleDescription())
        setAccessibleDescription(description);
}

TimeRange TimelineView::bounds() const
{
    TimeRange range = m_model.range();
    const Timestamp now = m_clock.wallNow();
    if (m_axis.isFollowing() && m_model.isRunningAt(now))
        range.end = std::max(range.end, now);
    return range;
}

void TimelineView::updateBounds()
{
    m_axis.setBounds(bounds());
    viewport()->update();
}

/// Not while painting: the scroll bar may come or go, and the viewport's width with it.
void TimelineView::updateLayout()
{
    const int gutterWidth = FramePainter::gutterWidthFor(m_model, fontMetrics());
    m_layout = layoutFor(viewport()->size(), gutterWidth, m_model.hasDelivery());
    if (m_axis.scale().width() != m_layout.lanes.width())
        m_axis.setWidth(m_layout.lanes.width());
    const int page = m_layout.lanes.height();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, contentHeight(m_model) - page));
    invalidate();
}

void TimelineView::updateTimer()
{
    const Timestamp now = m_clock.wallNow();
    const bool moves = m_axis.isFollowing() && m_model.isRunningAt(now);
    const bool wanted = isVisible() && (moves || m_model.growUntil(now));
    if (wanted != m_timer.isActive())
        wanted ? m_timer.start() : m_timer.stop();
}

/// Where a zoom without a wheel is anchored: under the pointer, else in the middle.
double TimelineView::pointerX() const
{
    const QRect &lanes = m_layout.lanes;
    if (m_pointer && m_pointer->x() >= lanes.left() && m_pointer->x() <= lanes.right())
        return m_pointer->x() - lanes.left();
    return lanes.width() / 2.0;
}

void TimelineView::navigate(const std::function<void()> &change)
{
    refresh();
    const bool followed = m_axis.isFollowing();
    change();
    m_tip.hide();
    invalidate();
    updateTimer();
    if (followed != m_axis.isFollowing())
        Q_EMIT followChanged(m_axis.isFollowing());
}

} // namespace sluice::ui

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

void TimelineView::selectRow(qint64 row)
{
    select(m_model.events().columns().find(row));
}

void TimelineView::clearSelection()
{
    select(noEvent);
}

void TimelineView::selectNext()
{
    const EventIndex event = selectedEvent();
    const EventIndex next = event == noEvent ? startingEvent() : m_model.events().next(event);
    if (next != noEvent)
        select(next);
}

void TimelineView::selectPrevious()
{
    const EventIndex event = selectedEvent();
    const EventIndex previous = event == noEvent ? startingEvent() : m_model.events().previous(event);
    if (previous != noEvent)
        select(previous);
}

void TimelineView::selectNextError()
{
    if (const EventIndex error = m_model.events().nextError(selectedEvent()); error != noEvent)
        select(error);
}

void TimelineView::selectPreviousError()
{
    if (const EventIndex error = m_model.events().previousError(selectedEvent()); error != noEvent)
        select(error);
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
    if (m_selectedRow) {
        m_selectedRow.reset();
        Q_EMIT selectionCleared();
    }
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
    m_geometry
        = geometryFor(m_model, {m_layout, verticalScrollBar()->value(), m_axis.scale(), m_axis.bounds().end});
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

void TimelineView::paintOverlay(QPainter &painter)
{
    const EventPalette &palette = colours(*this);
    if (m_model.events().eventCount() == 0)
        paintPlaceholder(painter);
    paintTimeCursor(painter);
    if (m_hover)
        paintOutline(painter, m_hover->rect, palette.hoverOutline);
    if (const EventIndex event = selectedEvent(); event != noEvent) {
        if (const auto rect = rectOfEvent(m_geometry, m_model, event)) {
            const int halo = metrics::outlineWidth;
            paintOutline(painter, rect->adjusted(-halo, -halo, halo, halo), palette.selectionHalo);
            paintOutline(painter, *rect, palette.selectionOutline);
        }
    }
    if (hasFocus())
        paintFocusRing(painter);
}

void TimelineView::paintPlaceholder(QPainter &painter)
{
    painter.setPen(colours(*this).faintText);
    const QString text = m_model.hasSession() ? tr("No events yet") : tr("No session is shown");
    painter.drawText(m_layout.lanes, Qt::AlignCenter, text);
}

/// Around `rect`, cut to the part of the view that it lies in.
void TimelineView::paintOutline(QPainter &painter, const QRect &rect, const QColor &colour)
{
    if (rect.isEmpty())
        return;
    painter.save();
    const QRect &lanes = m_layout.lanes;
    painter.setClipRect(lanes.intersects(rect) ? lanes : viewport()->rect().adjusted(lanes.left(), 0, 0, 0));
    painter.setPen(QPen(colour, metrics::outlineWidth, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect);
    painter.restore();
}

/// A line through all lanes, and on the ruler the time that it stands for.
void TimelineView::paintTimeCursor(QPainter &painter)
{
    const TimelineLayout &layout = m_layout;
    if (!m_pointer || m_pointer->x() < layout.lanes.left() || m_pointer->x() > layout.lanes.right())
        return;
    const int x = m_pointer->x();
    const EventPalette &palette = colours(*this);
    painter.fillRect(x, layout.ruler.bottom(), 1, viewport()->height(), palette.timeCursor);
    const QString text = cursorText(m_model, m_axis.scale(), x - layout.plotLeft());
    const int width = painter.fontMetrics().horizontalAdvance(text) + metrics::grid;
    const int left = std::clamp(
        x - width / 2, layout.ruler.left(), std::max(layout.ruler.left(), layout.ruler.right() - width));
    const QRect box(
        left, layout.ruler.top() + metrics::halfGrid, width, layout.ruler.height() - metrics::grid);
    painter.fillRect(box, palette.text);
    painter.setPen(palette.background);
    painter.drawText(box, Qt::AlignCenter, text);
}

void TimelineView::paintFocusRing(QPainter &painter)
{
    const QRect inner = viewport()->rect().marginsRemoved(
        {metrics::outlineWidth, metrics::outlineWidth, metrics::outlineWidth, metrics::outlineWidth});
    painter.setClipRegion(QRegion(viewport()->rect()).subtracted(inner));
    painter.fillRect(viewport()->rect(), palette().highlight());
    painter.setClipping(false);
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
    const bool wanted = isVisible() && m_axis.isFollowing() && m_model.isRunningAt(m_clock.wallNow());
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

void TimelineView::select(EventIndex event)
{
    if (event == noEvent) {
        if (m_selectedRow) {
            m_selectedRow.reset();
            viewport()->update();
            Q_EMIT selectionCleared();
        }
        return;
    }
    const qint64 row = m_model.events().columns().row(event);
    reveal(event);
    if (m_selectedRow == row)
        return;
    m_selectedRow = row;
    viewport()->update();
    Q_EMIT eventSelected(row);
}

void TimelineView::reveal(EventIndex event)
{
    const EventColumns &columns = m_model.events().columns();
    const double left = m_axis.scale().toX(columns.start(event));
    const double right = std::max(left + leastBarWidth, m_axis.scale().toX(columns.end(event)));
    if (right < 0 || left > m_axis.scale().width())
        navigate([&] { m_axis.reveal({columns.start(event), columns.end(event)}); });

    refresh();
    const Lane &lane = m_model.events().laneOf(event);
    const int top = subRowTop(m_model, lane.key, lane.events.rowOf(columns, event));
    QScrollBar *bar = verticalScrollBar();
    const int height = m_layout.lanes.height();
    if (top < bar->value())
        bar->setValue(top - metrics::lanePadding);
    else if (top + metrics::subRowHeight > bar->value() + height)
        bar->setValue(top + metrics::subRowHeight + metrics::lanePadding - height);
}

EventIndex TimelineView::selectedEvent() const
{
    return m_selectedRow ? m_model.events().columns().find(*m_selectedRow) : noEvent;
}

/// Where stepping begins without a selection: the event nearest to the view's middle.
EventIndex TimelineView::startingEvent() const
{
    return m_model.events().nearest(toTimestamp(m_axis.scale().toTime(m_axis.scale().width() / 2)));
}

} // namespace sluice::ui

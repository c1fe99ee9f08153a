// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_view.h"

#include "ui/models/timeline_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/delivery_painter.h"
#include "ui/timeline/frame_painter.h"
#include "ui/timeline/gap_painter.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/mark_editor.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_minimap.h"
#include "ui/widgets/message_banner.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds tickInterval{33}; ///< about 30 Hz, as the bridge's
const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
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
    m_box = new MeasureBox(viewport());
    m_markEditor = new MarkEditor(viewport());
    connect(m_markEditor, &MarkEditor::written, this, &TimelineView::keepMarkText);
    connect(m_markEditor, &MarkEditor::closed, this, [this] { setFocus(Qt::OtherFocusReason); });
    makeAbove();
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

void TimelineView::setMatching(const std::shared_ptr<const EventSet> &matching)
{
    if (!matching && !m_shade.isOn())
        return;
    m_shade.setMatching(matching);
    invalidate();
    keepDescription();
}

QString TimelineView::toolTipAt(QPoint position)
{
    refresh();
    return textAt(position);
}

void TimelineView::setLaneBy(LaneBy laneBy)
{
    m_shade.forgetRows();
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
    m_shade.setMatching(nullptr);
    m_markEditor->dismiss();
    m_hover.reset();
    m_chosenMark.reset();
    endDrag();
    if (isFrozen()) {
        m_frozenAt.reset();
        m_freezeBanner->dismiss();
        Q_EMIT frozenChanged(false);
    }
    measure(std::nullopt);
    m_digest.reset();
    m_digest.takeNews(m_model);
    m_minimap->showNews();
    m_axis.setFold(nullptr, TimelineAxis::Hold::Begin);
    m_axis.reset(bounds());
    updateFold();
    updateLayout();
    updateOverview();
    verticalScrollBar()->setValue(0);
    updateTimer();
    if (!followed)
        Q_EMIT followChanged(true);
    select(noEvent);
    m_history.reset(m_axis.state());
}

void TimelineView::showChange()
{
    forgetArrived();
    if (isFrozen())
        return countFrozen();
    m_digest.takeNews(m_model);
    m_minimap->showNews();
    updateFold();
    updateBounds();
    updateLayout();
    updateTimer();
    placeBox();
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
    m_hover = m_pointer && !isVeiled(*m_pointer) ? hitAt(m_geometry, m_model, *m_pointer) : std::nullopt;
    m_geometryIsOld = false;
}

void TimelineView::refreshGeometry()
{
    TimelineFrame frame = frameFor(m_layout, m_axis.scale());
    frame.helper = &m_helper;
    m_geometry = geometryFor(m_model, frame);
}

TimelineFrame TimelineView::frameFor(const TimelineLayout &layout, const TimeScale &scale) const
{
    TimelineFrame frame{layout, verticalScrollBar()->value(), scale, m_axis.bounds().end};
    frame.growUntil = m_model.growUntil(m_clock.wallNow());
    if (isFrozen() && frame.growUntil)
        frame.growUntil = std::min(*frame.growUntil, m_axis.bounds().end);
    return frame;
}

void TimelineView::refreshPixmap()
{
    const QSize size = viewport()->size() * devicePixelRatioF();
    if (m_pixmap.size() != size)
        m_pixmap = QPixmap(size);
    m_pixmap.setDevicePixelRatio(devicePixelRatioF());
    if (m_pixmap.isNull())
        return;
    QPainter painter(&m_pixmap);
    paintLayers(painter, m_geometry);
}

/// What stays while nothing changes, on the screen and in a picture file.
void TimelineView::paintLayers(QPainter &painter, const TimelineGeometry &geometry)
{
    const EventPalette &palette = colours(*this);
    painter.setFont(font());
    m_labels.setFont(font());
    LanePainter(painter, geometry, m_model, palette, m_labels).paint();
    m_shade.paint(painter, geometry, m_model, palette);
    DeliveryPainter(painter, geometry, m_model, palette).paint();
    FramePainter(painter, geometry, m_model, palette).paint();
    const QRect &ruler = geometry.layout.ruler;
    const QRect area(ruler.topLeft(), QSize(ruler.width(), geometry.layout.gutter.height()));
    paintBreaks(painter, axisBreaks(geometry.scale, area), ruler.height(), palette);
}

/// Not while painting: the scroll bar may come or go, and the viewport's width with it.
void TimelineView::updateLayout()
{
    const int needed = std::clamp(FramePainter::gutterWidthFor(m_model, fontMetrics()),
        metrics::leastGutterWidth, metrics::mostGutterWidth);
    m_layout
        = layoutFor(viewport()->size(), m_gutterWidth > 0 ? m_gutterWidth : needed, m_model.hasDelivery());
    if (m_axis.scale().width() != m_layout.lanes.width())
        m_axis.setWidth(m_layout.lanes.width());
    const int page = m_layout.lanes.height();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, contentHeight(m_model) - page));
    updateAbove();
    placeBox();
    invalidate();
}

void TimelineView::updateTimer()
{
    const Timestamp now = m_clock.wallNow();
    const bool moves = m_axis.isFollowing() && m_model.isRunningAt(now);
    const bool wanted = isVisible() && !isFrozen() && (moves || m_model.growUntil(now));
    if (wanted != m_timer.isActive())
        wanted ? m_timer.start() : m_timer.stop();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_minimap.h"

#include "core/timeline/duration_text.h"
#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/minimap_accessible.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStringList>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr double wheelZoomStep = 1.25; ///< of one notch, as in the timeline
constexpr double unitsOfANotch = 120;
constexpr double keyZoomStep = 1.5;
constexpr double keyPanPart = 0.1; ///< of the window
constexpr double fastKeyPanPart = 0.5;

constexpr Micros leastWindow{100}; ///< as far as an instant is fitted

QString exactText(Micros time)
{
    return QString::fromStdString(exactDurationText(time));
}

} // namespace

TimelineMinimap::TimelineMinimap(const TimelineModel &model, const EventDensity &density, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_density(density)
{
    MinimapAccessible::install();
    setObjectName(QStringLiteral("timelineMinimap"));
    setAccessibleName(tr("Overview of the session"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void TimelineMinimap::showSession(const TimeRange &bounds, const std::shared_ptr<const GapFold> &fold)
{
    if (bounds == m_frame.bounds && fold == m_frame.fold)
        return;
    m_frame.bounds = bounds;
    m_frame.fold = fold;
    showNews();
}

void TimelineMinimap::showNews()
{
    m_stripIsOld = true;
    update();
}

void TimelineMinimap::showWindow(ViewTime begin, ViewTime end)
{
    if (begin == m_frame.begin && end == m_frame.end)
        return;
    m_frame.begin = begin;
    m_frame.end = end;
    update();
    if (hasFocus())
        setAccessibleDescription(windowText());
}

void TimelineMinimap::setGutterWidth(int width)
{
    if (width == m_frame.gutterWidth)
        return;
    m_frame.gutterWidth = width;
    m_stripIsOld = true;
    update();
}

MinimapFrame TimelineMinimap::frame() const
{
    MinimapFrame frame = m_frame;
    frame.size = size();
    return frame;
}

MinimapGeometry TimelineMinimap::geometryShown() const
{
    return minimapGeometry(frame());
}

TimeRange TimelineMinimap::window() const
{
    return {toTimestamp(m_frame.begin), toTimestamp(m_frame.end)};
}

QString TimelineMinimap::textAt(QPoint position)
{
    refresh();
    const MinimapGeometry geometry = geometryShown();
    if (!geometry.plot.contains(position))
        return {};
    const int x = position.x() - geometry.plot.left();
    EventDensity::Column near; // the pointer need not be exact
    const int last = std::min(static_cast<int>(m_columns.size()), x + metrics::hoverTolerance + 1);
    for (int i = std::max(0, x - metrics::hoverTolerance); i < last; ++i) {
        near.density = std::max(near.density, m_columns[static_cast<std::size_t>(i)].density);
        near.errors += m_columns[static_cast<std::size_t>(i)].errors;
    }
    QStringList lines{
        tr("At %1").arg(durationText(toTimestamp(geometry.timeAt(position.x())) - m_model.zero()))};
    if (near.density > 0)
        lines
            << tr("Events a pixel: about %1").arg(numberText(static_cast<quint64>(std::ceil(near.density))));
    if (near.errors > 0)
        lines << tr("Errors near here: %1").arg(numberText(near.errors));
    return lines.join(u'\n');
}

QString TimelineMinimap::windowText() const
{
    const Timestamp zero = m_model.zero();
    return tr("%1 to %2 of %3")
        .arg(exactText(window().begin - zero), exactText(window().end - zero),
            exactText(m_frame.bounds.duration()));
}

QSize TimelineMinimap::sizeHint() const
{
    return {metrics::mostGutterWidth, minimapHeight};
}

void TimelineMinimap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    m_stripIsOld = true;
    update();
}

void TimelineMinimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_tip.hide();
    MinimapGeometry geometry = geometryShown();
    m_dragged = geometry.partAt(event->pos());
    if (m_dragged == MinimapPart::None)
        return event->ignore();
    if (m_dragged == MinimapPart::Before || m_dragged == MinimapPart::After) {
        Q_EMIT beginAsked(geometry.timeAt(event->pos().x() - geometry.window.width() / 2));
        geometry = geometryShown();
        m_dragged = MinimapPart::Window;
    }
    m_windowAtPress = window();
    const int edge
        = m_dragged == MinimapPart::EndHandle ? geometry.window.right() + 1 : geometry.window.left();
    m_grabbedAt = event->pos().x() - edge;
}

void TimelineMinimap::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged == MinimapPart::None) {
        showCursor(event->pos());
        m_tip.show(event->pos(), textAt(event->pos()));
        return;
    }
    const ViewTime time = geometryShown().timeAt(event->pos().x() - m_grabbedAt);
    if (m_dragged == MinimapPart::Window)
        Q_EMIT beginAsked(time);
    else
        Q_EMIT rangeAsked(draggedWindow(m_windowAtPress, m_dragged, toTimestamp(time), leastWindow));
}

void TimelineMinimap::mouseReleaseEvent(QMouseEvent *)
{
    if (m_dragged == MinimapPart::None)
        return;
    m_dragged = MinimapPart::None;
    Q_EMIT settled();
}

void TimelineMinimap::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT wholeAsked();
}

void TimelineMinimap::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const double notches = (delta.y() != 0 ? delta.y() : delta.x()) / unitsOfANotch;
    event->accept();
    if (event->modifiers() & Qt::ShiftModifier || delta.y() == 0)
        Q_EMIT panAsked(-notches * keyPanPart);
    else
        Q_EMIT zoomAsked(
            geometryShown().timeAt(event->position().toPoint().x()), std::pow(wheelZoomStep, notches));
}

void TimelineMinimap::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool isArrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const double way = event->key() == Qt::Key_Left ? -1 : 1;
    const ViewTime middle = m_frame.begin + (m_frame.end - m_frame.begin) / 2;
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier) || (control && !isArrow))
        return QWidget::keyPressEvent(event);
    if (isArrow && control)
        moveEdge(shift ? MinimapPart::EndHandle : MinimapPart::BeginHandle, way * keyPanPart);
    else if (isArrow)
        pan(way * (shift ? fastKeyPanPart : keyPanPart));
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal || event->key() == Qt::Key_Up)
        Q_EMIT zoomAsked(middle, keyZoomStep);
    else if (event->key() == Qt::Key_Minus || event->key() == Qt::Key_Down)
        Q_EMIT zoomAsked(middle, 1 / keyZoomStep);
    else if (event->key() == Qt::Key_Home)
        Q_EMIT wholeAsked();
    else if (event->key() == Qt::Key_End)
        Q_EMIT followAsked();
    else
        QWidget::keyPressEvent(event);
}

void TimelineMinimap::leaveEvent(QEvent *)
{
    m_tip.hide();
}

void TimelineMinimap::moveEdge(MinimapPart handle, double windows)
{
    const TimeRange now = window();
    const Micros by{std::llround(windows * static_cast<double>(now.duration().count()))};
    const Timestamp edge = handle == MinimapPart::BeginHandle ? now.begin : now.end;
    Q_EMIT rangeAsked(draggedWindow(now, handle, edge + by, leastWindow));
    Q_EMIT settled();
}

void TimelineMinimap::pan(double windows)
{
    Q_EMIT panAsked(windows);
}

void TimelineMinimap::showCursor(QPoint position)
{
    switch (geometryShown().partAt(position)) {
    case MinimapPart::BeginHandle:
    case MinimapPart::EndHandle:
        return setCursor(Qt::SizeHorCursor);
    case MinimapPart::Window:
        return setCursor(Qt::OpenHandCursor);
    default:
        return unsetCursor();
    }
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_accessible.h"

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_part.h"
#include "ui/timeline/timeline_view.h"

#include <QWidget>

#include <algorithm>

namespace sluice::ui {

namespace {

/// More parts than fit a screen: the ones that went out of sight are forgotten together.
constexpr qsizetype mostParts = 4096;

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(TimelineView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<TimelineView *>(object);
    return view == nullptr ? nullptr : new TimelineAccessible(view);
}

} // namespace

/// A track has 16 bits, of which 12 are enough to tell apart what begins in one microsecond.
TimelinePartKey keyOf(const Placeholder &place)
{
    constexpr unsigned trackBits = 12;
    const qint64 begin = place.range.begin.time_since_epoch().count();
    return {TimelinePartKey::Kind::Placeholder, begin * (1 << trackBits) + place.track % (1 << trackBits)};
}

void TimelineAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

void TimelineAccessible::tellFocus(TimelineView &view)
{
    if (!QAccessible::isActive() || !view.hasFocus())
        return;
    auto *timeline = dynamic_cast<TimelineAccessible *>(QAccessible::queryAccessibleInterface(&view));
    QAccessibleInterface *focused = timeline == nullptr ? nullptr : timeline->focusChild();
    if (focused == nullptr)
        return;
    QAccessibleEvent event(focused, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::Chart)
    , m_view(view)
{ }

TimelineAccessible::~TimelineAccessible()
{
    forgetParts();
}

/// All but the viewport and the scroll bars, which are the timeline itself.
QList<QWidget *> TimelineAccessible::widgetsAbove() const
{
    QList<QWidget *> widgets;
    for (const char *name : {"freezeBanner", "timelineMinimap", "foldButton"}) {
        auto *widget = m_view->findChild<QWidget *>(QLatin1String(name), Qt::FindDirectChildrenOnly);
        if (widget != nullptr && !widget->isHidden())
            widgets << widget;
    }
    return widgets;
}

QList<TimelinePartKey> TimelineAccessible::parts() const
{
    QList<TimelinePartKey> parts;
    for (const auto &lane : m_view->visibleLanes())
        parts.append({TimelinePartKey::Kind::Lane, lane.key});
    for (const TimeMark &mark : m_view->marks().all())
        parts.append({TimelinePartKey::Kind::Mark, mark.number});
    for (const Placeholder &place : m_view->model().events().placeholders()) {
        if (m_view->rectOf(place))
            parts.append(keyOf(place));
    }
    return parts;
}

int TimelineAccessible::childCount() const
{
    return static_cast<int>(widgetsAbove().size() + parts().size());
}

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    const QList<QWidget *> widgets = widgetsAbove();
    if (index >= 0 && index < widgets.size())
        return QAccessible::queryAccessibleInterface(widgets[index]);
    const QList<TimelinePartKey> all = parts();
    const qsizetype at = index - widgets.size();
    return at >= 0 && at < all.size() ? part(all[at]) : nullptr;
}

/// The lane or the mark at this place of the screen, or what lies above them.
QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    for (int i = childCount() - 1; i >= 0; --i) {
        QAccessibleInterface *candidate = child(i);
        if (candidate != nullptr && candidate->rect().contains(x, y))
            return candidate;
    }
    return nullptr;
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const QList<QWidget *> widgets = widgetsAbove();
    if (const auto *known = dynamic_cast<const TimelinePart *>(child)) {
        const qsizetype at = parts().indexOf(known->key());
        return at < 0 ? -1 : static_cast<int>(widgets.size() + at);
    }
    return child == nullptr ? -1
                            : static_cast<int>(widgets.indexOf(qobject_cast<QWidget *>(child->object())));
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    if (m_view->hasFocus() && m_view->selectedRow())
        return part({TimelinePartKey::Kind::Event, *m_view->selectedRow()});
    if (m_view->hasFocus() && m_view->selectedPlaceholder())
        return part(keyOf(*m_view->selectedPlaceholder()));
    return QAccessibleWidget::focusChild();
}

QAccessibleInterface *TimelineAccessible::part(const TimelinePartKey &key) const
{
    if (const auto known = m_parts.constFind(key); known != m_parts.constEnd())
        return QAccessible::accessibleInterface(*known);
    if (m_parts.size() >= mostParts)
        forgetParts();
    auto *made = new TimelinePart(m_view, key); // QAccessible's cache owns it from the next line on
    m_parts.insert(key, QAccessible::registerAccessibleInterface(made));
    return made;
}

void TimelineAccessible::forgetParts() const
{
    for (const QAccessible::Id id : std::as_const(m_parts))
        QAccessible::deleteAccessibleInterface(id);
    m_parts.clear();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_accessible.h"

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// More items than fit a screen: the ones that went out of sight are forgotten together.
constexpr qsizetype mostItems = 4096;

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(TimelineView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<TimelineView *>(object);
    return view == nullptr ? nullptr : new TimelineAccessible(view);
}

} // namespace

void TimelineAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::List)
    , m_view(view)
{ }

TimelineAccessible::~TimelineAccessible()
{
    forgetItems();
}

int TimelineAccessible::childCount() const
{
    return static_cast<int>(m_view->visibleBars().size());
}

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    const auto bars = m_view->visibleBars();
    if (index < 0 || static_cast<std::size_t>(index) >= bars.size())
        return nullptr;
    return itemFor(bars[static_cast<std::size_t>(index)].row);
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    const QPoint position = m_view->viewport()->mapFromGlobal(QPoint(x, y));
    const auto bars = m_view->visibleBars();
    const auto hit = std::find_if(
        bars.begin(), bars.end(), [&](const auto &bar) { return bar.rect.contains(position); });
    return hit == bars.end() ? nullptr : itemFor(hit->row);
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *item = dynamic_cast<const TimelineItemAccessible *>(child);
    if (item == nullptr)
        return -1;
    const auto bars = m_view->visibleBars();
    const auto place
        = std::find_if(bars.begin(), bars.end(), [&](const auto &bar) { return bar.row == item->row(); });
    return place == bars.end() ? -1 : static_cast<int>(place - bars.begin());
}

QAccessibleInterface *TimelineAccessible::itemFor(qint64 row) const
{
    if (const auto known = m_items.constFind(row); known != m_items.constEnd())
        return QAccessible::accessibleInterface(*known);
    if (m_items.size() >= mostItems)
        forgetItems();
    auto *item = new TimelineItemAccessible(m_view, row); // QAccessible's cache owns it from the next line on
    m_items.insert(row, QAccessible::registerAccessibleInterface(item));
    return item;
}

void TimelineAccessible::forgetItems() const
{
    for (const QAccessible::Id id : std::as_const(m_items))
        QAccessible::deleteAccessibleInterface(id);
    m_items.clear();
}

TimelineItemAccessible::TimelineItemAccessible(TimelineView *view, qint64 row)
    : m_view(view)
    , m_row(row)
{ }

bool TimelineItemAccessible::isValid() const
{
    return m_view != nullptr && m_view->model().events().columns().find(m_row) != noEvent;
}

QWindow *TimelineItemAccessible::window() const
{
    return isValid() ? m_view->window()->windowHandle() : nullptr;
}

QRect TimelineItemAccessible::rect() const
{
    if (!isValid())
        return {};
    const auto bars = m_view->visibleBars();
    const auto bar = std::find_if(bars.begin(), bars.end(), [this](const auto &b) { return b.row == m_row; });
    if (bar == bars.end())
        return {};
    return {m_view->viewport()->mapToGlobal(bar->rect.topLeft()), bar->rect.size()};
}

QAccessibleInterface *TimelineItemAccessible::parent() const
{
    return m_view == nullptr ? nullptr : QAccessible::queryAccessibleInterface(m_view);
}

QString TimelineItemAccessible::text(QAccessible::Text text) const
{
    if (text != QAccessible::Name || !isValid())
        return {};
    return eventLine(m_view->model(), m_view->model().events().columns().find(m_row));
}

QAccessible::State TimelineItemAccessible::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.selectable = true;
    state.selected = isValid() && m_view->selectedRow() == m_row;
    state.offscreen = isValid() && rect().isEmpty();
    return state;
}

void *TimelineItemAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QStringList TimelineItemAccessible::actionNames() const
{
    return {pressAction()};
}

void TimelineItemAccessible::doAction(const QString &action)
{
    if (action == pressAction() && isValid())
        m_view->selectRow(m_row);
}

} // namespace sluice::ui

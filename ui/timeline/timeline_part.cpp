// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_part.h"

#include "ui/models/timeline_model.h"
#include "ui/timeline/mark_flags.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>

namespace sluice::ui {

TimelinePart::TimelinePart(TimelineView *view, const TimelinePartKey &key)
    : m_view(view)
    , m_key(key)
{ }

bool TimelinePart::isValid() const
{
    if (m_view == nullptr)
        return false;
    const EventLanes &events = m_view->model().events();
    switch (m_key.kind) {
    case Kind::Lane:
        return std::any_of(events.lanes().begin(), events.lanes().end(),
            [this](const Lane &lane) { return lane.key == m_key.id; });
    case Kind::Event:
        return events.columns().find(m_key.id) != noEvent;
    case Kind::Mark:
        return m_view->marks().find(static_cast<std::uint32_t>(m_key.id)) != nullptr;
    case Kind::Placeholder:
        return placeholder().has_value();
    }
    return false;
}

/// nullopt: it has arrived.
std::optional<Placeholder> TimelinePart::placeholder() const
{
    for (const Placeholder &place : m_view->model().events().placeholders()) {
        if (keyOf(place) == m_key)
            return place;
    }
    return std::nullopt;
}

QWindow *TimelinePart::window() const
{
    return isValid() ? m_view->window()->windowHandle() : nullptr;
}

QRect TimelinePart::rectInView() const
{
    if (m_key.kind == Kind::Lane) {
        for (const auto &lane : m_view->visibleLanes()) {
            if (lane.key == m_key.id)
                return lane.rect;
        }
    } else if (m_key.kind == Kind::Mark) {
        for (const MarkFlag &flag : m_view->visibleMarks()) {
            if (flag.number == m_key.id)
                return flag.flag;
        }
    } else if (m_key.kind == Kind::Placeholder) {
        return m_view->rectOf(*placeholder()).value_or(QRect());
    } else {
        for (const auto &bar : m_view->visibleBars()) {
            if (bar.row == m_key.id)
                return bar.rect;
        }
    }
    return {};
}

QRect TimelinePart::rect() const
{
    const QRect rect = isValid() ? rectInView() : QRect();
    return rect.isEmpty() ? QRect() : QRect(m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size());
}

const TimelineAccessible *TimelinePart::timeline() const
{
    return dynamic_cast<const TimelineAccessible *>(
        m_view == nullptr ? nullptr : QAccessible::queryAccessibleInterface(m_view.data()));
}

QAccessibleInterface *TimelinePart::parent() const
{
    const TimelineAccessible *all = timeline();
    if (all == nullptr)
        return nullptr;
    if (m_key.kind == Kind::Event && isValid()) {
        const EventLanes &events = m_view->model().events();
        return all->part({Kind::Lane, events.laneOf(events.columns().find(m_key.id)).key});
    }
    return const_cast<TimelineAccessible *>(
        all); // NOLINT(cppcoreguidelines-pro-type-const-cast): Qt's signature
}

/// The bars of this lane in sight, from left to right.
std::vector<qint64> TimelinePart::rows() const
{
    std::vector<qint64> rows;
    if (m_key.kind != Kind::Lane || m_view == nullptr)
        return rows;
    for (const auto &bar : m_view->visibleBars()) {
        if (bar.lane == m_key.id)
            rows.push_back(bar.row);
    }
    return rows;
}

int TimelinePart::childCount() const
{
    return static_cast<int>(rows().size());
}

QAccessibleInterface *TimelinePart::child(int index) const
{
    const auto all = rows();
    const TimelineAccessible *parts = timeline();
    if (parts == nullptr || index < 0 || index >= static_cast<int>(all.size()))
        return nullptr;
    return parts->part({Kind::Event, all[static_cast<std::size_t>(index)]});
}

QAccessibleInterface *TimelinePart::childAt(int x, int y) const
{
    if (m_key.kind != Kind::Lane || m_view == nullptr)
        return nullptr;
    const QPoint position = m_view->viewport()->mapFromGlobal(QPoint(x, y));
    for (const auto &bar : m_view->visibleBars()) {
        if (bar.lane == m_key.id && bar.rect.contains(position))
            return timeline()->part({Kind::Event, bar.row});
    }
    return nullptr;
}

int TimelinePart::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *part = dynamic_cast<const TimelinePart *>(child);
    if (part == nullptr || part->key().kind != Kind::Event)
        return -1;
    const auto all = rows();
    const auto place = std::find(all.begin(), all.end(), part->key().id);
    return place == all.end() ? -1 : static_cast<int>(place - all.begin());
}

QString TimelinePart::name() const
{
    const TimelineModel &model = m_view->model();
    switch (m_key.kind) {
    case Kind::Lane:
        return laneLine(model, static_cast<std::uint16_t>(m_key.id));
    case Kind::Event:
        return eventLine(model, model.events().columns().find(m_key.id));
    case Kind::Mark:
        return markLine(*m_view->marks().find(static_cast<std::uint32_t>(m_key.id)), model.zero());
    case Kind::Placeholder:
        return placeholderLine(*placeholder(), model.zero());
    }
    return {};
}

QString TimelinePart::text(QAccessible::Text text) const
{
    return text == QAccessible::Name && isValid() ? name() : QString();
}

QAccessible::Role TimelinePart::role() const
{
    return m_key.kind == Kind::Lane ? QAccessible::Grouping : QAccessible::ListItem;
}

bool TimelinePart::isSelected() const
{
    switch (m_key.kind) {
    case Kind::Event:
        return m_view->selectedRow() == m_key.id;
    case Kind::Mark:
        return m_view->chosenMark() == m_key.id;
    case Kind::Placeholder:
        return m_view->selectedPlaceholder() && keyOf(*m_view->selectedPlaceholder()) == m_key;
    case Kind::Lane:
        break;
    }
    return false;
}

QAccessible::State TimelinePart::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    if (!isValid())
        return state;
    state.selectable = m_key.kind != Kind::Lane;
    const bool takesFocus = m_key.kind == Kind::Event || m_key.kind == Kind::Placeholder;
    state.focusable = takesFocus;
    state.selected = isSelected();
    state.focused = takesFocus && isSelected() && m_view->hasFocus();
    state.offscreen = rect().isEmpty();
    return state;
}

void *TimelinePart::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface && m_key.kind != Kind::Lane)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QStringList TimelinePart::actionNames() const
{
    return {pressAction()};
}

void TimelinePart::doAction(const QString &action)
{
    if (action != pressAction() || !isValid())
        return;
    if (m_key.kind == Kind::Event)
        m_view->selectRow(m_key.id);
    else if (m_key.kind == Kind::Mark)
        m_view->chooseMark(static_cast<quint32>(m_key.id));
    else if (m_key.kind == Kind::Placeholder)
        m_view->selectPlaceholder(*placeholder());
}

} // namespace sluice::ui

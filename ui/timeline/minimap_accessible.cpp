// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/minimap_accessible.h"

#include "ui/timeline/timeline_minimap.h"

#include <QCoreApplication>

#include <array>

namespace sluice::ui {

namespace {

constexpr double step = 0.1; ///< of the window

struct EdgeAction
{
    const char *name;
    MinimapPart handle;
    double way;
};

constexpr std::array edgeActions = {
    EdgeAction{QT_TRANSLATE_NOOP("MinimapAccessible", "Begin earlier"), MinimapPart::BeginHandle, -step},
    EdgeAction{QT_TRANSLATE_NOOP("MinimapAccessible", "Begin later"), MinimapPart::BeginHandle, step},
    EdgeAction{QT_TRANSLATE_NOOP("MinimapAccessible", "End earlier"), MinimapPart::EndHandle, -step},
    EdgeAction{QT_TRANSLATE_NOOP("MinimapAccessible", "End later"), MinimapPart::EndHandle, step},
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(TimelineMinimap::staticMetaObject.className()))
        return nullptr;
    auto *minimap = qobject_cast<TimelineMinimap *>(object);
    return minimap == nullptr ? nullptr : new MinimapAccessible(minimap);
}

double millis(ViewTime time, Timestamp zero)
{
    return std::chrono::duration<double, std::milli>(time - toViewTime(zero)).count();
}

} // namespace

void MinimapAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

MinimapAccessible::MinimapAccessible(TimelineMinimap *minimap)
    : QAccessibleWidget(minimap, QAccessible::Slider)
    , m_minimap(minimap)
{ }

QString MinimapAccessible::text(QAccessible::Text text) const
{
    if (m_minimap && (text == QAccessible::Value || text == QAccessible::Description))
        return m_minimap->windowText();
    return QAccessibleWidget::text(text);
}

void *MinimapAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QStringList MinimapAccessible::actionNames() const
{
    QStringList names = QAccessibleWidget::actionNames();
    names << increaseAction() << decreaseAction();
    for (const EdgeAction &action : edgeActions)
        names << QLatin1String(action.name);
    return names;
}

QString MinimapAccessible::localizedActionName(const QString &action) const
{
    for (const EdgeAction &known : edgeActions) {
        if (action == QLatin1String(known.name))
            return QCoreApplication::translate("MinimapAccessible", known.name);
    }
    return QAccessibleWidget::localizedActionName(action);
}

void MinimapAccessible::doAction(const QString &action)
{
    if (!m_minimap)
        return;
    if (action == increaseAction() || action == decreaseAction())
        return m_minimap->pan(action == increaseAction() ? step : -step);
    for (const EdgeAction &known : edgeActions) {
        if (action == QLatin1String(known.name))
            return m_minimap->moveEdge(known.handle, known.way);
    }
    QAccessibleWidget::doAction(action);
}

QVariant MinimapAccessible::currentValue() const
{
    if (!m_minimap)
        return {};
    const auto shown = m_minimap->windowShown();
    return millis(toViewTime(shown.begin), m_minimap->boundsShown().begin);
}

void MinimapAccessible::setCurrentValue(const QVariant &value)
{
    if (!m_minimap)
        return;
    const double nanos = value.toDouble() * 1e6;
    Q_EMIT m_minimap->beginAsked(movedBy(toViewTime(m_minimap->boundsShown().begin), nanos));
    Q_EMIT m_minimap->settled();
}

QVariant MinimapAccessible::maximumValue() const
{
    return m_minimap ? millis(toViewTime(m_minimap->boundsShown().end), m_minimap->boundsShown().begin) : 0.0;
}

QVariant MinimapAccessible::minimumValue() const
{
    return 0.0;
}

QVariant MinimapAccessible::minimumStepSize() const
{
    if (!m_minimap)
        return {};
    return std::chrono::duration<double, std::milli>(m_minimap->windowShown().duration()).count() * step;
}

} // namespace sluice::ui

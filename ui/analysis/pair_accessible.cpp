// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/pair_accessible.h"

#include "ui/analysis/pair_view.h"
#include "ui/models/event_pairs_model.h"

#include <QWidget>

#include <cstddef>
#include <utility>

namespace sluice::ui {

namespace {

/// More than are in sight at once: those that went out of it are forgotten together.
constexpr qsizetype mostParts = 32'768;

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(PairView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<PairView *>(object);
    return view == nullptr ? nullptr : new PairAccessible(view);
}

QRect onScreen(const PairView &view, const PairBarKey &key)
{
    const QRect rect = view.barRect(static_cast<std::size_t>(key.side), key.event).toAlignedRect();
    return rect.isEmpty() ? QRect() : QRect(view.mapToGlobal(rect.topLeft()), rect.size());
}

} // namespace

void PairAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

PairAccessible::PairAccessible(PairView *view)
    : QAccessibleWidget(view, QAccessible::Chart)
    , m_view(view)
{ }

PairAccessible::~PairAccessible()
{
    forgetParts();
}

QList<PairBarKey> PairAccessible::bars() const
{
    QList<PairBarKey> bars;
    for (int side = 0; side < 2; ++side) {
        for (const EventIndex event : m_view->shownEvents(static_cast<std::size_t>(side)))
            bars.append({side, event});
    }
    return bars;
}

int PairAccessible::childCount() const
{
    return static_cast<int>(bars().size());
}

QAccessibleInterface *PairAccessible::child(int index) const
{
    const QList<PairBarKey> all = bars();
    return index >= 0 && index < all.size() ? part(all[index]) : nullptr;
}

QAccessibleInterface *PairAccessible::childAt(int x, int y) const
{
    for (const PairBarKey &key : bars()) {
        if (onScreen(*m_view, key).contains(x, y))
            return part(key);
    }
    return nullptr;
}

int PairAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *bar = dynamic_cast<const PairBar *>(child);
    return bar == nullptr ? -1 : static_cast<int>(bars().indexOf(bar->key()));
}

QAccessibleInterface *PairAccessible::part(const PairBarKey &key) const
{
    if (m_of != m_view->compared() || m_parts.size() >= mostParts) {
        forgetParts();
        m_of = m_view->compared();
    }
    if (const auto known = m_parts.constFind(key); known != m_parts.constEnd())
        return QAccessible::accessibleInterface(*known);
    auto *made = new PairBar(m_view, key); // QAccessible's cache owns it from the next line on
    m_parts.insert(key, QAccessible::registerAccessibleInterface(made));
    return made;
}

void PairAccessible::forgetParts() const
{
    for (const QAccessible::Id id : std::as_const(m_parts))
        QAccessible::deleteAccessibleInterface(id);
    m_parts.clear();
}

PairBar::PairBar(PairView *view, const PairBarKey &key)
    : m_view(view)
    , m_of(view->compared())
    , m_key(key)
{ }

bool PairBar::isValid() const
{
    return m_view != nullptr && m_of.lock() == m_view->compared();
}

std::size_t PairBar::pair() const
{
    return m_view->pairOf(static_cast<std::size_t>(m_key.side), m_key.event);
}

QWindow *PairBar::window() const
{
    return isValid() ? m_view->window()->windowHandle() : nullptr;
}

QRect PairBar::rect() const
{
    return isValid() ? onScreen(*m_view, m_key) : QRect();
}

QAccessibleInterface *PairBar::parent() const
{
    return m_view == nullptr ? nullptr : QAccessible::queryAccessibleInterface(m_view.data());
}

QString PairBar::text(QAccessible::Text text) const
{
    if (text != QAccessible::Name || !isValid())
        return {};
    const QString words = pairText(*m_view->compared(), m_view->compared()->comparison.pairs[pair()]);
    return m_key.side == 0 ? PairView::tr("First session: %1").arg(words)
                           : PairView::tr("Second session: %1").arg(words);
}

QAccessible::State PairBar::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    if (!isValid())
        return state;
    state.selectable = true;
    state.selected = m_view->chosen() == pair();
    state.offscreen = rect().isEmpty();
    return state;
}

void *PairBar::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

QStringList PairBar::actionNames() const
{
    return {pressAction()};
}

void PairBar::doAction(const QString &action)
{
    if (action == pressAction() && isValid())
        m_view->ask(pair());
}

} // namespace sluice::ui

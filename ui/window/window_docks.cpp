// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/window_docks.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>

#include <utility>

namespace sluice::ui {

namespace {

constexpr int leftWidth = 352;
constexpr int rightWidth = 300;
constexpr int bottomHeight = 230;

/// The first in tab order that takes the focus by Tab.
QWidget *firstFocusable(QWidget *area)
{
    for (QWidget *widget = area; widget; widget = widget->nextInFocusChain()) {
        const bool inside = widget == area || area->isAncestorOf(widget);
        if (inside && (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled())
            return widget;
        if (widget->nextInFocusChain() == area)
            break;
    }
    return nullptr;
}

} // namespace

WindowDocks::WindowDocks(QMainWindow *window, const Panels &panels)
    : QObject(window)
    , m_window(window)
    , m_sessions(add("sessionsDock", tr("Sessions"), panels.sessions))
    , m_burst(add("burstDock", tr("Burst"), panels.burst))
    , m_queue(add("queueDock", tr("Queue"), panels.queue))
    , m_ledger(add("ledgerDock", tr("Ledger"), panels.ledger))
    , m_events(add("eventsDock", tr("Events"), panels.events))
    , m_statistics(add("statisticsDock", tr("Statistics"), panels.statistics))
    , m_details(add("detailsDock", tr("Details"), panels.details))
{
    window->setDockNestingEnabled(true);
    window->setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    reset();
}

QDockWidget *WindowDocks::add(const char *name, const QString &title, QWidget *panel)
{
    auto *dock = new QDockWidget(title, m_window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(panel);
    return dock;
}

void WindowDocks::reset()
{
    m_before.clear();
    for (QDockWidget *dock : all()) {
        dock->setFloating(false);
        dock->show();
    }
    m_window->addDockWidget(Qt::LeftDockWidgetArea, m_sessions);
    m_window->splitDockWidget(m_sessions, m_burst, Qt::Vertical);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_queue);
    for (QDockWidget *dock : {m_ledger, m_events, m_statistics})
        m_window->tabifyDockWidget(m_queue, dock);
    m_queue->raise();
    m_window->addDockWidget(Qt::RightDockWidgetArea, m_details);
    m_window->resizeDocks({m_sessions, m_details}, {leftWidth, rightWidth}, Qt::Horizontal);
    m_window->resizeDocks({m_queue}, {bottomHeight}, Qt::Vertical);
    m_window->resizeDocks({m_sessions, m_burst}, {2, 3}, Qt::Vertical);
}

QList<QDockWidget *> WindowDocks::all() const
{
    return {m_sessions, m_burst, m_queue, m_ledger, m_details, m_events, m_statistics};
}

QList<QAction *> WindowDocks::toggles() const
{
    QList<QAction *> actions;
    for (const QDockWidget *dock : all())
        actions << dock->toggleViewAction();
    return actions;
}

void WindowDocks::makeRoom(bool wanted)
{
    if (wanted == !m_before.isEmpty())
        return;
    if (!wanted) {
        m_window->restoreState(std::exchange(m_before, {}));
        return;
    }
    m_before = m_window->saveState();
    for (QDockWidget *dock : all()) {
        if (dock != m_sessions)
            dock->hide();
    }
}

void WindowDocks::raise(QDockWidget *dock)
{
    dock->show();
    dock->raise();
    if (QWidget *target = focusTarget(dock))
        target->setFocus(Qt::OtherFocusReason);
}

void WindowDocks::focusNext()
{
    focusBeside(1);
}

void WindowDocks::focusPrevious()
{
    focusBeside(-1);
}

void WindowDocks::focusBeside(int step)
{
    QList<QWidget *> areas{m_window->centralWidget()};
    for (QDockWidget *dock : all())
        areas << dock;
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (focused && (areas[i] == focused || areas[i]->isAncestorOf(focused)))
            at = i;
    }
    for (qsizetype tries = 1; tries <= areas.size(); ++tries) {
        const qsizetype next = (at + step * tries + areas.size() * tries) % areas.size();
        if (QWidget *target = focusTarget(areas[next])) {
            areas[next]->raise(); // one that lies behind others comes before them
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

QWidget *WindowDocks::focusTarget(QWidget *area) const
{
    if (!area->isVisible())
        return nullptr;
    const auto *dock = qobject_cast<QDockWidget *>(area);
    return firstFocusable(dock ? dock->widget() : area);
}

} // namespace sluice::ui

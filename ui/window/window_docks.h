// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QDockWidget;
class QMainWindow;
class QWidget;

namespace sluice::ui {

/// The docks around the timeline, their first layout, and the way through them by keyboard.
class WindowDocks final : public QObject
{
    Q_OBJECT
public:
    struct Panels
    {
        QWidget *sessions;
        QWidget *burst;
        QWidget *queue;
        QWidget *ledger;
        QWidget *events;
        QWidget *statistics;
        QWidget *details;
    };

    WindowDocks(QMainWindow *window, const Panels &panels);

    /// Puts every dock where it was at first, and shows it.
    void reset();

    /// The centre and each dock in sight, in the order of F6; goes on from the one that has the focus.
    void focusNext();
    void focusPrevious();

    /// Puts all docks but the sessions away, so that the centre has the window's room; or back as they were.
    void makeRoom(bool wanted);

    /// Brings a dock into sight, before those that it shares its place with, and the keyboard to it.
    void raiseLedger() { raise(m_ledger); }
    void raiseEvents() { raise(m_events); }
    void raiseStatistics() { raise(m_statistics); }

    /// Show and hide, a command for each dock.
    QList<QAction *> toggles() const;

private:
    QList<QDockWidget *> all() const;
    void raise(QDockWidget *dock);
    QDockWidget *add(const char *name, const QString &title, QWidget *panel);
    void focusBeside(int step);
    QWidget *focusTarget(QWidget *area) const;

    QMainWindow *m_window;
    QByteArray m_before; ///< the layout while there is room made; empty: none is
    QDockWidget *m_sessions;
    QDockWidget *m_burst;
    QDockWidget *m_queue;
    QDockWidget *m_ledger;
    QDockWidget *m_events;
    QDockWidget *m_statistics;
    QDockWidget *m_details;
};

} // namespace sluice::ui

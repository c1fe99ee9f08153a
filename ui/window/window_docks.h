// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

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
        QWidget *details;
    };

    WindowDocks(QMainWindow *window, const Panels &panels);

    /// Puts every dock where it was at first, and shows it.
    void reset();

    /// The centre and each dock in sight, in the order of F6; goes on from the one that has the focus.
    void focusNext();
    void focusPrevious();

    /// Show and hide, a command for each dock.
    QList<QAction *> toggles() const;

private:
    QDockWidget *add(const char *name, const QString &title, QWidget *panel);
    void focusBeside(int step);
    QWidget *focusTarget(QWidget *area) const;

    QMainWindow *m_window;
    QDockWidget *m_sessions;
    QDockWidget *m_burst;
    QDockWidget *m_queue;
    QDockWidget *m_details;
};

} // namespace sluice::ui

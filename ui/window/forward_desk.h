// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/forward_bridge.h"

#include <QList>
#include <QObject>

class QAction;
class QToolButton;
class QWidget;

namespace sluice::ui {

class ForwardSettings;

/// What a window has of sending sessions on: the command for its menu, the dialog, and a place for the status
/// bar that is there only while it is on. What was on when the window was closed is switched on again.
/// thread: GUI.
class ForwardDesk final : public QObject
{
    Q_OBJECT
public:
    /// A child of `window`. Bridge and settings outlive it.
    ForwardDesk(ForwardBridge &bridge, ForwardSettings &settings, QWidget *window);

    /// "actionForward", for the menu in which the collector's or the connection's commands are.
    QList<QAction *> actions() const { return {m_action}; }
    /// For the status bar; opens the dialog.
    QToolButton *indicator() const { return m_indicator; }

    void openDialog();

private:
    void showPhase(ForwardBridge::Phase phase, const QString &problem);
    void showState(const sluice::ForwardState &state);
    void goOnWhereItWas();

    ForwardBridge &m_bridge;
    ForwardSettings &m_settings;
    QWidget *const m_window;
    QAction *m_action;
    QToolButton *m_indicator;
};

} // namespace sluice::ui

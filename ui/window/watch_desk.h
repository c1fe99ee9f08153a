// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace sluice::ui {

class AlarmNotifier;
class SelfTestDialog;
class WatchBanner;
class WatchBridge;
class WindowSettings;

/// What a window has of the watchdog: the banner for its top, the commands for its menu, notifications and
/// the self-test's dialog, connected with the bridge. The window only says where they stand.
class WatchDesk final : public QObject
{
    Q_OBJECT
public:
    /// A child of `window`. The bridge and the settings outlive it.
    WatchDesk(WatchBridge &bridge, WindowSettings &settings, QWidget *window);

    WatchBanner *banner() const { return m_banner; }

    /// "actionSelfTest", "actionSaveBundle", "actionNotify", for the help menu.
    QList<QAction *> actions() const { return m_actions; }

private:
    QAction *add(const char *name, const QString &text, const QString &meaning);
    void askBundle();
    void openSelfTest();

    WatchBridge &m_bridge;
    QWidget *const m_window;
    WatchBanner *m_banner;
    AlarmNotifier *m_notifier;
    QList<QAction *> m_actions;
};

} // namespace sluice::ui

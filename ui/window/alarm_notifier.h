// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/alarm_book.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QSystemTrayIcon;
class QWidget;

namespace sluice::ui {

class WindowSettings;

/// Tells alarms on the desktop, each of them once, while the setting is on. On a desktop without a tray it
/// tells nothing: the banner does.
class AlarmNotifier final : public QObject
{
    Q_OBJECT
public:
    using Show = std::function<void(const QString &title, const QString &text)>;

    /// `settings` outlive it. `show` empty = a message of the system tray, with the window's icon.
    AlarmNotifier(const WindowSettings &settings, QWidget *window, Show show = {});

    void hear(const QList<sluice::KeptAlarm> &alarms);

private:
    void showInTray(const QString &title, const QString &text);

    const WindowSettings &m_settings;
    QWidget *const m_window; ///< the parent
    const Show m_show;
    QPointer<QSystemTrayIcon> m_tray; ///< a child, made for the first message
    std::uint64_t m_heard = 0; ///< the number of the newest alarm so far
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/alarm_notifier.h"

#include "ui/bridge/convert.h"
#include "ui/settings/window_settings.h"

#include <QSystemTrayIcon>
#include <QWidget>

#include <utility>

namespace sluice::ui {

AlarmNotifier::AlarmNotifier(const WindowSettings &settings, QWidget *window, Show show)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
    , m_show(std::move(show))
{ }

void AlarmNotifier::hear(const QList<KeptAlarm> &alarms)
{
    for (const KeptAlarm &kept : alarms) {
        if (kept.number <= m_heard)
            continue;
        m_heard = kept.number;
        if (!m_settings.notifiesOfAlarms())
            continue;
        const QString title = kept.alarm.kind == Alarm::Kind::LockHeld ? tr("Sluice: a lock is held")
                                                                       : tr("Sluice: no progress");
        if (m_show)
            m_show(title, toQt(kept.alarm.text));
        else
            showInTray(title, toQt(kept.alarm.text));
    }
}

void AlarmNotifier::showInTray(const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(m_window->windowIcon(), this);
        m_tray->setToolTip(tr("Sluice"));
        m_tray->show();
    }
    m_tray->showMessage(title, text, QSystemTrayIcon::Warning);
}

} // namespace sluice::ui

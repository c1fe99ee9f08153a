// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/watch_desk.h"

#include "ui/bridge/watch_bridge.h"
#include "ui/settings/window_settings.h"
#include "ui/window/alarm_notifier.h"
#include "ui/window/self_test_dialog.h"
#include "ui/window/watch_banner.h"

#include <QAction>
#include <QFileDialog>

namespace sluice::ui {

namespace {

constexpr QSize leastDialog{640, 400};

} // namespace

WatchDesk::WatchDesk(WatchBridge &bridge, WindowSettings &settings, QWidget *window)
    : QObject(window)
    , m_bridge(bridge)
    , m_window(window)
    , m_banner(new WatchBanner(window))
    , m_notifier(new AlarmNotifier(settings, window))
{
    QAction *selfTest = add("actionSelfTest", tr("&Self-test"),
        tr("Proves that recording, flushing and ending from inside a callback cannot deadlock"));
    QAction *bundle = add("actionSaveBundle", tr("Save &diagnostic bundle…"),
        tr("Threads, counters, last flushes and versions in one file, without secrets"));
    QAction *notify = add("actionNotify", tr("&Notify of alarms on the desktop"),
        tr("A message of the desktop when something makes no progress, once an alarm"));
    notify->setCheckable(true);
    notify->setChecked(settings.notifiesOfAlarms());
    connect(selfTest, &QAction::triggered, this, &WatchDesk::openSelfTest);
    connect(bundle, &QAction::triggered, this, &WatchDesk::askBundle);
    connect(notify, &QAction::toggled, this,
        [&settings](bool notifies) { settings.setNotifiesOfAlarms(notifies); });
    connect(&m_bridge, &WatchBridge::alarmsChanged, m_banner, &WatchBanner::showAlarms);
    connect(&m_bridge, &WatchBridge::alarmsChanged, m_notifier, &AlarmNotifier::hear);
    connect(&m_bridge, &WatchBridge::windowStoodStill, m_banner, &WatchBanner::showStandstill);
    connect(&m_bridge, &WatchBridge::bundleSaved, m_banner, &WatchBanner::showSaved);
    connect(&m_bridge, &WatchBridge::bundleFailed, m_banner, &WatchBanner::showFailed);
    connect(m_banner, &WatchBanner::bundleAsked, &m_bridge, [this] { m_bridge.saveBundle(); });
}

QAction *WatchDesk::add(const char *name, const QString &text, const QString &meaning)
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(QLatin1String(name));
    action->setToolTip(meaning);
    action->setStatusTip(meaning);
    m_window->addAction(action);
    m_actions += action;
    return action;
}

void WatchDesk::askBundle()
{
    auto *dialog = new QFileDialog(m_window, tr("Save diagnostic bundle"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinimumSize(leastDialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(m_bridge.defaultBundleName());
    connect(dialog, &QFileDialog::fileSelected, &m_bridge, &WatchBridge::saveBundle);
    dialog->open();
}

void WatchDesk::openSelfTest()
{
    if (auto *open = m_window->findChild<SelfTestDialog *>(); open) {
        open->activateWindow();
        return;
    }
    (new SelfTestDialog(m_bridge, m_window))->show();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace sluice::ui {
class Bridge;
class MainWindow;
} // namespace sluice::ui

namespace sluice {

/// The demo without a person: presses the real preset and Fire buttons, waits until the burst has ended and
/// the timeline shows all that was delivered. Leaves pictures of the start page (when there was one), the
/// running burst, and the end (screenshot.png, and in both themes), and the session's export. thread: GUI.
class DemoRun final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds patience{60};

    /// Both outlive the run.
    DemoRun(ui::MainWindow &window, ui::Bridge &bridge, QString directory);

    void start();

Q_SIGNALS:
    /// `problem` empty = the files are there.
    void finished(const QString &problem);

private:
    void press(const char *button);
    void watch(const sluice::BurstProgress &progress);
    void lookIfShown();
    void pictureRunning();
    void pictureEnd();
    void wearAndPicture(ui::Theme theme);
    void exportSession();
    bool picture(const char *name);
    void end(const QString &problem);

    ui::MainWindow &m_window;
    ui::Bridge &m_bridge;
    const QString m_directory;
    QTimer m_patience;
    BurstProgress m_burst;
    bool m_runningPictured = false;
    bool m_endPictured = false;
    bool m_over = false;
};

} // namespace sluice

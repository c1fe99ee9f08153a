// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/bridges/window_bridges.h"
#include "app/command_line.h"
#include "app/engine/engine.h"
#include "app/raise_call.h"
#include "app/signal_watch.h"
#include "ui/settings/window_settings.h"
#include "ui/window/main_window.h"

#include <QObject>

#include <memory>

class QApplication;

namespace sluice {

class DemoRun;

/// The composition root of the window: engine, bridge, window, in this order, and back at the end.
/// thread: GUI.
class Application final : public QObject
{
    Q_OBJECT
public:
    /// Error: the key file, or the data directory cannot be used.
    static Result<std::unique_ptr<Application>> open(QApplication &qt, const CommandLine &line);
    ~Application() override;

    /// Shows the window and returns the exit code when it is over.
    int run();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Application(QApplication &qt, CommandLine line, std::unique_ptr<Engine> engine);

    void sayState();
    void openFiles();
    void listen(quint16 port);
    void startDemo();
    void endDemo(const QString &problem);
    void quitBySignal(int number);
    QString whyNoCollector() const;

    QApplication &m_qt;
    const CommandLine m_line;
    std::unique_ptr<Engine> m_engine;
    ui::WindowSettings m_settings;
    SignalWatch m_signals;
    WindowBridges m_bridges;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<RaiseServer> m_raise; ///< null for a viewer
    std::unique_ptr<DemoRun> m_demo; ///< last: it watches all of the above
};

} // namespace sluice

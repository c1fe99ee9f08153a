// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/pulse.h"
#include "core/lab/diagnostics.h"
#include "core/lab/self_test.h"
#include "core/lab/watch.h"
#include "core/model/flush_record.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace sluice::ui {

/// The window's side of the watchdog: its own sign of life, the alarms, the diagnostic bundle and the
/// self-test. Reading /proc, writing files and trying what might hang are done on threads of their own.
/// thread: GUI.
class WatchBridge final : public QObject
{
    Q_OBJECT
public:
    /// The name under which the watch sees the window.
    static constexpr const char *windowName = "window";

    struct Parts
    {
        WatchSources sources; ///< the window itself is added
        const Clock *clock = nullptr; ///< never null; outlives the bridge
        std::filesystem::path dataDir; ///< DATA/diagnostics is where bundles go
        std::function<DiagnosticFacts()> facts; ///< thread: GUI
        std::vector<SelfTestCase> selfTest = selfTestCases();
        Watch::Drive drive = Watch::Drive::Thread;
    };

    explicit WatchBridge(Parts parts, QObject *parent = nullptr);

    /// Waits for a bundle or a self-test under way: a check's deadline at most.
    ~WatchBridge() override;

    /// Starts the ticks, each of which is a beat of the window. Before it nobody misses them.
    void start();
    void tick();

    /// While the sources change: nobody asks them from then on, and the alarms are over. The bridge looks
    /// from the beginning.
    void stopLooking();
    void startLooking();

    const QList<KeptAlarm> &alarms() const { return m_alarms; }
    Watch *watch() { return m_watch.get(); } ///< null: it does not look

    /// The last of them go into the bundle.
    void rememberFlushes(const QList<sluice::FlushRecord> &flushes);

    /// Writes a bundle; `path` empty = diagnosticsFile(). Answered by bundleSaved() or bundleFailed(). One at
    /// a time: a second wish while the first is under way is not heard.
    void saveBundle(const QString &path = {});

    /// "sluice-20261125-231502.json".
    QString defaultBundleName() const;

    /// Answered by selfTestFinished(). One at a time.
    void runSelfTest();
    bool isSelfTestRunning() const { return m_testing; }

Q_SIGNALS:
    /// Those that last, in the order in which they were raised; at most once a tick.
    void alarmsChanged(const QList<sluice::KeptAlarm> &alarms);
    /// The window was one of them, and is back.
    void windowStoodStill(std::chrono::milliseconds lasting);

    void bundleSaved(const QString &path);
    void bundleFailed(const QString &path, const QString &message);
    void selfTestFinished(const sluice::SelfTestReport &report);

private:
    WatchSources sourcesWithWindow();
    void tellWindowsPast(const WatchReport &report);
    Diagnostics gather(DiagnosticFacts facts) const;
    void tellBundle(const QString &path, const Result<void> &done);

    const Parts m_parts;
    Pulse m_window;
    QTimer m_timer;
    QList<KeptAlarm> m_alarms;
    Timestamp m_windowTold; ///< the end of the last standstill that was told
    std::vector<FlushRecord> m_flushes;
    bool m_writing = false;
    bool m_testing = false;
    std::unique_ptr<Watch> m_watch;
    std::jthread m_writer; // these two last: they are joined before what they use goes away
    std::jthread m_tester;
};

} // namespace sluice::ui

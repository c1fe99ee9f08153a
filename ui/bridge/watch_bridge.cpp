// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/watch_bridge.h"

#include "core/base/thread_name.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/meta_types.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sluice::ui {

WatchBridge::WatchBridge(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    assert(m_parts.clock && "a watch needs a clock");
    registerMetaTypes();
    m_windowTold = m_parts.clock->wallNow();
    m_timer.setInterval(Watch::interval);
    connect(&m_timer, &QTimer::timeout, this, &WatchBridge::tick);
    startLooking();
}

WatchBridge::~WatchBridge() = default;

void WatchBridge::start()
{
    m_timer.start();
    tick();
}

void WatchBridge::startLooking()
{
    m_watch = std::make_unique<Watch>(sourcesWithWindow(), *m_parts.clock, m_parts.drive);
}

void WatchBridge::stopLooking()
{
    m_watch.reset();
    if (m_writer.joinable())
        m_writer.join(); // it asks the same sources
    if (!std::exchange(m_alarms, {}).isEmpty())
        Q_EMIT alarmsChanged(m_alarms);
}

WatchSources WatchBridge::sourcesWithWindow()
{
    WatchSources sources = m_parts.sources;
    sources.workers = [this, others = m_parts.sources.workers] {
        std::vector<WorkerSign> signs = others();
        signs.push_back({windowName, m_window.doing(), m_window.turns(), m_window.hasWork()});
        return signs;
    };
    return sources;
}

void WatchBridge::tick()
{
    m_window.begin("has not come back to its event loop");
    m_window.done();
    if (!m_watch)
        return;
    const std::shared_ptr<const WatchReport> report = m_watch->report();
    if (!std::ranges::equal(report->alarms, m_alarms)) {
        m_alarms = toQt(report->alarms);
        Q_EMIT alarmsChanged(m_alarms);
    }
    tellWindowsPast(*report);
}

void WatchBridge::tellWindowsPast(const WatchReport &report)
{
    for (const KeptAlarm &kept : report.past) {
        if (kept.alarm.worker != windowName || *kept.ended <= m_windowTold)
            continue;
        m_windowTold = *kept.ended;
        Q_EMIT windowStoodStill(kept.alarm.lasting);
    }
}

void WatchBridge::rememberFlushes(const QList<FlushRecord> &flushes)
{
    m_flushes.insert(m_flushes.end(), flushes.begin(), flushes.end());
    if (m_flushes.size() > 2 * Diagnostics::mostFlushes)
        m_flushes.erase(m_flushes.begin(), m_flushes.end() - Diagnostics::mostFlushes);
}

void WatchBridge::saveBundle(const QString &path)
{
    if (std::exchange(m_writing, true))
        return;
    const std::filesystem::path file = path.isEmpty()
        ? diagnosticsFile(m_parts.dataDir, m_parts.clock->wallNow())
        : std::filesystem::path(fromQt(path));
    DiagnosticFacts facts = m_parts.facts();
    facts.versions.push_back({"Qt", qVersion()});
    const Redaction redaction = Redaction::ofThisProcess(facts.secrets);
    m_writer = std::jthread([this, file, redaction, found = gather(std::move(facts))]() mutable {
        nameThisThread("diagnostics");
        found.queues = m_parts.sources.queues();
        found.process = pictureOfThisProcess();
        const Result<void> done = writeDiagnostics(file, diagnosticsToJson(found, redaction));
        QMetaObject::invokeMethod(
            this, [this, file, done] { tellBundle(toQt(file.string()), done); }, Qt::QueuedConnection);
    });
}

QString WatchBridge::defaultBundleName() const
{
    return toQt(diagnosticsFile({}, m_parts.clock->wallNow()).filename().string());
}

Diagnostics WatchBridge::gather(DiagnosticFacts facts) const
{
    Diagnostics found;
    found.written = m_parts.clock->wallNow();
    found.versions = std::move(facts.versions);
    found.settings = std::move(facts.settings);
    found.flushes = m_flushes;
    if (m_watch)
        found.watch = *m_watch->report();
    return found;
}

void WatchBridge::tellBundle(const QString &path, const Result<void> &done)
{
    m_writing = false;
    if (done)
        Q_EMIT bundleSaved(path);
    else
        Q_EMIT bundleFailed(path, toQt(done.error().message));
}

void WatchBridge::runSelfTest()
{
    if (std::exchange(m_testing, true))
        return;
    m_tester = std::jthread([this](const std::stop_token &stop) {
        nameThisThread("self-tests");
        const SelfTestReport report = sluice::runSelfTest(m_parts.selfTest, selfTestDeadline, stop);
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_testing = false;
                Q_EMIT selfTestFinished(report);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sluice::ui

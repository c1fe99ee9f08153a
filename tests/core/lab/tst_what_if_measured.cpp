// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The simulator beside the recorder itself: ten plans are run, and simulated from what was recorded of them.
// Half of them depend on how soon threads wake, which a busy machine puts off by more than their server
// takes: they run with SLUICE_QUIET=1, in the lane of what asserts a time.

#include "core/base/clock.h"
#include "core/lab/burst_run.h"
#include "core/lab/what_if.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <map>

using namespace sluice;

namespace {

/// What the store would keep.
class Notes final : public RecorderSink
{
public:
    struct Session
    {
        std::vector<FlushContents> contents;
        std::vector<FlushRecord> flushes;
        std::vector<DropRun> drops;
    };
    Session of(const SessionId &id) const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        const auto found = m_sessions.find(id.text());
        return found == m_sessions.end() ? Session{} : found->second;
    }

    void sessionChanged(const RecordedSession &) override { }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushCarries(const FlushContents &contents) override EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_sessions[contents.session.text()].contents.push_back(contents);
    }
    void flushStarted(const FlushRecord &) override { }
    void flushDelayed(const FlushRecord &) override { }
    void flushFinished(const FlushRecord &flush) override EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_sessions[flush.session.text()].flushes.push_back(flush);
    }
    void eventsDropped(std::span<const DropRun> drops) override EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        for (const DropRun &run : drops)
            m_sessions[run.session.text()].drops.push_back(run);
    }
    void depthSampled(std::span<const DepthSample>) override { }

private:
    mutable Mutex m_mutex;
    std::map<std::string, Session> m_sessions GUARDED_BY(m_mutex);
};

struct Plan
{
    const char *name;
    double rate;
    std::size_t capacity;
    int delay; ///< ms
    std::uint64_t events;
    unsigned producers;
};

/// Each far from the load at which four POSTs at once just suffice: there the answers' bunching decides, and
/// runs of one plan differ among themselves by a tenth.
constexpr std::array<Plan, 10> plans = {{
    {"the overflow preset", 1'000, 100, 400, 1'200, 4},
    {"a very slow server", 2'000, 200, 700, 1'600, 4},
    {"a large queue", 4'000, 1'500, 300, 3'200, 1},
    {"just too fast", 1'500, 100, 300, 1'500, 2},
    {"nothing is dropped", 500, 100, 20, 400, 1},
    {"a queue of one", 500, 1, 20, 400, 1},
    {"one at a time", 2'000, 5, 4, 1'600, 1},
    {"four at a time", 2'000, 40, 150, 1'600, 2},
    {"a slow server", 2'000, 100, 100, 1'600, 1},
    {"eight producers", 3'000, 50, 120, 2'400, 8},
}};

} // namespace

class TestWhatIfMeasured : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // All at once: they mostly wait.
    void initTestCase()
    {
        auto script = std::make_shared<TransportScript>();
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.endDeadline = Millis(100);
        m_recorder = Recorder::create(
            config, [script] { return std::make_unique<ScriptedTransport>(script); }, m_clock, &m_notes, 1)
                         .value();
        for (const Plan &plan : plans) {
            BurstPlan burst;
            burst.events = plan.events;
            burst.rate = plan.rate;
            burst.producers = plan.producers;
            burst.endpointDelay = Millis(plan.delay);
            burst.endDeadline = Millis(60'000);
            burst.queue.maxQueueSize = plan.capacity;
            burst.queue.policy = OverflowPolicy::DropNewest;
            burst.queue.maxWaitTime = Millis(200);
            m_runs.push_back(BurstRun::start(*m_recorder, burst).value());
        }
    }

    void cleanupTestCase()
    {
        m_runs.clear();
        m_recorder.reset();
    }

    void dropsAsManyAsTheRecorderDid_data()
    {
        QTest::addColumn<int>("plan");
        for (std::size_t i = 0; i < plans.size(); ++i)
            QTest::addRow("%s", plans[i].name) << static_cast<int>(i);
    }

    void dropsAsManyAsTheRecorderDid()
    {
        QFETCH(int, plan);
        const Plan &planned = plans[static_cast<std::size_t>(plan)];
        const BurstProgress done = m_runs[static_cast<std::size_t>(plan)]->wait();
        const Notes::Session noted = m_notes.of(done.session);
        const Workload workload
            = workloadOf(noted.contents, noted.flushes, noted.drops, planned.producers).value();
        QCOMPARE(workload.arrivals.size(), planned.events);
        WhatIf tried;
        tried.queue.maxQueueSize = planned.capacity;
        tried.queue.policy = OverflowPolicy::DropNewest;
        tried.queue.maxWaitTime = Millis(200);
        const WhatIfOutcome simulated = simulate(workload, tried).value();
        const auto measured = static_cast<std::int64_t>(done.ledger.dropsFor(DropReason::QueueFull));
        const std::int64_t apart = std::abs(static_cast<std::int64_t>(simulated.dropped) - measured);
        const QString words
            = QStringLiteral("%1 recorded, %2 dropped, %3 simulated; %4 flushes, %5 simulated")
                  .arg(done.ledger.recorded)
                  .arg(measured)
                  .arg(simulated.dropped)
                  .arg(done.flushes)
                  .arg(simulated.flushes);
        qInfo().noquote() << words;
        QVERIFY2(apart * 20 <= static_cast<std::int64_t>(done.ledger.recorded), qPrintable(words));
    }

private:
    SystemClock m_clock;
    Notes m_notes;
    std::unique_ptr<Recorder> m_recorder;
    std::vector<std::unique_ptr<BurstRun>> m_runs;
};

QTEST_GUILESS_MAIN(TestWhatIfMeasured)
#include "tst_what_if_measured.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/job_runner.h"

#include <QTest>

#include <semaphore>

using namespace sluice;
using namespace sluice::ui;

namespace {

using Lane = JobRunner::Lane;

const JobRunner::Failure noFailure = [](const Error &error) { qFatal("%s", error.message.c_str()); };

} // namespace

class TestJobRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersOnTheGuiThread();
    void dropsALateAnswer();
    void keepsOnlyTheNewestWaitingJob();
    void tellsARunningJobThatItIsNotWanted();
    void dropsTheAnswerOfACancelledLane();
    void saysWhenThereIsNoStore();
    void findsAStoreThatComesLater();
    void endsWhileAJobRuns();
};

void TestJobRunner::answersOnTheGuiThread()
{
    StoreBench bench;
    bench.open();
    JobRunner runner(bench.dir, this);
    std::thread::id worker;
    std::thread::id answered;
    runner.submit(
        Lane::Event,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            worker = std::this_thread::get_id();
            return [&] { answered = std::this_thread::get_id(); };
        },
        noFailure);
    QTRY_VERIFY(answered == std::this_thread::get_id());
    QVERIFY(worker != answered);
}

void TestJobRunner::dropsALateAnswer()
{
    StoreBench bench;
    bench.open();
    JobRunner runner(bench.dir, this);
    std::binary_semaphore go(0);
    QStringList answers;
    runner.submit(
        Lane::Event,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            go.acquire();
            return [&] { answers << QStringLiteral("first"); };
        },
        noFailure);
    runner.submit(
        Lane::Event,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            return [&] { answers << QStringLiteral("second"); };
        },
        noFailure);
    go.release();
    QTRY_COMPARE(answers.join(QLatin1Char(' ')), QStringLiteral("second"));
}

void TestJobRunner::keepsOnlyTheNewestWaitingJob()
{
    StoreBench bench;
    bench.open();
    JobRunner runner(bench.dir, this);
    std::binary_semaphore started(0);
    std::binary_semaphore go(0);
    runner.submit(
        Lane::Event,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            started.release();
            go.acquire();
            return {};
        },
        noFailure);
    started.acquire();
    std::atomic<int> run{0};
    int last = 0;
    for (int i = 1; i <= 1'000; ++i) {
        runner.submit(
            Lane::News,
            [&, i](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
                ++run;
                return [&, i] { last = i; };
            },
            noFailure);
    }
    go.release();
    QTRY_COMPARE(last, 1'000);
    QCOMPARE(run.load(), 1);
}

void TestJobRunner::tellsARunningJobThatItIsNotWanted()
{
    StoreBench bench;
    bench.open();
    JobRunner runner(bench.dir, this);
    std::binary_semaphore started(0);
    std::atomic<bool> noticed{false};
    runner.submit(
        Lane::Export,
        [&](StoreReader &, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            started.release();
            while (wanted())
                std::this_thread::yield();
            noticed = true;
            return {};
        },
        noFailure);
    started.acquire();
    runner.cancel(Lane::Export);
    QTRY_VERIFY(noticed.load());
}

void TestJobRunner::dropsTheAnswerOfACancelledLane()
{
    StoreBench bench;
    bench.open();
    JobRunner runner(bench.dir, this);
    bool cancelled = false;
    bool other = false;
    runner.submit(
        Lane::Event,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            return [&] { cancelled = true; };
        },
        noFailure);
    runner.cancel(Lane::Event);
    runner.submit(
        Lane::News,
        [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer { return [&] { other = true; }; },
        noFailure);
    QTRY_VERIFY(other);
    QVERIFY(!cancelled);
}

void TestJobRunner::saysWhenThereIsNoStore()
{
    StoreBench bench;
    JobRunner runner(bench.dir, this);
    std::optional<ErrorKind> failure;
    runner.submit(
        Lane::Event, [](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer { return {}; },
        [&](const Error &error) { failure = error.kind; });
    QTRY_VERIFY(failure == ErrorKind::NotFound);
}

void TestJobRunner::findsAStoreThatComesLater()
{
    StoreBench bench;
    JobRunner runner(bench.dir, this);
    bool failed = false;
    bool answered = false;
    const auto job = [&](StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
        return [&] { answered = true; };
    };
    runner.submit(Lane::Event, job, [&](const Error &) { failed = true; });
    QTRY_VERIFY(failed);
    bench.open();
    runner.submit(Lane::Event, job, noFailure);
    QTRY_VERIFY(answered);
}

void TestJobRunner::endsWhileAJobRuns()
{
    StoreBench bench;
    bench.open();
    bool answered = false;
    {
        std::binary_semaphore started(0);
        JobRunner runner(bench.dir, this);
        runner.submit(
            Lane::Export,
            [&](StoreReader &, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
                started.release();
                while (wanted())
                    std::this_thread::yield();
                return [&] { answered = true; };
            },
            noFailure);
        started.acquire();
    }
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <utility>

using namespace sluice;

Q_DECLARE_METATYPE(sluice::DeadlockCure)

namespace {

/// Long against what a busy machine may put between two steps, so that who waited for the server shows it.
constexpr Millis delay{200};
constexpr Millis longDelay{400};

bool tells(const DeadlockResult &result, DeadlockStep::Kind kind, const std::string &thread)
{
    return std::ranges::any_of(
        result.steps, [&](const DeadlockStep &step) { return step.kind == kind && step.thread == thread; });
}

} // namespace

class TestDeadlockLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // All at once: each that comes to its end waits 1 s for the flusher, as the original's end_session does.
    void initTestCase()
    {
        for (const DeadlockCure cure : {DeadlockCure::None, DeadlockCure::AfterLock, DeadlockCure::ReEntrant,
                 DeadlockCure::Bigger, DeadlockCure::Sluice}) {
            const std::uint64_t limit = cure == DeadlockCure::Bigger ? 512 : 100;
            for (const std::uint64_t events : {limit - 1, limit, limit + 1})
                m_runs[{cure, events}]
                    = DeadlockRun::start({events, cure, cure == DeadlockCure::Sluice ? longDelay : delay})
                          .value();
        }
        m_runs[{DeadlockCure::AfterLock, 2'000}]
            = DeadlockRun::start({2'000, DeadlockCure::AfterLock, Millis(0)}).value();
    }

    void cleanupTestCase() { m_runs.clear(); }

    void worksBelowTheLimitAndHangsFromItOn_data()
    {
        QTest::addColumn<DeadlockCure>("cure");
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<bool>("hangs");
        QTest::newRow("0.3.13, 99") << DeadlockCure::None << 99ULL << false;
        QTest::newRow("0.3.13, 100") << DeadlockCure::None << 100ULL << true;
        QTest::newRow("0.3.13, 101") << DeadlockCure::None << 101ULL << true;
        QTest::newRow("0.3.14, 511") << DeadlockCure::Bigger << 511ULL << false;
        QTest::newRow("0.3.14, 512") << DeadlockCure::Bigger << 512ULL << true;
        QTest::newRow("0.3.14, 513") << DeadlockCure::Bigger << 513ULL << true;
    }

    void worksBelowTheLimitAndHangsFromItOn()
    {
        QFETCH(DeadlockCure, cure);
        QFETCH(qulonglong, events);
        QFETCH(bool, hangs);
        const std::uint64_t limit = cure == DeadlockCure::Bigger ? 512 : 100;
        const DeadlockResult result = run(cure, events).wait();
        QVERIFY(result.finished);
        QCOMPARE(result.deadlocked, hangs);
        QCOMPARE(result.returned, hangs ? limit - 1 : events);
        QCOMPARE(result.onTheWire, hangs ? 0 : events);
        QCOMPARE(result.posts, hangs ? 0U : 1U);
        QVERIFY(!result.otherRecord);
        QVERIFY2(result.elapsed < Micros(5'000'000), "the flusher's 5 s are not slept out");
    }

    void tellsWhoHoldsWhatAndWantsWhatAtEvent100()
    {
        const DeadlockResult result = run(DeadlockCure::None, 100).wait();
        QString kinds;
        for (const DeadlockStep &step : result.steps)
            kinds += QStringLiteral("%1:%2:%3 ")
                         .arg(QString::fromStdString(step.thread))
                         .arg(static_cast<int>(step.kind))
                         .arg(step.event);
        const auto is = [&](DeadlockStep::Kind kind, const char *thread, int event) {
            return QStringLiteral("%1:%2:%3 ")
                .arg(QLatin1String(thread))
                .arg(static_cast<int>(kind))
                .arg(event);
        };
        using Kind = DeadlockStep::Kind;
        const QString story = is(Kind::Answered, "program", 0) + is(Kind::Append, "program", 99)
            + is(Kind::LockTaken, "program", 100) + is(Kind::Append, "program", 100)
            + is(Kind::FlushBegun, "program", 100) + is(Kind::LockAsked, "program", 100)
            + is(Kind::SelfDeadlock, "program", 100) + is(Kind::FlushBegun, "flusher", 0)
            + is(Kind::FlushBegun, "flusher", 0) + is(Kind::LockAsked, "flusher", 0)
            + is(Kind::GaveUp, "flusher", 0) + is(Kind::Ended, "program", 0);
        QCOMPARE(kinds, story);
        QVERIFY(
            QByteArray::fromStdString(result.steps.back().text).startsWith("0 of 100 events on the wire"));
        QVERIFY(std::ranges::is_sorted(result.steps, {}, &DeadlockStep::at));
        for (const DeadlockStep &step : result.steps)
            QVERIFY(!step.text.empty());
    }

    void aSecondThreadWaitsForEverToo()
    {
        const DeadlockResult result = run(DeadlockCure::None, 101).wait();
        QVERIFY(tells(result, DeadlockStep::Kind::LockAsked, "program 2"));
        QVERIFY(tells(result, DeadlockStep::Kind::GaveUp, "program 2"));
    }

    void curesBringEveryEventAcross_data()
    {
        QTest::addColumn<DeadlockCure>("cure");
        QTest::addColumn<qulonglong>("events");
        for (const DeadlockCure cure :
            {DeadlockCure::AfterLock, DeadlockCure::ReEntrant, DeadlockCure::Sluice}) {
            for (const int events : {99, 100, 101})
                QTest::addRow("%s, %d", wireName(cure).data(), events)
                    << cure << static_cast<qulonglong>(events);
        }
    }

    void curesBringEveryEventAcross()
    {
        QFETCH(DeadlockCure, cure);
        QFETCH(qulonglong, events);
        const DeadlockResult result = run(cure, events).wait();
        QVERIFY(!result.deadlocked);
        QCOMPARE(result.returned, events);
        QCOMPARE(result.onTheWire, events);
        QVERIFY(result.posts >= 1);
        QCOMPARE(result.otherRecord.has_value(), events > 100);
        QVERIFY(
            tells(result, DeadlockStep::Kind::Posted, cure == DeadlockCure::Sluice ? "flusher" : "program"));
        QVERIFY(tells(result, DeadlockStep::Kind::Ended, "program"));
    }

    void curesOfTheOriginalWaitForTheServerUnderTheLock_data()
    {
        QTest::addColumn<DeadlockCure>("cure");
        QTest::newRow("after the lock") << DeadlockCure::AfterLock;
        QTest::newRow("re-entrant") << DeadlockCure::ReEntrant;
    }

    void curesOfTheOriginalWaitForTheServerUnderTheLock()
    {
        QFETCH(DeadlockCure, cure);
        QVERIFY(run(cure, 99).wait().longestRecord < delay);
        QVERIFY(run(cure, 100).wait().longestRecord >= delay);
        const DeadlockResult two = run(cure, 101).wait();
        QVERIFY(two.longestRecord >= delay);
        QVERIFY2(two.otherRecord.value() > delay / 10, "it began while the POST was under way");
        QCOMPARE(two.posts, 2U);
    }

    void sluicesRecordDoesNotWaitForTheServer()
    {
        const DeadlockResult result = run(DeadlockCure::Sluice, 101).wait();
        QVERIFY(result.longestRecord < longDelay / 2);
        QVERIFY(result.otherRecord.value() < longDelay / 2);
    }

    void keepsToItsStepsHoweverManyEvents()
    {
        const DeadlockResult result = run(DeadlockCure::AfterLock, 2'000).wait();
        QCOMPARE(result.onTheWire, 2'000U);
        QVERIFY(result.steps.size() <= 200);
        QCOMPARE(result.steps.back().kind, DeadlockStep::Kind::Ended);
    }

    void endsAtAnyMoment_data()
    {
        QTest::addColumn<DeadlockCure>("cure");
        QTest::addColumn<int>("delayed");
        QTest::addColumn<int>("steps");
        const auto row = [](const char *name, DeadlockCure cure, int delayed, int steps) {
            QTest::newRow(name) << cure << delayed << steps;
        };
        row("0.3.13, at once", DeadlockCure::None, 5'000, 0);
        row("0.3.13, recording", DeadlockCure::None, 100, 1);
        row("after the lock, sending", DeadlockCure::AfterLock, 300, 7);
        row("re-entrant, at once", DeadlockCure::ReEntrant, 5'000, 0);
        row("re-entrant, sending", DeadlockCure::ReEntrant, 300, 8);
        row("Sluice, at once", DeadlockCure::Sluice, 5'000, 0);
        row("Sluice, waiting for room", DeadlockCure::Sluice, 5'000, 1);
        row("Sluice, sending", DeadlockCure::Sluice, 300, 3);
    }

    void endsAtAnyMoment()
    {
        QFETCH(DeadlockCure, cure);
        QFETCH(int, delayed);
        QFETCH(int, steps);
        auto run = DeadlockRun::start({1'000, cure, Millis(delayed)}).value();
        QTRY_VERIFY(run->result().steps.size() >= static_cast<std::size_t>(steps));
        QElapsedTimer timer;
        timer.start();
        run.reset();
        QVERIFY2(timer.elapsed() < 3'000, "less than a second on a quiet machine; the server takes 5");
    }

    void endsWhileItIsStuck()
    {
        auto run = DeadlockRun::start({200, DeadlockCure::None, Millis(0)}).value();
        QTRY_VERIFY(run->result().deadlocked);
        run.reset();
    }

    void refusesWhatIsOutOfBounds_data()
    {
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<int>("delayed");
        QTest::addColumn<QString>("says");
        QTest::newRow("0 events") << 0ULL << 50 << QStringLiteral("events is 0; expected 1 to 2000");
        QTest::newRow("1 event") << 1ULL << 50 << QString();
        QTest::newRow("2000 events") << 2'000ULL << 50 << QString();
        QTest::newRow("2001 events") << 2'001ULL << 50
                                     << QStringLiteral("events is 2001; expected 1 to 2000");
        QTest::newRow("-1 ms") << 1ULL << -1
                               << QStringLiteral("server delay is -1 ms; expected 0 to 5000 ms");
        QTest::newRow("5000 ms") << 1ULL << 5'000 << QString();
        QTest::newRow("5001 ms") << 1ULL << 5'001
                                 << QStringLiteral("server delay is 5001 ms; expected 0 to 5000 ms");
    }

    void refusesWhatIsOutOfBounds()
    {
        QFETCH(qulonglong, events);
        QFETCH(int, delayed);
        QFETCH(QString, says);
        const Result<void> valid = DeadlockOptions{events, DeadlockCure::None, Millis(delayed)}.validate();
        QCOMPARE(valid.ok() ? QString() : QString::fromStdString(valid.error().message), says);
    }

    void everyCureHasANameThatIsReadBack()
    {
        QStringList names;
        for (const DeadlockCure cure : {DeadlockCure::None, DeadlockCure::AfterLock, DeadlockCure::ReEntrant,
                 DeadlockCure::Bigger, DeadlockCure::Sluice}) {
            names << QString::fromUtf8(wireName(cure).data());
            QCOMPARE(deadlockCureFromText(wireName(cure)), std::optional(cure));
        }
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("none after-lock re-entrant 512 sluice"));
        QVERIFY(!deadlockCureFromText("513"));
    }

private:
    DeadlockRun &run(DeadlockCure cure, std::uint64_t events) { return *m_runs.at({cure, events}); }

    std::map<std::pair<DeadlockCure, std::uint64_t>, std::unique_ptr<DeadlockRun>> m_runs;
};

QTEST_GUILESS_MAIN(TestDeadlockLab)
#include "tst_deadlock_lab.moc"

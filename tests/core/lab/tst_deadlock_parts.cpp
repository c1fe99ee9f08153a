// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The parts of the deadlock lab: its lock and its tale.

#include "core/lab/deadlock_lab_lock.h"
#include "core/lab/deadlock_lab_tale.h"

#include <QtTest>

#include <thread>

using namespace sluice;

class TestDeadlockParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSoWhenItsHolderAsksAgain()
    {
        CheckedLock lock(CheckedLock::Kind::ErrorChecking);
        QCOMPARE(lock.ask("a", Millis(0)), CheckedLock::Asked::Taken);
        QCOMPARE(lock.holder(), "a");
        QCOMPARE(lock.ask("a", Millis(60'000)), CheckedLock::Asked::SelfDeadlock);
        lock.letGo();
        QVERIFY(lock.holder() == nullptr);
        QCOMPARE(lock.ask("a", Millis(0)), CheckedLock::Asked::Taken);
        lock.letGo();
    }

    void letsItsHolderInAgainWhenReEntrant()
    {
        CheckedLock lock(CheckedLock::Kind::ReEntrant);
        QCOMPARE(lock.ask("a", Millis(0)), CheckedLock::Asked::Taken);
        QCOMPARE(lock.ask("a", Millis(0)), CheckedLock::Asked::Taken);
        lock.letGo();
        QCOMPARE(lock.holder(), "a");
        lock.letGo();
        QVERIFY(lock.holder() == nullptr);
    }

    void anotherThreadWaitsOnlySoLong()
    {
        CheckedLock lock(CheckedLock::Kind::ErrorChecking);
        QCOMPARE(lock.ask("a", Millis(0)), CheckedLock::Asked::Taken);
        CheckedLock::Asked asked = CheckedLock::Asked::Taken;
        std::thread([&] { asked = lock.ask("b", Millis(1)); }).join();
        QCOMPARE(asked, CheckedLock::Asked::NotInTime);
        QCOMPARE(lock.holder(), "a");
        lock.letGo();
    }

    void aThousandAppendsAreOneStep()
    {
        DeadlockTale tale;
        for (std::uint64_t event = 1; event <= 1'000; ++event)
            tale.appended("program", event);
        QCOMPARE(tale.steps().size(), std::size_t(1));
        QCOMPARE(tale.steps().front().event, 1'000U);
        QCOMPARE(
            tale.steps().front().text, std::string("Events 1 to 1000 go into the queue, one record() each."));
    }

    void appendsOfAnotherThreadAreAnotherStep()
    {
        DeadlockTale tale;
        tale.appended("program", 1);
        tale.appended("program 2", 2);
        tale.appended("program", 3);
        QCOMPARE(tale.steps().size(), std::size_t(3));
        QCOMPARE(tale.steps().back().text, std::string("Event 3 goes into the queue."));
    }

    void keepsRoomForTheLastStep_data()
    {
        QTest::addColumn<int>("told");
        QTest::addColumn<int>("kept");
        QTest::addColumn<QString>("last");
        QTest::newRow("198") << 198 << 199 << QStringLiteral("The end.");
        QTest::newRow("199") << 199 << 200 << QStringLiteral("The end.");
        QTest::newRow("200") << 200 << 200 << QStringLiteral("The end. (Steps left out before this one: 1.)");
    }

    void keepsRoomForTheLastStep()
    {
        QFETCH(int, told);
        QFETCH(int, kept);
        QFETCH(QString, last);
        DeadlockTale tale;
        for (int i = 0; i < told; ++i)
            tale.tell(DeadlockStep::Kind::Posted, "program", 0, "A step.");
        tale.conclude("program", "The end.");
        QCOMPARE(tale.steps().size(), static_cast<std::size_t>(kept));
        QCOMPARE(QString::fromStdString(tale.steps().back().text), last);
    }
};

QTEST_GUILESS_MAIN(TestDeadlockParts)
#include "tst_deadlock_parts.moc"

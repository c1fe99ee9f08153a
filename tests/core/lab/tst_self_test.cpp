// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/self_test.h"

#include <QTest>

#include <latch>
#include <memory>
#include <stdexcept>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

SelfTestCase caseOf(std::string name, bool passed)
{
    return {std::move(name), "good", [passed] { return SelfTestCase::Outcome{passed, "seen"}; }};
}

} // namespace

class TestSelfTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passes_data()
    {
        QTest::addColumn<int>("number");
        const auto cases = selfTestCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name.c_str()) << static_cast<int>(i);
    }
    void passes()
    {
        QFETCH(int, number);
        const SelfTestCase what = selfTestCases()[static_cast<std::size_t>(number)];
        const SelfTestReport report = runSelfTest({what}, 60s);
        QCOMPARE(report.checks.size(), 1U);
        QVERIFY2(report.passed(), report.checks[0].seen.c_str());
        QCOMPARE(report.checks[0].name, what.name);
        QCOMPARE(report.checks[0].expected, what.expected);
        qInfo("%s (%lld µs)", report.checks[0].seen.c_str(),
            static_cast<long long>(report.checks[0].took.count()));
    }

    void saysWhichChecksFailed()
    {
        const SelfTestReport report = runSelfTest({caseOf("one", true), caseOf("two", false)});
        QVERIFY(!report.passed());
        QVERIFY(report.checks[0].passed);
        QVERIFY(!report.checks[1].passed);
    }

    void hasNotPassedWithoutAnyCheck() { QVERIFY(!runSelfTest({}).passed()); }

    void goesOnAfterACheckThatHangs()
    {
        const auto release = std::make_shared<std::latch>(1);
        const auto left = std::make_shared<std::latch>(1);
        const SelfTestCase hangs{"hangs", "it ends", [release, left] {
                                     release->wait();
                                     left->count_down();
                                     return SelfTestCase::Outcome{true, "too late"};
                                 }};
        const SelfTestReport report = runSelfTest({hangs, caseOf("next", true)}, 50ms);
        release->count_down();
        left->wait();
        QVERIFY(!report.checks[0].passed);
        QCOMPARE(report.checks[0].seen, std::string("it did not come back within 50 ms"));
        QVERIFY(report.checks[0].took >= 50ms);
        QVERIFY(report.checks[1].passed);
    }

    void takesAnExceptionForAFailure()
    {
        const SelfTestCase throws{"throws", "it does not",
            []() -> SelfTestCase::Outcome { throw std::runtime_error("no memory"); }};
        const SelfTestReport report = runSelfTest({throws});
        QVERIFY(!report.passed());
        QCOMPARE(report.checks[0].seen, std::string("it threw: no memory"));
    }

    void beginsNothingAfterItsStop()
    {
        const auto stop = std::make_shared<std::stop_source>();
        const SelfTestCase stops{"stops", "", [stop] {
                                     stop->request_stop();
                                     return SelfTestCase::Outcome{true, ""};
                                 }};
        QCOMPARE(runSelfTest({stops, caseOf("two", true)}, 60s, stop->get_token()).checks.size(), 1U);
    }

    void readsAsText()
    {
        SelfTestReport report;
        report.checks = {{"flush() inside", "comes back at once", "took 3 µs", true, Micros(12'340)},
            {"end() inside", "comes back at once", "hangs", false, Micros(5'000'000)}};
        report.took = Micros(5'012'340);
        QCOMPARE(toText(report),
            std::string(
                "Sluice's self-test: 1 of 2 passed, in 5012.3 ms\n"
                "\npassed, 12.3 ms: flush() inside\n  expected: comes back at once\n  seen: took 3 µs\n"
                "\nFAILED, 5000.0 ms: end() inside\n  expected: comes back at once\n  seen: hangs\n"));
    }
};

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

using namespace sluice;

namespace {

constexpr Millis deadline{100};
constexpr Millis margin{50};

} // namespace

/// With a server that never answers, every call returns within its deadline and 50 ms.
class TestDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndReturnsInTime_data()
    {
        QTest::addColumn<bool>("spool");
        QTest::addColumn<int>("sessions");
        QTest::newRow("in memory, one session") << false << 1;
        QTest::newRow("in memory, 64 sessions") << false << 64;
        QTest::newRow("with a spool, one session") << true << 1;
        QTest::newRow("with a spool, 64 sessions") << true << 64;
    }

    void everyEndReturnsInTime()
    {
        QFETCH(bool, spool);
        QFETCH(int, sessions);
        QTemporaryDir dir;
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.endDeadline = deadline;
        if (spool)
            config.spoolDir = dir.filePath(QStringLiteral("spool")).toStdString();
        auto recorder = Recorder::create(
            config,
            [] { return std::make_unique<ScriptedTransport>(std::make_shared<TransportScript>(), true); },
            m_clock, nullptr, 3)
                            .value();
        std::vector<std::shared_ptr<RecordingSession>> started;
        for (int i = 0; i < sessions; ++i) {
            started.push_back(recorder->startSession({.hostEnv = "{}"}).value());
            for (int event = 0; event < 100; ++event)
                started.back()->record(ActionEvent{.actionType = "a"});
        }
        returnsInTime("flush", deadline, [&] { QVERIFY(!started[0]->flush(deadline).complete); });
        returnsInTime(
            "end", deadline, [&] { QVERIFY(!started[0]->end(EndState::Fail, {}, deadline).complete); });
        returnsInTime("endAll", deadline, [&] { recorder->endAll(EndState::Fail, {}, deadline); });
        returnsInTime("destructor", config.endDeadline, [&] { recorder.reset(); });
        for (const auto &session : started) {
            const Ledger ledger = session->ledger();
            QVERIFY(ledger.balances());
            QCOMPARE(ledger.spooled, spool ? 100U : 0U);
        }
    }

private:
    template <typename Call>
    static void returnsInTime(const char *what, Millis within, Call call)
    {
        const auto began = std::chrono::steady_clock::now();
        call();
        const auto took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - began);
        qInfo("%s: %lld ms", what, static_cast<long long>(took.count()));
        QVERIFY2(took <= within + margin, what);
    }

    SystemClock m_clock;
};

QTEST_APPLESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"

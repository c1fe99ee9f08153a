// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/burst_form.h"
#include "ui/models/burst_text.h"
#include "ui/models/endpoint_text.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

class TestBurstForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAPresetThroughTheFields_data();
    void keepsAPresetThroughTheFields();
    void takesNoDeadlineForZero();
    void namesTheFieldThatIsWrong_data();
    void namesTheFieldThatIsWrong();
    void tagsABurstOfOnesOwnWithItsSize();
    void saysHowABurstGoes();
    void saysWhatWasLost();
    void knowsThisMachine_data();
    void knowsThisMachine();
};

void TestBurstForm::keepsAPresetThroughTheFields_data()
{
    QTest::addColumn<int>("preset");
    for (int i = 0; i < static_cast<int>(burstPresets().size()); ++i)
        QTest::newRow(burstPresets()[static_cast<std::size_t>(i)].name.c_str()) << i;
}

void TestBurstForm::keepsAPresetThroughTheFields()
{
    QFETCH(int, preset);
    const BurstPlan &plan = burstPresets()[static_cast<std::size_t>(preset)].plan;
    const BurstForm form = BurstForm::fromPlan(plan);
    QCOMPARE(form.problem(), QString());
    const BurstPlan again = form.toPlan();
    QCOMPARE(again.events, plan.events);
    QCOMPARE(again.producers, plan.producers);
    QCOMPARE(again.rate, plan.rate);
    QCOMPARE(again.payloadBytes, plan.payloadBytes);
    QCOMPARE(again.queue.maxQueueSize, plan.queue.maxQueueSize);
    QVERIFY(again.queue.maxWaitTime == plan.queue.maxWaitTime);
    QVERIFY(again.queue.policy == plan.queue.policy);
    QVERIFY(again.queue.blockDeadline == plan.queue.blockDeadline);
    QVERIFY(again.endpointDelay == plan.endpointDelay);
    QVERIFY(again.endDeadline == plan.endDeadline);
    QCOMPARE(again.tags, plan.tags);
}

void TestBurstForm::takesNoDeadlineForZero()
{
    BurstForm form;
    QVERIFY(!form.toPlan().queue.blockDeadline);
    form.blockDeadlineMs = 250;
    QVERIFY(form.toPlan().queue.blockDeadline == Millis(250));
}

void TestBurstForm::namesTheFieldThatIsWrong_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("producers");
    QTest::addColumn<QString>("field");
    QTest::newRow("none") << 1 << 1 << QString();
    QTest::newRow("most") << 1'000'000 << 16 << QString();
    QTest::newRow("no events") << 0 << 1 << QStringLiteral("events");
    QTest::newRow("one event too many") << 1'000'001 << 1 << QStringLiteral("events");
    QTest::newRow("negative") << -5 << 1 << QStringLiteral("events");
    QTest::newRow("no producer") << 1 << 0 << QStringLiteral("producers");
    QTest::newRow("one producer too many") << 1 << 17 << QStringLiteral("producers");
}

void TestBurstForm::namesTheFieldThatIsWrong()
{
    QFETCH(int, events);
    QFETCH(int, producers);
    QFETCH(QString, field);
    BurstForm form;
    form.events = events;
    form.producers = producers;
    QCOMPARE(form.problem().isEmpty(), field.isEmpty());
    QVERIFY2(form.problem().contains(field), qPrintable(form.problem()));
}

void TestBurstForm::tagsABurstOfOnesOwnWithItsSize()
{
    BurstForm form;
    form.events = 512;
    QCOMPARE(form.toPlan().tags, (std::vector<std::string>{"burst", "512"}));
}

void TestBurstForm::saysHowABurstGoes()
{
    BurstProgress progress;
    progress.planned = 100'000;
    progress.offered = 25'000;
    QCOMPARE(burstStateText(progress), QStringLiteral("Recording 25,000 of 100,000"));
    QCOMPARE(burstPermille(progress), 250);
    QCOMPARE(recordCostText(progress), QString());
    progress.state = BurstProgress::State::Ending;
    progress.ledger.queued = 40;
    QCOMPARE(burstStateText(progress), QStringLiteral("Sending what is left: 40"));
    progress = {};
    progress.state = BurstProgress::State::Finished;
    progress.offered = progress.planned = progress.ledger.recorded = progress.ledger.delivered = 100;
    progress.elapsed = Millis(1'230);
    progress.flushes = 2;
    progress.cost = {45, 310, 1'200'000};
    QCOMPARE(burstStateText(progress), QStringLiteral("100 recorded in 1.23 s, 100 delivered by 2 flushes"));
    QCOMPARE(recordCostText(progress), QStringLiteral("record(): p50 45 ns, p99 310 ns, max 1.20 ms"));
    QCOMPARE(burstProblemText(progress), QString());
}

void TestBurstForm::saysWhatWasLost()
{
    BurstProgress progress;
    progress.ledger.dropsFor(DropReason::QueueFull) = 1'500;
    QCOMPARE(burstProblemText(progress), QStringLiteral("1,500 dropped by the chosen policy"));
    progress.message = "7 events were not sent";
    QCOMPARE(burstProblemText(progress), QStringLiteral("7 events were not sent"));
}

void TestBurstForm::knowsThisMachine_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("IPv4") << QStringLiteral("http://127.0.0.1:4318") << true;
    QTest::newRow("all of 127") << QStringLiteral("http://127.9.9.9") << true;
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:4318") << true;
    QTest::newRow("name") << QStringLiteral("https://localhost/path") << true;
    QTest::newRow("hosted") << QStringLiteral("https://api.agentops.ai") << false;
    QTest::newRow("a name that begins alike") << QStringLiteral("http://127.0.0.1.example.com") << false;
    QTest::newRow("a user that looks alike") << QStringLiteral("http://localhost:x@example.com") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestBurstForm::knowsThisMachine()
{
    QFETCH(QString, url);
    QTEST(isLoopbackUrl(url), "loopback");
}

QTEST_GUILESS_MAIN(TestBurstForm)
#include "tst_burst_form.moc"

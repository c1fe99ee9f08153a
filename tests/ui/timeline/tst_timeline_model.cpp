// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using sluice::ui::TimelineModel;

namespace {

FlushRecord flush(std::uint64_t sequence, Micros at, FlushOutcome outcome)
{
    FlushRecord record;
    record.session = SessionId("s");
    record.sequence = sequence;
    record.started = sessionStart + at;
    record.ended = record.started + 5ms;
    record.outcome = outcome;
    return record;
}

DropRun drop(DropReason reason, Micros at, std::uint64_t count)
{
    return {SessionId("s"), reason, sessionStart + at, sessionStart + at + 1ms, count};
}

QString textOf(const std::vector<FlushRecord> &flushes)
{
    QStringList texts;
    for (const FlushRecord &record : flushes)
        texts << QStringLiteral("%1 %2")
                     .arg(record.sequence)
                     .arg(QString::fromStdString(std::string(wireName(record.outcome))));
    return texts.join(u", ");
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<TimelineModel>();
        m_model->reset(summaryOf("s"));
    }

    void signalsOnceACall()
    {
        QSignalSpy changed(m_model.get(), &TimelineModel::changed);
        QSignalSpy sessions(m_model.get(), &TimelineModel::sessionChanged);
        const DemoSession demo = demoSession();
        m_model->appendEvents(demo.events);
        QCOMPARE(changed.size(), 1);
        m_model->setFlushes({flush(1, 0ms, FlushOutcome::Delivered), flush(2, 1ms, FlushOutcome::Delivered)});
        QCOMPARE(changed.size(), 2);
        m_model->setDepths({});
        m_model->setDrops({});
        m_model->setAgents(demo.agents);
        m_model->setEnd(sessionStart + 1s);
        m_model->setLaneBy(LaneBy::Agent);
        m_model->update(summaryOf("s"));
        QCOMPARE(changed.size(), 8);
        QCOMPARE(sessions.size(), 0);
        m_model->reset(summaryOf("other"));
        m_model->clear();
        QCOMPARE(changed.size(), 8);
        QCOMPARE(sessions.size(), 2);
    }

    void startsFromNothingWithEachSession()
    {
        const DemoSession demo = demoSession();
        m_model->reset(demo.session);
        m_model->appendEvents(demo.events);
        m_model->appendFlushes(demo.flushes);
        m_model->appendDrops(demo.drops);
        m_model->appendDepths(demo.depths);
        QCOMPARE(m_model->events().eventCount(), demo.events.size());
        QCOMPARE(m_model->flushes(), demo.flushes);
        QVERIFY(!m_model->depths().isEmpty());
        m_model->reset(summaryOf("s"));
        QCOMPARE(m_model->events().eventCount(), std::size_t{0});
        QVERIFY(m_model->flushes().empty());
        QVERIFY(m_model->drops().empty());
        QVERIFY(m_model->depths().isEmpty());
        QVERIFY(!m_model->hasDelivery());
    }

    void replacesAFlushToldAgain()
    {
        m_model->appendFlushes(
            {flush(1, 0ms, FlushOutcome::Delivered), flush(2, 9ms, FlushOutcome::Sending)});
        m_model->appendFlushes({flush(2, 9ms, FlushOutcome::Refused), flush(3, 20ms, FlushOutcome::Sending)});
        QCOMPARE(textOf(m_model->flushes()), QStringLiteral("1 delivered, 2 refused, 3 sending"));
    }
    void ordersFlushesByStart()
    {
        m_model->appendFlushes(
            {flush(5, 50ms, FlushOutcome::Delivered), flush(3, 30ms, FlushOutcome::Sending)});
        m_model->appendFlushes(
            {flush(3, 30ms, FlushOutcome::Delivered), flush(4, 40ms, FlushOutcome::Delivered)});
        QCOMPARE(textOf(m_model->flushes()), QStringLiteral("3 delivered, 4 delivered, 5 delivered"));
    }
    void replacesADropRunToldAgain()
    {
        m_model->appendDrops({drop(DropReason::QueueFull, 5ms, 3), drop(DropReason::TooLarge, 5ms, 1)});
        m_model->appendDrops({drop(DropReason::QueueFull, 5ms, 7), drop(DropReason::QueueFull, 1ms, 2)});
        QCOMPARE(m_model->drops().size(), std::size_t{3});
        QCOMPARE(m_model->drops().front().count, 2U);
        QCOMPARE(m_model->droppedEvents(), 10U);
    }
    void passesOverOtherSessions()
    {
        FlushRecord foreignFlush = flush(1, 0ms, FlushOutcome::Delivered);
        foreignFlush.session = SessionId("other");
        DropRun foreignDrop = drop(DropReason::QueueFull, 0ms, 1);
        foreignDrop.session = SessionId("other");
        m_model->appendFlushes({foreignFlush});
        m_model->appendDrops({foreignDrop});
        m_model->appendDepths({{SessionId("other"), sessionStart, 0, 1, 100}});
        m_model->update(summaryOf("other"));
        QVERIFY(!m_model->hasDelivery());
        QCOMPARE(m_model->session()->id, SessionId("s"));
    }

    void namesAgents()
    {
        m_model->appendEvents(demoSession().events);
        const auto agentOfFirst = m_model->events().columns().agent(0);
        const std::string id(m_model->events().columns().agentId(agentOfFirst));
        QCOMPARE(m_model->agentName(agentOfFirst), id);
        m_model->setAgents({{AgentId(id), "planner"}});
        QCOMPARE(m_model->agentName(agentOfFirst), std::string("planner"));
        QCOMPARE(m_model->agentName(0), std::string());
    }

    void spansAllThatIsKnown_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::newRow("nothing") << "" << 0 << 0;
        QTest::newRow("events") << "event" << 10 << 20;
        QTest::newRow("a flush after the events") << "event flush" << 10 << 35;
        QTest::newRow("an end") << "event end" << 10 << 100;
        QTest::newRow("an event before the start") << "early" << -50 << 0;
    }
    void spansAllThatIsKnown()
    {
        QFETCH(QString, what);
        QFETCH(int, begin);
        QFETCH(int, end);
        EventHead head;
        head.row = 1;
        head.start = sessionStart + (what.contains(u"early") ? -50ms : 10ms);
        head.end = head.start + 10ms;
        if (!what.isEmpty())
            m_model->appendEvents({head});
        if (what.contains(u"flush"))
            m_model->appendFlushes({flush(1, 30ms, FlushOutcome::Delivered)});
        if (what.contains(u"end"))
            m_model->setEnd(sessionStart + 100ms);
        QCOMPARE(m_model->zero(), sessionStart);
        QCOMPARE(m_model->range().begin, std::min(sessionStart, sessionStart + begin * 1ms));
        QCOMPARE(m_model->range().end, sessionStart + end * 1ms);
    }

    void runsUntilItEndsOrFallsSilent()
    {
        QVERIFY(m_model->isRunningAt(sessionStart + 1s));
        QVERIFY(!m_model->isRunningAt(sessionStart + 2h));
        m_model->setEnd(sessionStart + 1s);
        QVERIFY(!m_model->isRunningAt(sessionStart + 1s));
        m_model->clear();
        QVERIFY(!m_model->isRunningAt(sessionStart));
    }

private:
    std::unique_ptr<TimelineModel> m_model;
};

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timeline_model.moc"

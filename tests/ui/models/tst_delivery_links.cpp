// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/delivery_links.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

const SessionId session("s");

EventHead headOf(std::int64_t row, Millis start, Millis end)
{
    EventHead head;
    head.row = row;
    head.start = Timestamp(start);
    head.end = Timestamp(end);
    return head;
}

} // namespace

class TestDeliveryLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_links.reset(session); }

    void asksOnceAndRemembers()
    {
        QSignalSpy wanted(&m_links, &DeliveryLinks::flushesWanted);
        QSignalSpy changed(&m_links, &DeliveryLinks::changed);
        QVERIFY(!m_links.flushesOf(7));
        QVERIFY(!m_links.flushesOf(7));
        QCOMPARE(wanted.count(), 1);
        m_links.takeFlushes(session, 7, {3, 4});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(*m_links.flushesOf(7), (std::vector<std::uint64_t>{3, 4}));
        QCOMPARE(wanted.count(), 1);
    }

    void asksOneAtATimeTheNewestFirst()
    {
        QSignalSpy wanted(&m_links, &DeliveryLinks::eventsWanted);
        for (std::uint64_t sequence = 1; sequence <= 3; ++sequence)
            QVERIFY(!m_links.eventsOf(sequence));
        QCOMPARE(wanted.count(), 1);
        m_links.takeEvents(session, 1, {});
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(wanted.last()[1].toULongLong(), quint64{3});
        m_links.takeEvents(session, 3, {});
        QCOMPARE(wanted.last()[1].toULongLong(), quint64{2});
    }

    void spansTheTimeOfTheEvents()
    {
        QVERIFY(!m_links.eventsOf(1));
        m_links.takeEvents(session, 1, {headOf(4, 20ms, 90ms), headOf(5, 10ms, 30ms)});
        const DeliveryLinks::Carried *carried = m_links.eventsOf(1);
        QVERIFY(carried);
        QCOMPARE(carried->events, std::uint64_t{2});
        QCOMPARE(carried->begin, Timestamp(10ms));
        QCOMPARE(carried->end, Timestamp(90ms));
        QCOMPARE(carried->rows, (std::vector<qint64>{4, 5}));
    }

    void asksAgainWhenFlushesCame()
    {
        QSignalSpy wanted(&m_links, &DeliveryLinks::flushesWanted);
        QVERIFY(!m_links.flushesOf(7));
        m_links.takeFlushes(session, 7, {3});
        m_links.doubtAnswers();
        QCOMPARE(*m_links.flushesOf(7), std::vector<std::uint64_t>{3}); // stands until the next answer
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(*m_links.flushesOf(7), std::vector<std::uint64_t>{3});
        QCOMPARE(wanted.count(), 2);
        m_links.takeFlushes(session, 7, {3, 4});
        QCOMPARE(*m_links.flushesOf(7), (std::vector<std::uint64_t>{3, 4}));
        QCOMPARE(wanted.count(), 2);
    }

    void passesOverAnotherSessionsAnswers()
    {
        QVERIFY(!m_links.flushesOf(7));
        m_links.reset(SessionId("t"));
        m_links.takeFlushes(session, 7, {3});
        QVERIFY(!m_links.knownFlushesOf(7));
        QSignalSpy wanted(&m_links, &DeliveryLinks::flushesWanted);
        QVERIFY(!m_links.flushesOf(7));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<SessionId>(), SessionId("t"));
    }

private:
    DeliveryLinks m_links;
};

QTEST_GUILESS_MAIN(TestDeliveryLinks)
#include "tst_delivery_links.moc"

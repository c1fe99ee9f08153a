// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "tests/ui/bridge/store_bench.h"
#include "ui/models/shown_session.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

const SessionId alpha{"aaaaaaaa-0000-4000-8000-000000000000"};
const SessionId beta{"bbbbbbbb-0000-4000-8000-000000000000"};

SessionSummary summaryOf(const SessionId &id, std::uint64_t events)
{
    SessionSummary summary;
    summary.id = id;
    summary.counts.of(EventType::Action) = events;
    return summary;
}

} // namespace

class TestShownSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreBench>();
        m_store->open();
        m_bridge = std::make_unique<Bridge>(
            BridgeSources{nullptr, nullptr, nullptr, m_store->dir, &m_clock}, nullptr);
        m_shown = std::make_unique<ShownSession>(*m_bridge);
    }
    void cleanup()
    {
        m_shown.reset();
        m_bridge.reset();
        m_store.reset();
    }

    void loadsAllEventsAndSaysHowFarItIs()
    {
        const int count = static_cast<int>(NewsQuery::mostHeads) + 10;
        m_store->addEvents(alpha, 0, count);
        QSignalSpy progress(m_shown.get(), &ShownSession::loadProgress);
        QSignalSpy ended(m_shown.get(), &ShownSession::loadEnded);
        m_shown->open(summaryOf(alpha, static_cast<std::uint64_t>(count)));
        QVERIFY(m_shown->isLoading());
        m_bridge->start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QVERIFY(!m_shown->isLoading());
        QVERIFY(!m_shown->isPartial());
        QCOMPARE(eventCount(), static_cast<std::size_t>(count));
        QVERIFY(progress.size() >= 2);
        quint64 last = 0;
        for (const auto &said : progress) {
            QVERIFY(said[0].toULongLong() > last);
            QCOMPARE(said[1].toULongLong(), static_cast<quint64>(count));
            last = said[0].toULongLong();
        }
        QCOMPARE(last, static_cast<quint64>(count));
    }

    void addsWhatComesLater()
    {
        m_store->addEvents(alpha, 0, 10);
        m_bridge->start();
        m_shown->open(summaryOf(alpha, 10));
        QTRY_COMPARE(eventCount(), std::size_t{10});
        m_store->addEvents(alpha, 10, 5);
        QTRY_COMPARE(eventCount(), std::size_t{15});
    }

    void takesAnEventThatIsToldAgain()
    {
        m_store->addEvents(alpha, 0, 10);
        m_bridge->start();
        m_shown->open(summaryOf(alpha, 10));
        QTRY_VERIFY(!m_shown->isLoading());
        StoredEvent event;
        event.session = alpha;
        event.id = EventId("3");
        event.name = "another name";
        event.body = "{}";
        StoreBatch batch;
        batch.events.push_back(event);
        m_store->commit(std::move(batch));
        const EventColumns &columns = m_shown->timeline().events().columns();
        QTRY_COMPARE(columns.name(3), std::string_view("another name"));
        QCOMPARE(eventCount(), std::size_t{10});
    }

    void keepsWhatIsThereWhenLoadingIsCancelled()
    {
        m_store->addEvents(alpha, 0, 3 * static_cast<int>(NewsQuery::mostHeads));
        QSignalSpy ended(m_shown.get(), &ShownSession::loadEnded);
        connect(m_shown.get(), &ShownSession::loadProgress, m_shown.get(), &ShownSession::cancelLoading);
        m_shown->open(summaryOf(alpha, 3 * NewsQuery::mostHeads));
        m_bridge->start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QVERIFY(m_shown->isPartial());
        const std::size_t kept = eventCount();
        QVERIFY(kept > 0);
        QVERIFY(kept < NewsQuery::mostHeads);
        m_store->addSession(beta, {"beta"}); // the list goes on
        QSignalSpy sessions(m_bridge.get(), &Bridge::sessionsChanged);
        QTRY_VERIFY(!sessions.isEmpty());
        QCOMPARE(eventCount(), kept);
    }

    void startsAnewWithAnotherSession()
    {
        m_store->addEvents(alpha, 0, 20);
        m_store->addEvents(beta, 0, 7);
        m_bridge->start();
        m_shown->open(summaryOf(alpha, 20));
        m_shown->open(summaryOf(beta, 7));
        QTRY_VERIFY(!m_shown->isLoading());
        QCOMPARE(eventCount(), std::size_t{7});
    }

private:
    std::size_t eventCount() const { return m_shown->timeline().events().eventCount(); }

    SystemClock m_clock;
    std::unique_ptr<StoreBench> m_store;
    std::unique_ptr<Bridge> m_bridge;
    std::unique_ptr<ShownSession> m_shown;
};

QTEST_GUILESS_MAIN(TestShownSession)
#include "tst_shown_session.moc"

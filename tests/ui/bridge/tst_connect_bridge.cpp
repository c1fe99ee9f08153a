// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The reader of clients by a scripted source; the test of the connection against a real collector, and
// against servers that are not what they should be.

#include "core/base/clock.h"
#include "core/collector/collector.h"
#include "tests/support/fault_server.h"
#include "tests/support/memory_store.h"
#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/clients_reader.h"
#include "ui/bridge/connection_test.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/store_follower.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 15'000;
const QString key = QStringLiteral("11111111-2222-4333-8444-555555555555");

using End = ConnectionReport::End;

/// A collector on a free port, on a store in memory.
class CollectorBench
{
public:
    explicit CollectorBench(CollectorAccess access = {})
        : collector(Collector::start({"127.0.0.1", 0}, store, m_clock, {}, std::move(access)).value())
    { }

    QString url() const { return toQt(collector->address().toUrl()); }

private:
    SystemClock m_clock;

public:
    MemoryStore store;
    std::unique_ptr<Collector> collector;
};

SessionSummary listed(const SessionId &id)
{
    SessionSummary session;
    session.id = id;
    session.counts.of(EventType::Action) = 1;
    return session;
}

} // namespace

class TestConnectBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatChangedAndNothingElse();
    void looksWhileItIsWanted();
    void forgetsAnotherSourcesClients();
    void goesThroughEachStep();
    void showsItInTheListOfARealStore();
    void saysWhenNothingListens();
    void saysWhenTheKeyIsRefused();
    void saysWhenTheStoreTakesNothing();
    void saysWhenAnotherProgramAnswers();
    void hearsOneWishAtATime();
    void endsWithARequestUnderWay();

private:
    SystemClock m_clock;
};

void TestConnectBridge::tellsWhatChangedAndNothingElse()
{
    std::uint64_t revision = 1;
    int copies = 0;
    ClientsReader reader({[&] { return revision; },
        [&] {
            ++copies;
            ClientsSeen seen;
            seen.revision = revision;
            return seen;
        }});
    QSignalSpy spy(&reader, &ClientsReader::changed);
    reader.look();
    reader.look();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(copies, 1);
    revision = 2;
    reader.look();
    QCOMPARE(spy.size(), 2);
    QCOMPARE(reader.seen().revision, 2U);
}

void TestConnectBridge::looksWhileItIsWanted()
{
    std::uint64_t looks = 0;
    ClientsReader reader({[&] { return ++looks; }, [] { return ClientsSeen(); }});
    reader.setWanted(true);
    QVERIFY(looks >= 1);
    QTRY_VERIFY_WITH_TIMEOUT(looks >= 3, patience);
    reader.setWanted(false);
    const std::uint64_t before = looks;
    QTest::qWait(2 * static_cast<int>(ClientsReader::interval.count()));
    QCOMPARE(looks, before);
}

void TestConnectBridge::forgetsAnotherSourcesClients()
{
    ClientsReader reader({[] { return std::uint64_t(7); },
        [] {
            ClientsSeen seen;
            seen.revision = 7;
            seen.clients.resize(1);
            return seen;
        }});
    reader.look();
    QCOMPARE(reader.seen().clients.size(), 1U);
    QSignalSpy spy(&reader, &ClientsReader::changed);
    reader.restart();
    QCOMPARE(spy.size(), 1);
    QVERIFY(reader.seen().clients.empty());
    reader.look();
    QCOMPARE(spy.size(), 2);
}

void TestConnectBridge::goesThroughEachStep()
{
    CollectorBench bench;
    ConnectionTest test(m_clock);
    std::vector<int> done;
    connect(&test, &ConnectionTest::changed, this,
        [&](const ConnectionReport &report) { done.push_back(report.done); });
    test.start(bench.url(), key);
    QTRY_COMPARE_WITH_TIMEOUT(test.report().done, 3, patience);
    QVERIFY(test.isRunning());
    test.noteSessions({listed(SessionId("another"))});
    QVERIFY(test.isRunning());
    test.noteSessions({listed(test.report().session)});
    QVERIFY(test.report().end == End::Good);
    QCOMPARE(done, (std::vector<int>{0, 2, 3, 4}));
    QVERIFY(*test.report().answered > Micros::zero());
    QVERIFY(*test.report().committed > Micros::zero());
}

void TestConnectBridge::showsItInTheListOfARealStore()
{
    StoreBench store;
    store.open();
    const auto collector = Collector::start({"127.0.0.1", 0}, store.store(), m_clock).value();
    ConnectionTest test(m_clock);
    StoreFollower follower(store.dir, this);
    connect(&follower, &StoreFollower::sessionsChanged, &test, &ConnectionTest::noteSessions);
    test.start(toQt(collector->address().toUrl()), key);
    QTRY_VERIFY_WITH_TIMEOUT((follower.tick(), !test.isRunning()), patience);
    QVERIFY(test.report().end == End::Good);
}

void TestConnectBridge::saysWhenNothingListens()
{
    QString url;
    {
        CollectorBench bench;
        url = bench.url();
    }
    ConnectionTest test(m_clock);
    test.start(url, key);
    QTRY_VERIFY_WITH_TIMEOUT(!test.isRunning(), patience);
    QVERIFY(test.report().end == End::NotReached);
    QCOMPARE(test.report().done, 0);
    QVERIFY(!test.report().words.isEmpty());
}

void TestConnectBridge::saysWhenTheKeyIsRefused()
{
    CollectorAccess access;
    access.token = "99999999-2222-4333-8444-555555555555";
    CollectorBench bench(access);
    ConnectionTest test(m_clock);
    test.start(bench.url(), key);
    QTRY_VERIFY_WITH_TIMEOUT(!test.isRunning(), patience);
    QVERIFY(test.report().end == End::Refused);
    QCOMPARE(test.report().status, 401);
    QCOMPARE(test.report().done, 1);
    test.start(bench.url(), QStringLiteral("99999999-2222-4333-8444-555555555555"));
    QTRY_COMPARE_WITH_TIMEOUT(test.report().done, 3, patience);
}

void TestConnectBridge::saysWhenTheStoreTakesNothing()
{
    CollectorBench bench;
    bench.store.setMode(MemoryStore::Mode::Fail);
    ConnectionTest test(m_clock);
    test.start(bench.url(), key);
    QTRY_VERIFY_WITH_TIMEOUT(!test.isRunning(), patience);
    QVERIFY(test.report().end == End::NotStored);
    QCOMPARE(test.report().status, 503);
}

void TestConnectBridge::saysWhenAnotherProgramAnswers()
{
    FaultServer server([](const ReceivedRequest &) { return FaultAnswer{200, {}, "hi"}; });
    ConnectionTest test(m_clock);
    test.start(toQt(server.url()), key);
    QTRY_VERIFY_WITH_TIMEOUT(!test.isRunning(), patience);
    QVERIFY(test.report().end == End::NotOurs);
    QCOMPARE(test.report().done, 1);
    QCOMPARE(test.report().words, QStringLiteral("hi"));
}

void TestConnectBridge::hearsOneWishAtATime()
{
    CollectorBench bench;
    ConnectionTest test(m_clock);
    test.start(bench.url(), key);
    const SessionId session = test.report().session;
    test.start(bench.url(), key);
    QCOMPARE(test.report().session, session);
    QTRY_COMPARE_WITH_TIMEOUT(test.report().done, 3, patience);
}

void TestConnectBridge::endsWithARequestUnderWay()
{
    CollectorBench bench;
    bench.store.setMode(MemoryStore::Mode::Hold);
    QElapsedTimer timer;
    {
        ConnectionTest test(m_clock);
        test.start(bench.url(), key);
        timer.start();
    }
    QVERIFY(timer.elapsed() < ConnectionTest::requestTimeout.count() / 2);
}

QTEST_GUILESS_MAIN(TestConnectBridge)
#include "tst_connect_bridge.moc"

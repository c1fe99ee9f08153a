// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/store_follower.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

const SessionId alpha{"aaaaaaaa-0000-4000-8000-000000000000"};
const SessionId beta{"bbbbbbbb-0000-4000-8000-000000000000"};

/// Counts what a follower hands out, and ticks it.
class Listener : public QObject
{
public:
    explicit Listener(StoreFollower &follower)
        : m_follower(follower)
    {
        connect(
            &follower, &StoreFollower::sessionsChanged, this, [this](const QList<SessionSummary> &sessions) {
                for (const SessionSummary &session : sessions)
                    sessionsSeen << QString::fromStdString(session.displayName());
            });
        connect(&follower, &StoreFollower::headsRead, this,
            [this](const SessionId &, const std::shared_ptr<const ReadyHeads> &heads) {
                ++chunks;
                greatestChunk = std::max(greatestChunk, heads->size());
                for (std::size_t i = 0; i < heads->size(); ++i)
                    rows.push_back(heads->at(i).row);
            });
        connect(&follower, &StoreFollower::recordsRead, this,
            [this](const SessionId &, const SessionRecords &records) { flushes = records.flushes.size(); });
        connect(&follower, &StoreFollower::caughtUp, this, [this] { caughtUp = true; });
        connect(
            &follower, &StoreFollower::failureChanged, this, [this](const QString &text) { failure = text; });
    }

    /// Ticks until `done`; the looks are answered in between.
    template <typename Done>
    bool tickUntil(Done done)
    {
        for (int i = 0; i < 2'000 && !done(); ++i) {
            m_follower.tick();
            QTest::qWait(5);
        }
        return done();
    }

    QStringList sessionsSeen;
    std::vector<std::int64_t> rows;
    std::size_t chunks = 0;
    std::size_t greatestChunk = 0;
    std::size_t flushes = 0;
    bool caughtUp = false;
    QString failure;

private:
    StoreFollower &m_follower;
};

} // namespace

class TestStoreFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhichSessionsChanged();
    void readsAllEventsInChunks();
    void readsOnlyWhatIsNew();
    void startsAnewWithAnotherSession();
    void readsTheRecordsOfASession();
    void isQuietWhileThereIsNoStore();
    void saysThatTheStoreIsBroken();
    void looksOnceAtATime();
};

void TestStoreFollower::saysWhichSessionsChanged()
{
    StoreBench bench;
    bench.open();
    bench.addSession(alpha, {"alpha"});
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    QVERIFY(
        listener.tickUntil([&] { return listener.sessionsSeen == QStringList{QStringLiteral("alpha")}; }));
    bench.addSession(beta, {"beta"});
    QVERIFY(listener.tickUntil([&] { return listener.sessionsSeen.size() == 2; }));
    QCOMPARE(listener.sessionsSeen.last(), QStringLiteral("beta"));
}

void TestStoreFollower::readsAllEventsInChunks()
{
    StoreBench bench;
    bench.open();
    bench.addSession(alpha);
    const int count = static_cast<int>(NewsQuery::mostHeads) + 1;
    bench.addEvents(alpha, 0, count);
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    follower.follow(alpha);
    QVERIFY(listener.tickUntil([&] { return listener.caughtUp; }));
    QCOMPARE(listener.rows.size(), static_cast<std::size_t>(count));
    QCOMPARE(listener.chunks, std::size_t{2});
    QCOMPARE(listener.greatestChunk, NewsQuery::mostHeads);
    QVERIFY(std::ranges::is_sorted(listener.rows));
}

void TestStoreFollower::readsOnlyWhatIsNew()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 10);
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    follower.follow(alpha);
    QVERIFY(listener.tickUntil([&] { return listener.rows.size() == 10; }));
    bench.addEvents(alpha, 10, 5);
    QVERIFY(listener.tickUntil([&] { return listener.rows.size() >= 15; }));
    QCOMPARE(listener.rows.size(), std::size_t{15});
}

void TestStoreFollower::startsAnewWithAnotherSession()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 10);
    bench.addEvents(beta, 100, 3);
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    QSignalSpy opened(&follower, &StoreFollower::sessionOpened);
    follower.follow(alpha);
    follower.tick();
    follower.follow(beta); // the look for alpha is under way, or answered and not yet delivered
    QVERIFY(listener.tickUntil([&] { return listener.caughtUp; }));
    QCOMPARE(listener.rows.size(), std::size_t{3});
    QCOMPARE(opened.count(), 2);
    follower.follow(alpha);
    QVERIFY(listener.tickUntil([&] { return listener.rows.size() == 13; }));
}

void TestStoreFollower::readsTheRecordsOfASession()
{
    StoreBench bench;
    bench.open();
    bench.addSession(alpha);
    FlushRecord flush;
    flush.session = alpha;
    flush.sequence = 1;
    StoreBatch batch;
    batch.flushes.push_back(flush);
    bench.commit(std::move(batch));
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    follower.follow(alpha);
    QVERIFY(listener.tickUntil([&] { return listener.flushes == 1; }));
}

void TestStoreFollower::isQuietWhileThereIsNoStore()
{
    StoreBench bench;
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    for (int i = 0; i < 20; ++i) {
        follower.tick();
        QTest::qWait(1);
    }
    QVERIFY(listener.failure.isEmpty());
    bench.open();
    bench.addSession(alpha);
    QVERIFY(listener.tickUntil([&] { return listener.sessionsSeen.size() == 1; }));
}

void TestStoreFollower::saysThatTheStoreIsBroken()
{
    StoreBench bench;
    QFile file(QString::fromStdString(bench.dir.database().string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8'192, 'x'));
    file.close();
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    QVERIFY(listener.tickUntil([&] { return listener.failure.contains(QStringLiteral("sluice.db")); }));
}

void TestStoreFollower::looksOnceAtATime()
{
    StoreBench bench;
    bench.open();
    bench.addSession(alpha);
    StoreFollower follower(bench.dir, nullptr);
    Listener listener(follower);
    for (int i = 0; i < 1'000; ++i)
        follower.tick(); // no answer is delivered here: one look stays under way
    QTRY_COMPARE(listener.sessionsSeen.size(), 1);
}

QTEST_GUILESS_MAIN(TestStoreFollower)
#include "tst_store_follower.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/store/store_reader.h"
#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/meta_types.h"
#include "ui/inspector/details_panel.h"
#include "ui/models/shown_session.h"
#include "ui/theme/theme.h"
#include "ui/window/details_desk.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::ui;

namespace {

using Tab = DetailsPanel::Tab;

const SessionId alpha{"aaaaaaaa-0000-4000-8000-000000000000"};
const SystemClock systemClock;

StoredEvent eventOf(const char *id, EventType type, const char *trigger)
{
    StoredEvent event;
    event.session = alpha;
    event.id = EventId(id);
    event.type = type;
    event.name = id;
    event.agent = AgentId("a-1");
    event.start = event.end = Timestamp(std::chrono::seconds(10));
    event.trigger = event.facts.parent = EventId(trigger);
    event.body = R"({"init_timestamp":"1970-01-01T00:00:10Z","logs":"said"})";
    return event;
}

/// A store with a session whose tool call failed, and the desk that shows it.
class Bench
{
public:
    Bench()
    {
        registerMetaTypes();
        store.open();
        StoreBatch batch;
        SessionChange session;
        session.id = alpha;
        session.started = Timestamp(std::chrono::seconds(9));
        session.tags = std::vector<std::string>{"agent"};
        batch.sessions.push_back(session);
        StoredAgent agent;
        agent.session = alpha;
        agent.agent = {AgentId("a-1"), "writer"};
        batch.agents.push_back(agent);
        batch.events.push_back(eventOf("search", EventType::Tool, ""));
        batch.events.push_back(eventOf("Timeout", EventType::Error, "search"));
        store.commit(std::move(batch));
        BridgeSources sources;
        sources.dataDir = store.dir;
        sources.clock = &systemClock;
        bridge = std::make_unique<Bridge>(sources);
        shown = std::make_unique<ShownSession>(*bridge);
        host.resize(460, 700);
        desk = new DetailsDesk(*bridge, *shown, &host);
        desk->panel()->resize(host.size());
        host.show();
    }

    std::int64_t rowOf(const char *id) const { return reader()->rowOf(alpha, EventId(id)).value().value(); }
    SessionSummary summary() const { return reader()->session(alpha).value().value(); }
    std::unique_ptr<StoreReader> reader() const { return StoreReader::open(store.dir).value(); }

    QString row(const char *key) const
    {
        const auto *table = desk->panel()->findChild<QTableView *>(QStringLiteral("detailRows"));
        const auto found = table->model()->match(
            table->model()->index(0, 0), Qt::DisplayRole, QLatin1String(key), 1, Qt::MatchExactly);
        return found.isEmpty() ? QString() : found[0].siblingAtColumn(1).data().toString();
    }

    void follow(const char *key) const
    {
        auto *table = desk->panel()->findChild<QTableView *>(QStringLiteral("detailRows"));
        const auto found = table->model()->match(
            table->model()->index(0, 0), Qt::DisplayRole, QLatin1String(key), 1, Qt::MatchExactly);
        table->setCurrentIndex(found.at(0));
        QTest::keyClick(table, Qt::Key_Return);
    }

    StoreBench store;
    std::unique_ptr<Bridge> bridge;
    std::unique_ptr<ShownSession> shown;
    QWidget host; ///< before the bridge goes, so is the desk, its child
    DetailsDesk *desk = nullptr;
};

} // namespace

class TestDetailsDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void showsTheSessionThatIsOpened();
    void leadsFromAnErrorToItsTriggerAndBack();
    void readsTheSessionsLog();
    void showsAFlushInstead();
};

void TestDetailsDesk::showsTheSessionThatIsOpened()
{
    Bench bench;
    bench.shown->open(bench.summary());
    QCOMPARE(bench.desk->panel()->findChild<QLabel *>(QStringLiteral("detailsTitle"))->text(),
        QStringLiteral("agent"));
    QTRY_COMPARE(bench.row("Agents"), QStringLiteral("1 (writer)"));
    QCOMPARE(bench.row("Errors"), QStringLiteral("1"));
}

void TestDetailsDesk::leadsFromAnErrorToItsTriggerAndBack()
{
    Bench bench;
    bench.shown->open(bench.summary());
    QTRY_COMPARE(bench.row("Agents"), QStringLiteral("1 (writer)"));
    QSignalSpy asked(bench.desk, &DetailsDesk::eventAsked);
    bench.desk->showEvent(bench.rowOf("Timeout"));
    QTRY_COMPARE(bench.row("Trigger"), QStringLiteral("Tool call · search"));
    QCOMPARE(bench.row("Agent"), QStringLiteral("writer (a-1)"));
    QVERIFY(bench.row("Start").endsWith(QStringLiteral("(1.00 s after the session's start)")));
    bench.follow("Trigger");
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toLongLong(), bench.rowOf("search"));
    bench.desk->showEvent(asked[0][0].toLongLong());
    QTRY_COMPARE(bench.row("Failed"), QStringLiteral("Error · Timeout"));
    QCOMPARE(bench.row("State"), QStringLiteral("failed"));
    bench.follow("Failed");
    QCOMPARE(asked[1][0].toLongLong(), bench.rowOf("Timeout"));
    QTRY_VERIFY(bench.desk->panel()->has(Tab::LifeLine));
}

void TestDetailsDesk::readsTheSessionsLog()
{
    Bench bench;
    bench.shown->open(bench.summary());
    bench.desk->panel()->open(Tab::Log);
    auto *lines = bench.desk->panel()->findChild<QTableView *>(QStringLiteral("logLines"));
    QTRY_COMPARE(lines->model()->rowCount(), 2);
    QSignalSpy asked(bench.desk, &DetailsDesk::eventAsked);
    lines->setCurrentIndex(lines->model()->index(1, 2));
    QTest::keyClick(lines, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toLongLong(), bench.rowOf("Timeout"));
}

void TestDetailsDesk::showsAFlushInstead()
{
    Bench bench;
    bench.shown->open(bench.summary());
    bench.desk->showEvent(bench.rowOf("search"));
    FlushRecord flush;
    flush.sequence = 3;
    bench.desk->showDelivery(flushDetails(flush));
    auto *title = bench.desk->panel()->findChild<QLabel *>(QStringLiteral("detailsTitle"));
    QVERIFY(title->text().startsWith(QStringLiteral("Flush 3")));
    bench.desk->refresh();
    QVERIFY(title->text().startsWith(QStringLiteral("Flush 3")));
    bench.desk->showSession();
    QCOMPARE(title->text(), QStringLiteral("agent"));
}

QTEST_MAIN(TestDetailsDesk)
#include "tst_details_desk.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_reader.h"
#include "core/timeline/event_lanes.h"
#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/details_reader.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace sluice;
using namespace sluice::ui;

namespace {

const SessionId alpha{"aaaaaaaa-0000-4000-8000-000000000000"};

StoredEvent eventOf(const char *id, EventType type, const char *parent, int second, const char *logs)
{
    StoredEvent event;
    event.session = alpha;
    event.id = EventId(id);
    event.type = type;
    event.name = id;
    event.start = event.end = Timestamp(std::chrono::seconds(second));
    event.facts.parent = EventId(parent);
    if (type == EventType::Error)
        event.trigger = EventId(parent);
    event.body = std::string(R"({"logs":)") + logs + "}";
    return event;
}

/// plan > search > Timeout (its error), a child of search, and an orphan.
void commitFamily(StoreBench &bench)
{
    StoreBatch batch;
    batch.events.push_back(eventOf("plan", EventType::Action, "", 1, R"("first\n")"));
    batch.events.push_back(eventOf("search", EventType::Tool, "plan", 2, "null"));
    batch.events.push_back(eventOf("Timeout", EventType::Error, "search", 9, R"(["last"])"));
    batch.events.push_back(eventOf("inner", EventType::Llm, "search", 3, R"("middle")"));
    batch.events.push_back(eventOf("orphan", EventType::Action, "nobody", 4, "null"));
    StoredAgent agent;
    agent.session = alpha;
    agent.agent = {AgentId("a-1"), "writer"};
    batch.agents.push_back(agent);
    bench.commit(std::move(batch));
}

std::int64_t rowOf(const StoreBench &bench, const char *id)
{
    return StoreReader::open(bench.dir).value()->rowOf(alpha, EventId(id)).value().value();
}

QString namesOf(const std::vector<EventHead> &heads)
{
    QStringList names;
    for (const EventHead &head : heads)
        names << QString::fromStdString(head.name);
    return names.join(u' ');
}

} // namespace

class TestDetailsReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheEventsAroundAnEvent();
    void findsThemAmongShownEvents();
    void countsMoreThanItLists();
    void readsWhatIsKnownOfASession();
    void readsLogsInTheOrderOfTime();
    void tellsItsProgressAndCanBeCancelled();
    void saysWhyThereAreNoLogs();
};

void TestDetailsReader::findsTheEventsAroundAnEvent()
{
    StoreBench bench;
    bench.open();
    commitFamily(bench);
    DetailsReader reader(bench.dir, nullptr);
    std::optional<EventKin> kin;
    connect(&reader, &DetailsReader::kinRead, this,
        [&](const SessionId &, std::int64_t, const EventKin &found) { kin = found; });
    const auto kinOf = [&](const char *id) {
        kin.reset();
        reader.readKin(alpha, rowOf(bench, id));
        return QTest::qWaitFor([&] { return kin.has_value(); });
    };
    QVERIFY(kinOf("search"));
    QCOMPARE(QString::fromStdString(kin->parent->name), QStringLiteral("plan"));
    QCOMPARE(namesOf(kin->errors), QStringLiteral("Timeout"));
    QCOMPARE(namesOf(kin->children), QStringLiteral("inner"));
    QVERIFY(!kin->isParentMissing);
    QVERIFY(kinOf("Timeout"));
    QCOMPARE(kin->parent->row, rowOf(bench, "search"));
    QVERIFY(kin->errors.empty());
    QVERIFY(kinOf("orphan"));
    QVERIFY(kin->isParentMissing && !kin->parent);
    QVERIFY(kinOf("plan"));
    QVERIFY(!kin->isParentMissing && !kin->parent);
}

void TestDetailsReader::findsThemAmongShownEvents()
{
    StoreBench bench;
    bench.open();
    commitFamily(bench);
    EventLanes shown;
    for (const EventHead &head : StoreReader::open(bench.dir).value()->eventHeads(alpha, 0, 100).value())
        shown.add(head);
    DetailsReader reader(bench.dir, nullptr);
    std::optional<EventKin> kin;
    connect(&reader, &DetailsReader::kinRead, this,
        [&](const SessionId &, std::int64_t, const EventKin &found) { kin = found; });
    const std::int64_t row = rowOf(bench, "search");
    reader.readKin(alpha, row, {shown.columns().snapshot(), shown.columns().find(row)});
    QVERIFY(QTest::qWaitFor([&] { return kin.has_value(); }));
    QCOMPARE(QString::fromStdString(kin->parent->name), QStringLiteral("plan"));
    QCOMPARE(namesOf(kin->errors), QStringLiteral("Timeout"));
    QCOMPARE(namesOf(kin->children), QStringLiteral("inner"));
    QCOMPARE(kin->errorCount, std::uint64_t{1});
    QCOMPARE(kin->childCount, std::uint64_t{1});
}

void TestDetailsReader::countsMoreThanItLists()
{
    StoreBench bench;
    bench.open();
    StoreBatch batch;
    batch.events.push_back(eventOf("plan", EventType::Action, "", 1, "null"));
    for (int i = 0; i < 30; ++i)
        batch.events.push_back(
            eventOf(("c" + std::to_string(i)).c_str(), EventType::Tool, "plan", 2, "null"));
    bench.commit(std::move(batch));
    DetailsReader reader(bench.dir, nullptr);
    std::optional<EventKin> kin;
    connect(&reader, &DetailsReader::kinRead, this,
        [&](const SessionId &, std::int64_t, const EventKin &found) { kin = found; });
    reader.readKin(alpha, rowOf(bench, "plan"));
    QTRY_VERIFY(kin);
    QCOMPARE(kin->childCount, std::uint64_t{30});
    QCOMPARE(kin->children.size(), EventKin::mostListed);
}

void TestDetailsReader::readsWhatIsKnownOfASession()
{
    StoreBench bench;
    bench.open();
    commitFamily(bench);
    DetailsReader reader(bench.dir, nullptr);
    std::optional<SessionSheet> sheet;
    connect(&reader, &DetailsReader::sheetRead, this,
        [&](const SessionId &, const SessionSheet &found) { sheet = found; });
    reader.readSheet(alpha);
    QTRY_VERIFY(sheet);
    QCOMPARE(sheet->agents.size(), std::size_t{1});
    QCOMPARE(sheet->agents[0].name, std::string("writer"));
    QCOMPARE(sheet->models.size(), std::size_t{1});
    QCOMPARE(sheet->models[0].model, std::string("inner"));
}

void TestDetailsReader::readsLogsInTheOrderOfTime()
{
    StoreBench bench;
    bench.open();
    commitFamily(bench);
    DetailsReader reader(bench.dir, nullptr);
    std::optional<SessionLogs> logs;
    connect(&reader, &DetailsReader::logsRead, this,
        [&](const SessionId &, const SessionLogs &found) { logs = found; });
    reader.readLogs(alpha);
    QTRY_VERIFY(logs);
    QStringList texts;
    for (const EventLog &log : logs->logs)
        texts << QString::fromStdString(log.text).trimmed();
    QCOMPARE(texts.join(u' '), QStringLiteral("first middle last"));
    QCOMPARE(logs->logs.back().row, rowOf(bench, "Timeout"));
    QVERIFY(!logs->isCut);
}

void TestDetailsReader::tellsItsProgressAndCanBeCancelled()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 25'000);
    DetailsReader reader(bench.dir, nullptr);
    std::vector<quint64> progress;
    int answers = 0;
    connect(&reader, &DetailsReader::logsProgressed, this,
        [&](const SessionId &, quint64 events) { progress.push_back(events); });
    connect(&reader, &DetailsReader::logsRead, this, [&] { ++answers; });
    reader.readLogs(alpha);
    reader.cancelLogs();
    reader.readLogs(alpha);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 20'000);
    QVERIFY(progress.size() >= 2);
    QCOMPARE(progress.back(), quint64{20'000});
}

void TestDetailsReader::saysWhyThereAreNoLogs()
{
    StoreBench bench; // never opened: there is no store
    DetailsReader reader(bench.dir, nullptr);
    QSignalSpy failed(&reader, &DetailsReader::logsFailed);
    reader.readLogs(alpha);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][1].toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestDetailsReader)
#include "tst_details_reader.moc"

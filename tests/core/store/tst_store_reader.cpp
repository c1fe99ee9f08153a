// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_reader.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace sluice;

namespace {

const SessionId session(uuidText(0x5e));

SessionChange startedAt(const std::string &id, std::int64_t micros)
{
    SessionChange change;
    change.id = SessionId(id);
    change.started = at(micros);
    return change;
}

std::string idsOf(const std::vector<SessionSummary> &sessions)
{
    std::string ids;
    for (const SessionSummary &summary : sessions)
        ids += (ids.empty() ? "" : " ") + summary.id.text();
    return ids;
}

} // namespace

class TestStoreReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysThatThereIsNoStoreYet();
    void seesCommitsOfAnotherConnection();
    void listsOnlyWhatChangedSince();
    void listsTheNewestStartFirst();
    void findsASessionByTheBeginningOfItsId_data();
    void findsASessionByTheBeginningOfItsId();
    void refusesAnAmbiguousBeginning();
    void hasNothingOfAnUnknownSession();
    void keepsIdsAsTheyWereWritten_data();
    void keepsIdsAsTheyWereWritten();
    void keepsBodiesByteForByte_data();
    void keepsBodiesByteForByte();
    void readsHeadsPageByPage();
    void keepsTheRowsOfSessionsApart();
    void readsAgentsAndDepthsInTheirOrder();
    void readsOneInstantWhileTheWriterGoesOn();
    void stopsWhenToldTo();

private:
    void put(StoreBatch batch) { QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string()); }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StoreReader> m_reader;
};

void TestStoreReader::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    m_reader = m_data->openReader();
    QVERIFY(m_store != nullptr && m_reader != nullptr);
}

void TestStoreReader::cleanup()
{
    m_reader.reset();
    m_store.reset();
    m_data.reset();
}

void TestStoreReader::saysThatThereIsNoStoreYet()
{
    const TemporaryDataDir empty;
    const auto reader = StoreReader::open(empty.dir());
    QVERIFY(!reader.ok());
    QCOMPARE(reader.error().kind, ErrorKind::NotFound);
    QCOMPARE(reader.error().message, "there is no store in " + empty.dir().path.string() + " yet");
    QVERIFY(!std::filesystem::exists(empty.dir().database()));
}

void TestStoreReader::seesCommitsOfAnotherConnection()
{
    QCOMPARE(m_reader->revision().value(), std::uint64_t{0});
    put(batchOf({makeEvent(session, "1")}));
    QCOMPARE(m_reader->revision().value(), std::uint64_t{1});
    QCOMPARE(m_reader->eventIds(session)->size(), std::size_t{1});
    m_store.reset();
    QCOMPARE(m_reader->eventIds(session)->size(), std::size_t{1});
    QCOMPARE(m_data->openReader()->eventIds(session)->size(), std::size_t{1});
}

void TestStoreReader::listsOnlyWhatChangedSince()
{
    put(batchOf(startedAt("one", 1)));
    put(batchOf(startedAt("two", 2)));
    const std::uint64_t seen = m_reader->revision().value();
    QVERIFY(m_reader->sessionsChangedSince(seen)->empty());
    put(batchOf({makeEvent(SessionId("one"), "1")}));
    QCOMPARE(idsOf(m_reader->sessionsChangedSince(seen).value()), std::string("one"));
    QCOMPARE(idsOf(m_reader->sessionsChangedSince(0).value()), std::string("two one"));
}

void TestStoreReader::listsTheNewestStartFirst()
{
    for (const auto &[id, micros] : {std::pair("b", 20), std::pair("a", 30), std::pair("c", 10)})
        put(batchOf(startedAt(id, micros)));
    QCOMPARE(idsOf(m_reader->sessionsChangedSince(0).value()), std::string("a b c"));
}

void TestStoreReader::findsASessionByTheBeginningOfItsId_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("found");
    const QByteArray uuid = "0190abcd-1234-7000-8000-0000000000ef";
    QTest::newRow("whole UUID") << uuid << uuid;
    QTest::newRow("8 characters") << uuid.left(8) << uuid;
    QTest::newRow("7 characters") << uuid.left(7) << QByteArray();
    QTest::newRow("with a dash at the end") << uuid.left(9) << uuid;
    QTest::newRow("half a byte") << uuid.left(12) << uuid;
    QTest::newRow("all but one") << uuid.left(35) << uuid;
    QTest::newRow("one too many") << uuid + "0" << QByteArray();
    QTest::newRow("another digit") << QByteArray("0190abcd-1235") << QByteArray();
    QTest::newRow("dash in the wrong place") << QByteArray("0190abc-d1234") << QByteArray();
    QTest::newRow("upper case") << uuid.left(13).toUpper() << uuid;
    QTest::newRow("whole text") << QByteArray("my-session-name") << QByteArray("my-session-name");
    QTest::newRow("beginning of text") << QByteArray("my-sessi") << QByteArray("my-session-name");
    QTest::newRow("short whole text") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("short beginning") << QByteArray("ab") << QByteArray();
    QTest::newRow("text in another case") << QByteArray("My-Sessi") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestStoreReader::findsASessionByTheBeginningOfItsId()
{
    QFETCH(const QByteArray, asked);
    QFETCH(const QByteArray, found);
    for (const char *id : {"0190abcd-1234-7000-8000-0000000000ef", "0190abce-1234-7000-8000-0000000000ef",
             "0190abcc-ffff-7000-8000-0000000000ef", "my-session-name", "my-other-session", "abc"})
        put(batchOf(startedAt(id, 1)));
    const auto summary = m_reader->session(SessionId(asked.toStdString()));
    QCOMPARE(messageOf(summary), std::string());
    QCOMPARE(summary->has_value() ? (*summary)->id.text() : std::string(), found.toStdString());
}

void TestStoreReader::refusesAnAmbiguousBeginning()
{
    for (const char *id : {"0190abcd-1111-7000-8000-000000000001", "0190abcd-2222-7000-8000-000000000002"})
        put(batchOf(startedAt(id, 1)));
    const auto summary = m_reader->session(SessionId("0190abcd"));
    QVERIFY(!summary.ok());
    QCOMPARE(summary.error().kind, ErrorKind::Invalid);
    QVERIFY(contains(summary.error().message, "'0190abcd' begins the ids of several sessions"));
    QVERIFY(contains(summary.error().message, "0190abcd-2222-7000-8000-000000000002"));
    QVERIFY(m_reader->session(SessionId("0190abcd-2"))->has_value());
}

void TestStoreReader::hasNothingOfAnUnknownSession()
{
    put(batchOf({makeEvent(session, "1")}));
    const SessionId unknown("nobody knows");
    QVERIFY(!m_reader->session(unknown)->has_value());
    QVERIFY(m_reader->eventHeads(unknown, 0, 10)->empty());
    QVERIFY(m_reader->eventIds(unknown)->empty());
    QVERIFY(m_reader->agents(unknown)->empty());
    QVERIFY(m_reader->flushes(unknown)->empty());
    QVERIFY(m_reader->drops(unknown)->empty());
    QVERIFY(m_reader->depths(unknown)->empty());
    const std::int64_t row = m_reader->eventHeads(session, 0, 1)->front().row;
    QVERIFY(!m_reader->event(unknown, row)->has_value());
    QVERIFY(!m_reader->event(session, row + 1)->has_value());
    QVERIFY(!m_reader->event(session, -1)->has_value());
}

void TestStoreReader::keepsIdsAsTheyWereWritten_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("UUID") << QByteArray("0190abcd-1234-7000-8000-0000000000ef");
    QTest::newRow("UUID in upper case") << QByteArray("0190ABCD-1234-7000-8000-0000000000EF");
    QTest::newRow("UUID without dashes") << QByteArray("0190abcd12347000800000000000 00ef").replace(" ", "");
    QTest::newRow("nil UUID") << QByteArray("00000000-0000-0000-0000-000000000000");
    QTest::newRow("36 characters, no UUID") << QByteArray("0190abcd-1234-7000-8000-0000000000eg");
    QTest::newRow("word") << QByteArray("agent-123");
    QTest::newRow("16 bytes") << QByteArray("sixteen bytes ok");
    QTest::newRow("number") << QByteArray("0012");
    QTest::newRow("not ASCII") << QByteArray("s\xc3\xa9ssion \xf0\x9f\x8c\x8a");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("a NUL inside") << QByteArray("a\0b", 3);
}

void TestStoreReader::keepsIdsAsTheyWereWritten()
{
    QFETCH(const QByteArray, id);
    const std::string text = id.toStdString();
    StoredEvent event = makeEvent(SessionId(text), text);
    event.agent = AgentId(text);
    event.trigger = EventId(text);
    StoreBatch batch = batchOf({event});
    batch.agents.push_back({SessionId(text), {AgentId(text), "name"}});
    put(batch);
    put(batch);

    QCOMPARE(m_reader->sessionsChangedSince(0)->front().id.text(), text);
    QCOMPARE(m_reader->session(SessionId(text))->value().counts.total(), std::uint64_t{1});
    QCOMPARE(m_reader->eventIds(SessionId(text)).value(), std::vector<EventId>{EventId(text)});
    QCOMPARE(m_reader->agents(SessionId(text)).value(), (std::vector<Agent>{{AgentId(text), "name"}}));
    const EventHead head = m_reader->eventHeads(SessionId(text), 0, 1)->front();
    QCOMPARE(head.agent.text(), text);
    QCOMPARE(m_reader->event(SessionId(text), head.row)->value().trigger.text(), text);
}

void TestStoreReader::keepsBodiesByteForByte_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("spaces kept") << QByteArray(" { \"a\" : 1.50,\t\"a\":2 }\n");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xc0\"}");
    QTest::newRow("a NUL inside") << QByteArray("{\"a\":\"\0\"}", 9);
    QTest::newRow("1,000,000 bytes") << "{\"a\":\"" + QByteArray(999'992, 'x') + "\"}";
    QTest::newRow("16 MiB") << QByteArray(16 << 20, 'y');
}

void TestStoreReader::keepsBodiesByteForByte()
{
    QFETCH(const QByteArray, body);
    StoredEvent event = makeEvent(session, "1");
    event.body = body.toStdString();
    put(batchOf({event}));
    const EventHead head = m_reader->eventHeads(session, 0, 1)->front();
    QVERIFY(m_reader->event(session, head.row)->value().body == event.body);
}

void TestStoreReader::readsHeadsPageByPage()
{
    StoreBatch batch;
    for (int i = 0; i < 25; ++i) {
        batch.events.push_back(makeEvent(session, std::to_string(i)));
        batch.events.back().name = std::to_string(i);
    }
    put(batch);
    std::string names;
    std::string pages;
    std::int64_t after = 0;
    for (;;) {
        const std::vector<EventHead> heads = m_reader->eventHeads(session, after, 10).value();
        pages += std::to_string(heads.size()) + " ";
        if (heads.empty())
            break;
        for (const EventHead &head : heads) {
            QVERIFY(head.row > after);
            after = head.row;
            names += head.name + " ";
        }
    }
    QCOMPARE(pages, std::string("10 10 5 0 "));
    QCOMPARE(names, std::string("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 "));
    QVERIFY(m_reader->eventHeads(session, 0, 0)->empty());
    QCOMPARE(m_reader->eventHeads(session, 0, SIZE_MAX)->size(), std::size_t{25});
}

void TestStoreReader::keepsTheRowsOfSessionsApart()
{
    const SessionId other("other");
    for (int i = 0; i < 10; ++i)
        put(batchOf({makeEvent(session, std::to_string(i)), makeEvent(other, std::to_string(100 + i))}));
    const auto heads = m_reader->eventHeads(other, 0, 100).value();
    QCOMPARE(heads.size(), std::size_t{10});
    QVERIFY(!m_reader->event(session, heads.front().row)->has_value());
    QCOMPARE(m_reader->event(other, heads.back().row)->value().id, EventId("109"));
}

void TestStoreReader::readsAgentsAndDepthsInTheirOrder()
{
    StoreBatch batch;
    batch.agents = {{session, {AgentId("z"), "first"}}, {session, {AgentId(uuidText(1)), "second"}},
        {session, {AgentId("z"), "renamed"}}};
    batch.depths = {{session, at(20), 1, 2, 3}, {session, at(40), 0, 4'000'000'000, 100}};
    put(batch);
    QCOMPARE(m_reader->agents(session).value(),
        (std::vector<Agent>{{AgentId("z"), "renamed"}, {AgentId(uuidText(1)), "second"}}));
    QCOMPARE(m_reader->depths(session).value(), batch.depths);
}

void TestStoreReader::readsOneInstantWhileTheWriterGoesOn()
{
    put(batchOf({makeEvent(session, "1")}));
    std::size_t before = 0;
    std::size_t after = 0;
    const Result<void> read = m_reader->atOneInstant([&]() -> Result<void> {
        before = m_reader->eventIds(session)->size();
        put(batchOf({makeEvent(session, "2")}));
        after = m_reader->eventIds(session)->size();
        return {};
    });
    QVERIFY(read.ok());
    QCOMPARE(before, std::size_t{1});
    QCOMPARE(after, std::size_t{1});
    QCOMPARE(m_reader->eventIds(session)->size(), std::size_t{2});
}

void TestStoreReader::stopsWhenToldTo()
{
    put(batchOf({makeEvent(session, "1"), makeEvent(session, "2"), makeEvent(session, "3")}));
    int seen = 0;
    const Result<void> read
        = m_reader->eachEvent(session, [&seen](const StoredEvent &) { return ++seen < 2; });
    QVERIFY(!read.ok());
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QCOMPARE(seen, 2);
}

QTEST_APPLESS_MAIN(TestStoreReader)
#include "tst_store_reader.moc"

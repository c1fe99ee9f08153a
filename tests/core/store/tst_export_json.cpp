// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/export_json.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using Json = nlohmann::ordered_json;

namespace {

const SessionId session(uuidText(0x5e));

SessionChange endedSession()
{
    SessionChange change;
    change.id = session;
    change.origin = Origin::Recorded;
    change.started = at(0);
    change.ended = at(1'500'000);
    change.endState = EndState::Success;
    change.endReason = "done";
    change.tags = std::vector<std::string>{"demo", "\"quoted\""};
    change.hostEnv = R"({"OS": {"name": "Linux"}})";
    change.sdkCounts = R"({"llms": 1})";
    change.ledger = Ledger{.recorded = 2, .delivered = 2};
    change.lab = R"({"plan": {"events": 2}})";
    return change;
}

} // namespace

class TestExportJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void describesASession();
    void writesUnknownAsNull();
    void keepsAnEndStateThatIsNoneOfOurs();
    void exportsEverythingOfASession();
    void exportsAnEmptySession();
    void exportsBodiesAsTheyWereReceived();
    void staysValidWithOddBodies_data();
    void staysValidWithOddBodies();
    void staysValidWithDeepHostEnv();
    void namesTheSessionThatIsNotThere();
    void takesTheBeginningOfAnId();
    void stopsWhenTheWriterDoes();

private:
    void put(StoreBatch batch) { QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string()); }

    /// The export's text.
    std::string exported(const SessionId &id = session)
    {
        std::string text;
        const Result<void> done
            = exportSessionJson(*m_data->openReader(), id, at(0), [&text](std::string_view piece) {
                  text += piece;
                  return true;
              });
        return done ? text : done.error().message;
    }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
};

void TestExportJson::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
}

void TestExportJson::cleanup()
{
    m_store.reset();
    m_data.reset();
}

void TestExportJson::describesASession()
{
    SessionSummary summary;
    summary.id = SessionId("s-1");
    summary.origin = Origin::Recorded;
    summary.tags = {"a"};
    summary.started = Timestamp(Micros(0));
    summary.ended = Timestamp(Micros(1));
    summary.endState = EndState::Fail;
    summary.counts.byType = {1, 2, 3, 4, 5};
    QCOMPARE(sessionToJson(summary, at(0)),
        std::string(
            R"({"id":"s-1","origin":"recorded","tags":["a"],"state":"ended","proof":"not_told",)"
            R"("end_state":"Fail",)"
            R"("started":"1970-01-01T00:00:00.000000+00:00","ended":"1970-01-01T00:00:00.000001+00:00",)"
            R"("counts":{"actions":1,"llms":2,"tools":3,"errors":4,"apis":5}})"));
}

void TestExportJson::writesUnknownAsNull()
{
    SessionSummary summary;
    summary.id = SessionId("bad \xff");
    summary.lastNews = at(0);
    const Json running = Json::parse(sessionToJson(summary, at(0)));
    QCOMPARE(running["id"].get<std::string>(), std::string("bad \xef\xbf\xbd"));
    QCOMPARE(running["state"].get<std::string>(), std::string("running"));
    QVERIFY(running["end_state"].is_null());
    QVERIFY(running["ended"].is_null());
    QVERIFY(running["tags"].is_array() && running["tags"].empty());
    const Json silent = Json::parse(sessionToJson(summary, at(0) + silentAfter + Micros(1)));
    QCOMPARE(silent["state"].get<std::string>(), std::string("silent"));
}

void TestExportJson::keepsAnEndStateThatIsNoneOfOurs()
{
    SessionSummary summary;
    summary.endStateText = "half done";
    QCOMPARE(
        Json::parse(sessionToJson(summary, at(0)))["end_state"].get<std::string>(), std::string("half done"));
}

void TestExportJson::exportsEverythingOfASession()
{
    StoreBatch batch = batchOf(endedSession());
    batch.agents = {{session, {AgentId("a1"), "planner"}}, {session, {AgentId("a2"), "writer"}}};
    batch.events = {makeEvent(session, "e1"), makeEvent(session, uuidText(2), EventType::Llm)};
    batch.flushes
        = {{session, 1, FlushCause::Size, FlushOutcome::Delivered, at(10), at(20), 2, 345, 1, 200, ""},
            {session, 2, FlushCause::End, FlushOutcome::InDoubt, at(30), at(30), 1, 99, 4, 0, "timed out"}};
    batch.flushes[0].tries = {{at(10), at(12), 0, FlushOutcome::Retrying, "refused"},
        {at(15), at(20), 200, FlushOutcome::Delivered, ""}};
    batch.contents
        = {{session, 1, at(9), {{*Uuid::parse(uuidText(2)), at(8)}, {*Uuid::parse(uuidText(3)), {}}}}};
    batch.drops = {{session, DropReason::BlockTimeout, at(5), at(6), 7}};
    batch.depths = {{session, at(7), 1, 9, 100}};
    put(batch);

    const Json document = Json::parse(exported());
    std::string keys;
    for (const auto &[key, value] : document.items())
        keys += key + " ";
    QCOMPARE(keys, std::string("sluice_session session agents events flushes drops depths "));

    const Json &about = document["session"];
    QCOMPARE(about["id"].get<std::string>(), session.text());
    QCOMPARE(about["origin"].get<std::string>(), std::string("recorded"));
    QCOMPARE(about["tags"].dump(), std::string(R"(["demo","\"quoted\""])"));
    QCOMPARE(about["end_state"].get<std::string>(), std::string("Success"));
    QCOMPARE(about["end_reason"].get<std::string>(), std::string("done"));
    QCOMPARE(about["counts"].dump(), std::string(R"({"actions":1,"llms":1,"tools":0,"errors":0,"apis":0})"));
    QCOMPARE(about["drops"].get<int>(), 7);
    QCOMPARE(about["proof"].get<std::string>(), std::string("complete_with_drops"));
    QCOMPARE(about["proof_reason"].get<std::string>(),
        std::string("2 recorded = 2 delivered, and 7 more dropped"));
    QCOMPARE(about["lab"].dump(), std::string(R"({"plan":{"events":2}})"));
    QCOMPARE(about["ledger"].dump(),
        std::string(
            R"({"recorded":2,"delivered":2,"queued":0,"in_flight":0,"in_doubt":0,"spooled":0,"refused":0,)"
            R"("dropped":{"queue_full":0,"block_timeout":0,"too_large":0,"encode_error":0,"spool_full":0,)"
            R"("reentrant":0},"rejected":0})"));
    QCOMPARE(about["host_env"].dump(), std::string(R"({"OS":{"name":"Linux"}})"));
    QCOMPARE(about["sdk_event_counts"].dump(), std::string(R"({"llms":1})"));

    QCOMPARE(document["agents"].dump(),
        std::string(R"([{"id":"a1","name":"planner"},{"id":"a2","name":"writer"}])"));
    QCOMPARE(document["events"].dump(), R"([{"id":"e1"},{"id":")" + uuidText(2) + R"("}])");
    QCOMPARE(document["flushes"][0].dump(),
        R"({"sequence":1,"cause":"size","outcome":"delivered","started":")" + toIsoText(at(10))
            + R"(","ended":")" + toIsoText(at(20))
            + R"(","events":2,"bytes":345,"attempts":1,"http_status":200,"message":"","tries":[{"began":")"
            + toIsoText(at(10)) + R"(","ended":")" + toIsoText(at(12))
            + R"(","outcome":"retrying","http_status":null,"message":"refused"},{"began":")"
            + toIsoText(at(15)) + R"(","ended":")" + toIsoText(at(20))
            + R"(","outcome":"delivered","http_status":200,"message":""}],"contents":{"taken":")"
            + toIsoText(at(9)) + R"(","events":[{"id":")" + uuidText(2) + R"(","enqueued":")"
            + toIsoText(at(8)) + R"("},{"id":")" + uuidText(3) + R"(","enqueued":null}]}})");
    QCOMPARE(document["flushes"][1]["tries"].dump(), std::string("[]"));
    QVERIFY(document["flushes"][1]["contents"].is_null());
    QVERIFY(document["flushes"][1]["http_status"].is_null());
    QCOMPARE(document["flushes"][1]["outcome"].get<std::string>(), std::string("in_doubt"));
    QCOMPARE(document["drops"].dump(),
        R"([{"reason":"block_timeout","first":")" + toIsoText(at(5)) + R"(","last":")" + toIsoText(at(6))
            + R"(","count":7}])");
    QCOMPARE(document["depths"].dump(),
        R"([{"time":")" + toIsoText(at(7)) + R"(","lowest":1,"highest":9,"capacity":100}])");
}

void TestExportJson::exportsAnEmptySession()
{
    SessionChange change;
    change.id = session;
    put(batchOf(change));
    const Json document = Json::parse(exported());
    for (const char *list : {"agents", "events", "flushes", "drops", "depths"})
        QVERIFY(document[list].is_array() && document[list].empty());
    QVERIFY(document["session"]["ledger"].is_null());
    QVERIFY(document["session"]["host_env"].is_null());
    QVERIFY(document["session"]["end_reason"].is_null());
    QVERIFY(document["session"]["lab"].is_null());
}

void TestExportJson::exportsBodiesAsTheyWereReceived()
{
    StoredEvent event = makeEvent(session, "e");
    event.body = R"( {"z":1.50, "a":1e3, "z":12345678901234567890, "u":"\u00e9"} )";
    put(batchOf({event}));
    QVERIFY(contains(exported(), event.body));
}

void TestExportJson::staysValidWithOddBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("words") << QByteArray("no JSON \"at\" all\\");
    QTest::newRow("cut off") << QByteArray("{\"a\":[1,2");
    QTest::newRow("two objects") << QByteArray("{},{\"a\":1}");
    QTest::newRow("breaks out") << QByteArray("{}],\"flushes\":[{}");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf{}");
    QTest::newRow("a NUL behind") << QByteArray("{}\0{", 4);
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\"}");
    QTest::newRow("NaN") << QByteArray("{\"a\":NaN}");
    QTest::newRow("comment") << QByteArray("{/* no */}");
    QTest::newRow("100,000 levels deep")
        << QByteArray("{\"a\":") + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
}

void TestExportJson::staysValidWithOddBodies()
{
    QFETCH(const QByteArray, body);
    StoredEvent odd = makeEvent(session, "odd", EventType::Tool);
    odd.body = body.toStdString();
    put(batchOf({makeEvent(session, "before"), odd, makeEvent(session, "after")}));
    const std::string text = exported();
    QVERIFY(text.find('\0') == std::string::npos);
    // Not Json: an ordered_json copies what it holds as it grows, and so runs out of stack in the deep one.
    const nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
    QVERIFY(document.is_object());
    QCOMPARE(document["events"].size(), std::size_t{3});
    QCOMPARE(document["events"][0]["id"].get<std::string>(), std::string("before"));
    QCOMPARE(document["events"][2]["id"].get<std::string>(), std::string("after"));
    QVERIFY(document["flushes"].empty());
    const nlohmann::json &event = document["events"][1];
    QVERIFY(event.is_object());
    if (!event.contains("body_text")) {
        QVERIFY(contains(text, odd.body));
        return;
    }
    QCOMPARE(event["id"].get<std::string>(), std::string("odd"));
    QCOMPARE(event["event_type"].get<std::string>(), std::string("tools"));
    if (body.isValidUtf8())
        QCOMPARE(event["body_text"].get<std::string>(), odd.body);
}

void TestExportJson::staysValidWithDeepHostEnv()
{
    SessionChange change;
    change.id = session;
    change.hostEnv = "{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    change.sdkCounts = "oops\"";
    put(batchOf(change));
    const nlohmann::json document = nlohmann::json::parse(exported(), nullptr, false);
    QVERIFY(document.is_object());
    QVERIFY(document["session"]["host_env"].is_object());
    QCOMPARE(document["session"]["sdk_event_counts"].get<std::string>(), std::string("oops\""));
}

void TestExportJson::namesTheSessionThatIsNotThere()
{
    const Result<void> done = exportSessionJson(
        *m_data->openReader(), SessionId("nobody"), at(0), [](std::string_view) { return true; });
    QVERIFY(!done.ok());
    QCOMPARE(done.error().kind, ErrorKind::NotFound);
    QCOMPARE(done.error().message, std::string("there is no session nobody"));
}

void TestExportJson::takesTheBeginningOfAnId()
{
    put(batchOf({makeEvent(session, "e")}));
    const Json document = Json::parse(exported(SessionId(session.text().substr(0, 8))));
    QCOMPARE(document["session"]["id"].get<std::string>(), session.text());
    QCOMPARE(document["events"].size(), std::size_t{1});
}

void TestExportJson::stopsWhenTheWriterDoes()
{
    put(batchOf({makeEvent(session, "1"), makeEvent(session, "2")}));
    int whole = 0;
    QVERIFY(exportSessionJson(*m_data->openReader(), session, at(0), [&whole](std::string_view) {
        return ++whole > 0;
    }).ok());
    for (int allowed = 0; allowed < whole; ++allowed) {
        int pieces = 0;
        const Result<void> done = exportSessionJson(
            *m_data->openReader(), session, at(0), [&](std::string_view) { return ++pieces <= allowed; });
        QVERIFY(!done.ok());
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        QCOMPARE(pieces, allowed + 1);
    }
}

QTEST_APPLESS_MAIN(TestExportJson)
#include "tst_export_json.moc"

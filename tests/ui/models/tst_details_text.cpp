// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/details_text.h"
#include "ui/models/json_text.h"

#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace sluice::ui;

namespace {

QString membersOf(const char *json)
{
    QStringList lines;
    for (const JsonMember &member : jsonMembers(json))
        lines << member.key + QLatin1Char('=') + member.value;
    return lines.join(QLatin1Char('|'));
}

const DetailRow *rowOf(const DetailsText &details, const char *key)
{
    const auto found = std::ranges::find(details.rows, QLatin1String(key), &DetailRow::key);
    return found == details.rows.end() ? nullptr : &*found;
}

QString valueOf(const DetailsText &details, const char *key)
{
    const DetailRow *row = rowOf(details, key);
    return row == nullptr ? QStringLiteral("(no row)") : row->value;
}

std::optional<std::int64_t> linkOf(const DetailsText &details, const char *key)
{
    const DetailRow *row = rowOf(details, key);
    return row == nullptr ? std::nullopt : row->event;
}

EventHead headOf(std::int64_t row, EventType type, const char *name)
{
    EventHead head;
    head.row = row;
    head.type = type;
    head.name = name;
    return head;
}

} // namespace

class TestDetailsText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void indentsWithoutChangingValues_data();
    void indentsWithoutChangingValues();
    void listsTheMembersOfAnObject_data();
    void listsTheMembersOfAnObject();
    void showsEveryFieldOfAnEvent();
    void saysWhatItLeavesOut();
    void keepsMarkupAsText();
    void saysThatABodyIsNotJson();
    void linksAnErrorAndItsTriggerBothWays();
    void listsKinUpToALimit();
    void tellsTokensAndCost_data();
    void tellsTokensAndCost();
    void tellsTimesFromTheSessionsStart();
    void marksTheTimeOfArrival_data();
    void marksTheTimeOfArrival();
    void summarisesASession();
    void showsAReceivedSessionsUnknowns();
};

void TestDetailsText::indentsWithoutChangingValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("object") << QByteArray(R"({"b":1,"a":[1,2]})")
                            << QStringLiteral("{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}");
    QTest::newRow("empty ones") << QByteArray(R"({"a":{ },"b":[]})")
                                << QStringLiteral("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("all digits stay") << QByteArray(R"({"n":18446744073709551615.000})")
                                     << QStringLiteral("{\n  \"n\": 18446744073709551615.000\n}");
    QTest::newRow("brackets in a string")
        << QByteArray(R"({"s":"a\"{,:}"})") << QStringLiteral("{\n  \"s\": \"a\\\"{,:}\"\n}");
    QTest::newRow("not JSON") << QByteArray("<html>") << QStringLiteral("<html>");
    QTest::newRow("cut short") << QByteArray(R"({"s":"abc)") << QStringLiteral("{\n  \"s\": \"abc");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("closes too often") << QByteArray("[1]]]") << QStringLiteral("[\n  1\n]\n]\n]");
}

void TestDetailsText::indentsWithoutChangingValues()
{
    QFETCH(QByteArray, json);
    QTEST(indentedJson(json), "text");
}

void TestDetailsText::listsTheMembersOfAnObject_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("members");
    QTest::newRow("strings are unquoted") << QStringLiteral(R"({"a":"x\ny"})") << QStringLiteral("a=x\ny");
    QTest::newRow("order and repetitions stay")
        << QStringLiteral(R"({"b":1, "a":null, "b":true})") << QStringLiteral("b=1|a=null|b=true");
    QTest::newRow("values with commas")
        << QStringLiteral(R"({"a":{"x":[1,2]},"b":"1,2"})") << QStringLiteral("a={\"x\":[1,2]}|b=1,2");
    QTest::newRow("no object") << QStringLiteral("[1]") << QString();
    QTest::newRow("cut short") << QStringLiteral(R"({"a":1,"b")") << QStringLiteral("a=1");
    QTest::newRow("empty") << QStringLiteral("{}") << QString();
}

void TestDetailsText::listsTheMembersOfAnObject()
{
    QFETCH(QString, json);
    QTEST(membersOf(json.toUtf8().constData()), "members");
}

void TestDetailsText::showsEveryFieldOfAnEvent()
{
    StoredEvent event;
    event.id = EventId("e-1");
    event.type = EventType::Tool;
    event.name = "search";
    event.end = event.start + Millis(250);
    event.body = R"({"name":"search","params":{"q":"x"},"mine":7})";
    const DetailsText details = eventDetails(event);
    QCOMPARE(details.title, QStringLiteral("Tool call · search"));
    const QString text = plainText(details);
    for (const char *line : {"Duration: 250 ms", "Id: e-1", "Agent: —", "params: {\"q\":\"x\"}", "mine: 7"})
        QVERIFY2(
            text.contains(QLatin1String(line)) || text.contains(QString::fromUtf8(line)), qPrintable(text));
    QCOMPARE(details.body->text(), event.body);
}

void TestDetailsText::saysWhatItLeavesOut()
{
    StoredEvent event;
    event.body = "{\"params\":\"" + std::string(3U << 20U, 'x') + "\"}";
    const DetailsText details = eventDetails(event);
    QVERIFY(details.rows.back().value.size() < mostShownValue + 100);
    QVERIFY(details.rows.back().value.endsWith(QStringLiteral("… (3.00 MiB in all)")));
}

void TestDetailsText::keepsMarkupAsText()
{
    StoredEvent event;
    event.name = "<b>bold</b>";
    QCOMPARE(eventDetails(event).rows[1].value, QStringLiteral("<b>bold</b>"));
    event.name = "a\xe2\x80\xae"
                 "b";
    QCOMPARE(eventDetails(event).rows[1].value, QStringLiteral("a[U+202E]b"));
}

void TestDetailsText::saysThatABodyIsNotJson()
{
    StoredEvent event;
    event.body = "{\"a\":";
    QCOMPARE(valueOf(eventDetails(event), "Body"),
        QStringLiteral("not JSON: line 1, column 6 (byte 6): expected a value, found the end of the text"));
}

void TestDetailsText::linksAnErrorAndItsTriggerBothWays()
{
    StoredEvent error;
    error.type = EventType::Error;
    error.name = "Timeout";
    error.trigger = EventId("t-1");
    error.facts.parent = error.trigger;
    QCOMPARE(valueOf(eventDetails(error), "Trigger"), QStringLiteral("t-1"));
    EventContext context;
    context.kin.emplace();
    context.kin->parent = headOf(7, EventType::Tool, "search");
    QCOMPARE(valueOf(eventDetails(error, context), "Trigger"), QStringLiteral("Tool call · search"));
    QCOMPARE(linkOf(eventDetails(error, context), "Trigger"), std::optional<std::int64_t>(7));
    context.kin->parent.reset();
    context.kin->isParentMissing = true;
    QCOMPARE(valueOf(eventDetails(error, context), "Trigger"), QStringLiteral("t-1 (not stored)"));

    StoredEvent tool;
    tool.type = EventType::Tool;
    EventContext failed;
    failed.kin.emplace();
    failed.kin->errors = {headOf(8, EventType::Error, "Timeout")};
    failed.kin->errorCount = 1;
    failed.kin->parent = headOf(3, EventType::Action, "plan");
    const DetailsText details = eventDetails(tool, failed);
    QCOMPARE(valueOf(details, "State"), QStringLiteral("failed"));
    QCOMPARE(valueOf(details, "Failed"), QStringLiteral("Error · Timeout"));
    QCOMPARE(linkOf(details, "Failed"), std::optional<std::int64_t>(8));
    QCOMPARE(linkOf(details, "Parent"), std::optional<std::int64_t>(3));
    QCOMPARE(valueOf(eventDetails(tool), "State"), QStringLiteral("—"));
    failed.kin->errors.clear();
    failed.kin->errorCount = 0;
    QCOMPARE(valueOf(eventDetails(tool, failed), "State"), QStringLiteral("ended, no error names it"));
    tool.facts.isOpen = true;
    QCOMPARE(valueOf(eventDetails(tool, failed), "State"), QStringLiteral("open: its end has not come"));
    QCOMPARE(valueOf(eventDetails(tool, failed), "End"), QStringLiteral("—"));
}

void TestDetailsText::listsKinUpToALimit()
{
    EventContext context;
    context.kin.emplace();
    for (int i = 1; i <= 3; ++i)
        context.kin->children.push_back(headOf(i, EventType::Llm, "gpt"));
    context.kin->childCount = 1'003;
    QStringList children;
    for (const DetailRow &row : eventDetails({}, context).rows) {
        if (row.key == QStringLiteral("Child"))
            children << row.value;
    }
    QCOMPARE(children.size(), 4);
    QCOMPARE(children.last(), QStringLiteral("and 1,000 more"));
}

void TestDetailsText::tellsTokensAndCost_data()
{
    QTest::addColumn<int>("prompt"); // -1: not told
    QTest::addColumn<int>("completion");
    QTest::addColumn<QString>("cost");
    QTest::addColumn<QString>("tokens");
    QTest::newRow("all") << 1'000 << 240 << QStringLiteral("0.0125")
                         << QStringLiteral("1,240 (1,000 prompt + 240 completion)|$0.0125");
    QTest::newRow("none") << -1 << -1 << QString() << QStringLiteral("—|—");
    QTest::newRow("half") << -1 << 5 << QStringLiteral("0") << QStringLiteral("— prompt + 5 completion|$0");
}

void TestDetailsText::tellsTokensAndCost()
{
    QFETCH(int, prompt);
    QFETCH(int, completion);
    QFETCH(QString, cost);
    StoredEvent event;
    event.type = EventType::Llm;
    if (prompt >= 0)
        event.facts.promptTokens = static_cast<std::uint64_t>(prompt);
    if (completion >= 0)
        event.facts.completionTokens = static_cast<std::uint64_t>(completion);
    event.facts.cost = Money::fromDecimal(cost.toStdString());
    const DetailsText details = eventDetails(event);
    QTEST(QStringLiteral("%1|%2").arg(valueOf(details, "Tokens"), valueOf(details, "Cost")), "tokens");
}

void TestDetailsText::tellsTimesFromTheSessionsStart()
{
    StoredEvent event;
    event.start = Timestamp(std::chrono::seconds(100));
    event.end = event.start + Millis(250);
    EventContext context;
    context.sessionStart = event.start - Millis(1'200);
    context.agentName = "writer";
    const DetailsText details = eventDetails(event, context);
    QVERIFY(valueOf(details, "Start").endsWith(QStringLiteral("(1.20 s after the session's start)")));
    QVERIFY(valueOf(details, "End").endsWith(QStringLiteral("(1.45 s after the session's start)")));
    QVERIFY(valueOf(details, "Agent").startsWith(QStringLiteral("writer (")));
    context.sessionStart = event.start + Millis(500);
    QVERIFY(valueOf(eventDetails(event, context), "Start")
                .endsWith(QStringLiteral("(500 ms before the session's start)")));
}

void TestDetailsText::marksTheTimeOfArrival_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isMarked");
    QTest::newRow("none") << QByteArray(R"({"event_type":"actions"})") << true;
    QTest::newRow("null") << QByteArray(R"({"init_timestamp":null,"end_timestamp":null})") << true;
    QTest::newRow("a start") << QByteArray(R"({"init_timestamp":"1970-01-01T00:01:40Z"})") << false;
    QTest::newRow("an end") << QByteArray(R"({"end_timestamp":"1970-01-01T00:01:40Z"})") << false;
    QTest::newRow("an error's") << QByteArray(R"({"timestamp":"1970-01-01T00:01:40Z"})") << false;
    QTest::newRow("no object") << QByteArray("17") << false;
}

void TestDetailsText::marksTheTimeOfArrival()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isMarked);
    StoredEvent event;
    event.start = event.end = Timestamp(std::chrono::seconds(100));
    event.body = body.toStdString();
    const QString start = valueOf(eventDetails(event), "Start");
    QCOMPARE(start.endsWith(QStringLiteral(": when it came, for it names no time")), isMarked);
}

void TestDetailsText::summarisesASession()
{
    SessionSummary session;
    session.ended = session.started + std::chrono::seconds(90);
    session.endState = EndState::Fail; // and no error: its own word counts
    session.counts.of(EventType::Llm) = 3;
    session.usage.calls = 3;
    session.usage.promptTokens = 1'000;
    session.usage.completionTokens = 240;
    session.usage.callsWithoutTokens = 1;
    session.usage.givenCost = Money::fromDecimal("0.0125").value();
    session.usage.unpricedCalls = 2;
    SessionSheet sheet;
    sheet.models = {{"gpt-4o", session.usage, 0}};
    sheet.agents = {{AgentId("a"), "writer"}, {AgentId("b"), {}}};
    sheet.extras.hostEnv
        = R"({"SDK":{"AgentOps SDK Version":"0.3.13","Python Version":"3.11.2"},"OS":{"Hostname":"<b>vm"},"CPU":{"Total cores":2}})";
    const DetailsText details = sessionDetails(session, session.started, sheet);
    QCOMPARE(valueOf(details, "State"), QStringLiteral("ended: Fail"));
    QCOMPARE(valueOf(details, "Duration"), QStringLiteral("1 min 30 s"));
    QCOMPARE(valueOf(details, "Errors"), QStringLiteral("0"));
    QCOMPARE(valueOf(details, "Tokens"),
        QStringLiteral("1,240 (1,000 prompt + 240 completion), 1 call told none"));
    QCOMPARE(valueOf(details, "Cost"), QStringLiteral("$0.0125, 2 calls without a cost"));
    QVERIFY(valueOf(details, "Model").startsWith(QStringLiteral("gpt-4o: 3 calls, tokens 1,240")));
    QCOMPARE(valueOf(details, "Agents"), QStringLiteral("2 (writer, b)"));
    QCOMPARE(valueOf(details, "Python"), QStringLiteral("3.11.2"));
    QCOMPARE(valueOf(details, "Host"), QStringLiteral("<b>vm"));
    QCOMPARE(valueOf(details, "Processor cores"), QStringLiteral("2"));
    QCOMPARE(details.session, std::optional(session.id));
    session.usage = {};
    session.usage.calls = session.usage.callsWithoutTokens = session.usage.unpricedCalls = 3;
    QCOMPARE(valueOf(sessionDetails(session, session.started), "Cost"), QStringLiteral("—"));
    QCOMPARE(valueOf(sessionDetails(session, session.started), "Tokens"), QStringLiteral("—"));
}

void TestDetailsText::showsAReceivedSessionsUnknowns()
{
    SessionSummary session;
    session.id = SessionId("s-1");
    session.tags = {"agent"};
    session.counts.of(EventType::Llm) = 2;
    const QString text = plainText(sessionDetails(session, session.started));
    for (const char *line : {"Ended: —", "Drops: —", "Events: 2 (llms 2)", "Origin: received"})
        QVERIFY2(text.contains(QString::fromUtf8(line)), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("Ledger")));
}

QTEST_GUILESS_MAIN(TestDetailsText)
#include "tst_details_text.moc"

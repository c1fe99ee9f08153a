// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/details_text.h"
#include "ui/models/json_text.h"

#include <QTest>

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
    QVERIFY(details.cut.isEmpty());
}

void TestDetailsText::saysWhatItLeavesOut()
{
    StoredEvent event;
    event.body = "{\"params\":\"" + std::string(3U << 20U, 'x') + "\"}";
    const DetailsText details = eventDetails(event);
    QCOMPARE(details.cut, QStringLiteral("first 256 KiB of 3.00 MiB"));
    QVERIFY(details.json.size() < mostShownJson + 100);
    QVERIFY(details.rows.back().value.size() < mostShownValue + 100);
    QVERIFY(details.rows.back().value.endsWith(QStringLiteral("… (3,145,728 characters in all)")));
}

void TestDetailsText::keepsMarkupAsText()
{
    StoredEvent event;
    event.name = "<b>bold</b>";
    QCOMPARE(eventDetails(event).rows[1].value, QStringLiteral("<b>bold</b>"));
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

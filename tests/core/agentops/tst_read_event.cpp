// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/agentops/read_event.h"

#include <QRegularExpression>
#include <QTest>

using namespace sluice;

namespace {

constexpr const char *id = "8848eb6f-bb6f-4117-836b-3f0f16af76a0";

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// What a line becomes on the wire when it is recorded; its error when it cannot be.
QString wireOf(const std::string &line, EventType otherwise = EventType::Action)
{
    Result<ReadEvent> read = EventReader().read(line, otherwise);
    if (!read)
        return text("error: " + read.error().message);
    std::string out;
    const Result<void> written = std::visit(
        [&out](auto &&event) { return appendEvent(out, Event(std::move(event))); }, std::move(read->event));
    return text(written ? out : "unwritable: " + written.error().message);
}

std::string nested(int levels)
{
    const auto count = static_cast<std::size_t>(levels);
    return std::string(count, '[') + std::string(count, ']');
}

} // namespace

class TestReadEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatTheWireHas_data()
    {
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const char *line) { QTest::newRow(name) << text(line); };
        // In the order in which appendEvent() writes them, so that the way back is the same text.
        row("action",
            R"({"event_type":"actions","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0",)"
            R"("init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
            R"("end_timestamp":"2026-11-23T02:46:15.749014+00:00","action_type":"browse",)"
            R"("agent_id":"1134459e-0000-4000-8000-000000000001","params":{"url":"x", "n":1e2},)"
            R"("returns":["a",null],"logs":["l1",{"k":1}],"screenshot":"data:image/png;base64,AA=="})");
        row("llm",
            R"({"event_type":"llms","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0",)"
            R"("init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
            R"("end_timestamp":"2026-11-23T02:46:15.749014+00:00","model":"gpt-4o",)"
            R"("params":{"temperature":0.20},"returns":null,"prompt":[{"role":"user","content":"ü"}],)"
            R"("completion":"c","prompt_tokens":12,"completion_tokens":5,"cost":0.00010})");
        row("tool",
            R"({"event_type":"tools","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0",)"
            R"("init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
            R"("end_timestamp":"2026-11-23T02:46:15.749014+00:00","name":"search","params":"q",)"
            R"("returns":18446744073709551615,"logs":true})");
        row("error",
            R"({"event_type":"errors","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0",)"
            R"("init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
            R"("end_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
            R"("timestamp":"2026-11-23T02:46:15.748439+00:00","error_type":"ZeroDivisionError",)"
            R"("logs":"Traceback","code":"E42","details":{"by":0},)"
            R"("trigger_event_id":"fb70a59b-0000-4000-8000-000000000001","trigger_event_type":"llms"})");
    }

    void keepsWhatTheWireHas()
    {
        QFETCH(QString, line);
        QCOMPARE(wireOf(line.toStdString()), line);
    }

    void eventTypeWinsOverTheGivenKind_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<int>("otherwise");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *members, EventType otherwise, const char *says) {
            QTest::newRow(name) << text(members) << static_cast<int>(otherwise) << text(says);
        };
        row("none, action", R"("name":"x")", EventType::Action,
            R"("event_type":"actions","action_type":"x")");
        row("none, llm", R"("name":"x")", EventType::Llm, R"("event_type":"llms","model":"x")");
        row("none, tool", R"("name":"x")", EventType::Tool, R"("event_type":"tools","name":"x")");
        row("none, error", R"("name":"x")", EventType::Error, R"("event_type":"errors","error_type":"x")");
        row("named", R"("event_type":"tools","name":"x")", EventType::Llm,
            R"("event_type":"tools","name":"x")");
        row("null names none", R"("event_type":null,"name":"x")", EventType::Tool,
            R"("event_type":"tools","name":"x")");
        row("the documentation's words", R"("type":"llm","model":"m")", EventType::Action,
            R"("event_type":"llms","model":"m")");
        row("unknown", R"("event_type":"thinking")", EventType::Llm,
            R"("event_type":"actions","action_type":"thinking")");
        row("apis", R"("event_type":"apis","action_type":"GET")", EventType::Llm,
            R"("event_type":"actions","action_type":"GET")");
    }

    void eventTypeWinsOverTheGivenKind()
    {
        QFETCH(QString, members);
        QFETCH(int, otherwise);
        QFETCH(QString, says);
        QString wire = wireOf("{" + members.toStdString() + "}", static_cast<EventType>(otherwise));
        // Times are record()'s to give; here they are those of 1970.
        static const QRegularExpression times(QStringLiteral("\"[a-z]*_?timestamp\":\"[^\"]*\",?"));
        QCOMPARE(wire.remove(times), QLatin1Char('{') + says + QLatin1Char('}'));
    }

    void readsTheDocumentationsNamesOfATool()
    {
        const QString wire = wireOf(R"({"type":"tool","tool_name":"t","input":{"a":1},"output":[2]})");
        QVERIFY2(
            wire.endsWith(QStringLiteral(R"("name":"t","params":{"a":1},"returns":[2]})")), qPrintable(wire));
    }

    void anEventWithOneTimeKeepsIt()
    {
        const auto read = EventReader().read(R"({"timestamp":"2026-01-02T03:04:05Z"})", EventType::Tool);
        const auto &tool = std::get<ToolEvent>(read.value().event);
        QCOMPARE(text(toIsoText(tool.start.value())), QStringLiteral("2026-01-02T03:04:05.000000+00:00"));
        QVERIFY(!tool.end);
    }

    void leavesIdsToRecordWhenThereIsNone_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("absent") << QStringLiteral("{}");
        QTest::newRow("null") << QStringLiteral(R"({"id":null})");
        QTest::newRow("empty") << QStringLiteral(R"({"id":""})");
        QTest::newRow("nil") << QStringLiteral(R"({"id":"00000000-0000-0000-0000-000000000000"})");
    }

    void leavesIdsToRecordWhenThereIsNone()
    {
        QFETCH(QString, line);
        const auto read = EventReader().read(line.toStdString(), EventType::Action);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
        QVERIFY(std::get<ActionEvent>(read->event).id.isNil());
    }

    void mendsWhatTheCollectorMends()
    {
        QVERIFY(wireOf(R"({"params":{"loss":NaN,"best":-Infinity}})")
                    .contains(QStringLiteral(R"("params":{"loss":"NaN","best":"-Infinity"})")));
    }

    void namesWhatAnEventHasNoPlaceFor()
    {
        const auto read = EventReader().read(
            R"({"event_type":"tools","name":"t","thread_id":"x","session_id":"y","prompt":1,"video":null})",
            EventType::Action);
        QCOMPARE(read.value().leftOut, (std::vector<std::string>{"thread_id", "session_id", "prompt"}));
    }

    void saysWhatWasExpected_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const std::string &line, const char *says) {
            QTest::newRow(name) << text(line) << text(says);
        };
        row("no JSON", "hello", "not JSON: line 1, column 1");
        row("cut", R"({"id":)", "not JSON: line 1, column 7");
        row("two objects", "{} {}", "not JSON: line 1, column 4");
        row("array", "[]", "the event: expected an object, found an array");
        row("number", "17", "the event: expected an object, found a number");
        row("id", R"({"id":"evt-1"})", R"(id: expected a UUID, found "evt-1")");
        row("id a number", R"({"id":17})", "id: expected a UUID, found a number");
        row("id an object", R"({"id":{}})", "id: expected a string, found an object");
        row("agent", R"({"agent_id":"agent-123"})", R"(agent_id: expected a UUID, found "agent-123")");
        row("time", R"({"init_timestamp":"yesterday"})",
            R"(init_timestamp: expected a time in ISO 8601, found "yesterday")");
        row("time a number", R"({"end_timestamp":5})",
            "end_timestamp: expected a time in ISO 8601, found a number");
        row("tokens", R"({"event_type":"llms","prompt_tokens":1.5})",
            "prompt_tokens: expected a whole number, found a number");
        row("tokens a text", R"({"event_type":"llms","completion_tokens":"12"})",
            R"(completion_tokens: expected a whole number, found "12")");
        row("cost", R"({"event_type":"llms","cost":"free"})", R"(cost: expected a number, found "free")");
        row("name", R"({"action_type":["a"]})", "action_type: expected a string, found an array");
        row("trigger", R"({"event_type":"errors","trigger_event_id":"x"})",
            R"(trigger_event_id: expected a UUID, found "x")");
        row("the first of two", R"({"action_type":[],"id":"x"})", "action_type: expected a string");
    }

    void saysWhatWasExpected()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const QString wire = wireOf(line.toStdString());
        QVERIFY2(wire.startsWith(QStringLiteral("error: ") + says), qPrintable(wire));
    }

    void takesWhatTheEncoderTakesInDepth()
    {
        for (const int levels : {63, 64}) {
            const QString wire = wireOf("{\"params\":" + nested(levels) + "}");
            QVERIFY2(wire.contains(text("\"params\":" + nested(levels))), qPrintable(wire));
        }
        for (const int levels : {65, 66}) {
            QCOMPARE(wireOf("{\"params\":" + nested(levels) + "}"),
                QStringLiteral("error: params: expected at most 64 levels"));
        }
        QVERIFY(wireOf("{\"params\":" + nested(100'000) + "}").startsWith(QStringLiteral("error: not JSON")));
    }

    void readsALargeLineAndThenASmallOne()
    {
        EventReader reader;
        const std::string large(17U << 20U, 'x');
        const auto first = reader.read("{\"params\":\"" + large + "\"}", EventType::Action);
        QCOMPARE(std::get<ActionEvent>(first.value().event).params.asText()->text.size(), large.size() + 2);
        const auto second = reader.read(std::string("{\"id\":\"") + id + "\"}", EventType::Action);
        QCOMPARE(text(std::get<ActionEvent>(second.value().event).id.toText()), text(id));
    }

    void leavesOutIdsThatAreToBeOthers()
    {
        const std::string line = R"({"event_type":"errors","id":"e-1","agent_id":5,"trigger_event_id":"e-0",)"
                                 R"("trigger_event_type":"llms","error_type":"E"})";
        QVERIFY(!EventReader().read(line, EventType::Action).ok());
        const ReadEvent read
            = EventReader().read(line, EventType::Action, EventReader::Ids::LeaveOut).value();
        const auto &error = std::get<ErrorEvent>(read.event);
        QVERIFY(error.id.isNil() && error.agent.isNil() && error.trigger.isNil());
        QCOMPARE(error.triggerType, EventType::Llm);
        QCOMPARE(text(error.errorType), QStringLiteral("E"));
        QVERIFY(read.leftOut.empty());
    }
};

QTEST_APPLESS_MAIN(TestReadEvent)
#include "tst_read_event.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/exchange/exchange_bench.h"
#include "tests/core/exchange/exchange_texts.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace sluice;

namespace {

const StoredEvent *find(const std::vector<StoredEvent> &events, const std::string &id)
{
    const auto found = std::ranges::find(events, EventId(id), &StoredEvent::id);
    return found == events.end() ? nullptr : &*found;
}

} // namespace

class TestImports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsATraceOfOpenTelemetry()
    {
        ExchangeBench bench;
        const std::string child = "a0873fc802f923cf";
        const std::string root = "5281641fe3ad2879";
        const std::string file = request(
            span(child, root, "search.tool",
                text("agentops.span.kind", "tool") + "," + text("agentops.tool.input", "{\\\"q\\\": 1}"),
                R"(,"status":{"code":2,"message":"broken"},"events":[{"name":"exception","timeUnixNano":)"
                R"("1790000000400000000","attributes":[)"
                    + text("exception.type", "ValueError") + "," + text("exception.message", "bad") + "]},"
                    + R"({"name":"exception","timeUnixNano":"1790000000400000000","attributes":[)"
                    + text("exception.type", "ValueError") + "," + text("exception.message", "bad") + "]}]")
            + ","
            + span("b0873fc802f923cf", root, "chat",
                text("gen_ai.request.model", "gpt-4o") + "," + text("gen_ai.prompt.0.role", "user") + ","
                    + text("gen_ai.prompt.0.content", "hi") + ","
                    + R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":7}},)"
                    + text("gen_ai.usage.output_tokens", "3"))
            + ","
            + span(root, "", "research.session",
                text("agentops.span.kind", "session")
                    + R"(,{"key":"agentops.tags","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}})",
                R"(,"status":{"code":1})"));
        const Result<ImportReport> report = bench.imported(file);
        QCOMPARE(report ? std::string() : report.error().message, std::string());
        QCOMPARE(report->imported, std::vector<SessionId>{traceSession});

        const SessionSummary session = bench.sessions().front();
        QCOMPARE(session.origin, Origin::Imported);
        QCOMPARE(session.tags, std::vector<std::string>{"a"});
        QCOMPARE(session.endState, std::optional(EndState::Success));
        QCOMPARE(session.started, Timestamp(Micros(1'790'000'000'000'001)));
        QCOMPARE(session.ended, std::optional(Timestamp(Micros(1'790'000'000'500'000))));

        const std::vector<StoredEvent> events = bench.events(traceSession);
        QCOMPARE(events.size(), std::size_t{4}); // the root is one too
        const StoredEvent *tool = find(events, child);
        QVERIFY(tool);
        QCOMPARE(tool->type, EventType::Tool);
        QCOMPARE(tool->name, std::string("search"));
        QVERIFY(contains(tool->body, R"("params":{"q": 1})"));
        QCOMPARE(tool->facts.parent, EventId(root));
        QCOMPARE(find(events, root)->name, std::string("research"));
        const StoredEvent *error = find(events, child + "-error-1");
        QVERIFY(error);
        QCOMPARE(error->name, std::string("ValueError"));
        QCOMPARE(error->trigger, EventId(child));
        const StoredEvent *call = find(events, "b0873fc802f923cf");
        QVERIFY(call);
        QCOMPARE(call->type, EventType::Llm);
        QCOMPARE(call->name, std::string("gpt-4o"));
        QCOMPARE(call->facts.promptTokens, std::optional<std::uint64_t>(7));
        QCOMPARE(call->facts.completionTokens, std::optional<std::uint64_t>(3));
        QVERIFY(contains(call->body, R"("prompt":[{"role":"user","content":"hi"}])"));

        QVERIFY(bench.imported(file)->imported.empty()); // the same once more
        QCOMPARE(bench.events(traceSession).size(), std::size_t{4});
    }

    void readsRequestsLineByLine()
    {
        ExchangeBench bench;
        const std::string lines = request(span("a0873fc802f923cf", "", "one")) + "\n"
            + request(span("b0873fc802f923cf", "a0873fc802f923cf", "two", text("thread.name", "main")))
            + "\n";
        QCOMPARE(bench.importError(lines), std::string());
        const std::vector<StoredEvent> events = bench.events(traceSession);
        QCOMPARE(events.size(), std::size_t{2});
        const StoredEvent *child = find(events, "b0873fc802f923cf");
        QVERIFY(child);
        QCOMPARE(child->facts.thread, std::string("main"));
        QCOMPARE(child->facts.parent, EventId("a0873fc802f923cf"));
        QCOMPARE(bench.sessions().front().tags, std::vector<std::string>{"one"});
    }

    void inheritsAgentsWhereverTheyStand()
    {
        ExchangeBench bench;
        const std::string lines = request(span("c0873fc802f923cf", "b0873fc802f923cf", "below")) + "\n"
            + request(span("b0873fc802f923cf", "a0873fc802f923cf", "plan", text("agent.name", "planner")))
            + "\n" + request(span("a0873fc802f923cf", "", "root")) + "\n";
        QCOMPARE(bench.importError(lines), std::string());
        const std::vector<StoredEvent> events = bench.events(traceSession);
        QCOMPARE(find(events, "c0873fc802f923cf")->agent.text(), std::string("planner"));
        QCOMPARE(find(events, "b0873fc802f923cf")->agent.text(), std::string("planner"));
        QCOMPARE(find(events, "a0873fc802f923cf")->agent.text(), std::string());
        QCOMPARE(bench.imported(lines)->alreadyThere, std::vector<SessionId>{traceSession});
    }

    void keepsWhoMadeASpan()
    {
        ExchangeBench bench;
        const auto scope = [](const char *said, const char *id) {
            return std::string("{") + said + R"("spans":[)" + span(id, "", "n") + "]}";
        };
        QCOMPARE(bench.importError(R"({"resourceSpans":[{"scopeSpans":[)"
                     + scope(R"("scope":{"name":"lib","version":"2"},)", "a0873fc802f923cf") + ","
                     + scope("", "b0873fc802f923cf") + "]}]}"),
            std::string());
        const std::vector<StoredEvent> events = bench.events(traceSession);
        QVERIFY(contains(find(events, "a0873fc802f923cf")->body, R"("scope":{"name":"lib","version":"2"})"));
        QVERIFY(!contains(find(events, "b0873fc802f923cf")->body, R"("scope")"));
    }

    void readsATraceOfTheDashboard()
    {
        ExchangeBench bench;
        const std::string file
            = R"({"spans":[{"span_id":"s1","parent_span_id":"","span_name":"default.session",)"
              R"("span_kind":"Internal","service_name":"agentops","start_time":"2026-11-23T02:45:07.364124+00:00",)"
              R"("end_time":"2026-11-23T02:45:09+00:00","duration":1,"status_code":"OK","status_message":"",)"
              R"("attributes":{},"span_attributes":{"agentops":{"span":{"kind":"session"}}},"event_names":[]},)"
              R"({"span_id":"s2","parent_span_id":"s1","span_name":"openai.chat","start_time":"2026-11-23T02:45:08+00:00",)"
              R"("end_time":"2026-11-23T02:45:08.5+00:00","status_code":"ERROR","status_message":"rate limit",)"
              R"("span_attributes":{"gen_ai":{"prompt":[{"role":"user","content":"hi"}],)"
              R"("completion":[{"role":"assistant","content":"yo"}],"request":{"model":"gpt-4o"},)"
              R"("usage":{"prompt_tokens":"5","completion_tokens":"2"}}}}],)"
              R"("trace":{"trace_id":"e926fd94282d6a52a9ef44f0898937f1","tags":["t1","t2"]}})";
        const Result<ImportReport> report = bench.imported(file);
        QCOMPARE(report ? std::string() : report.error().message, std::string());
        const SessionId id("e926fd94-282d-6a52-a9ef-44f0898937f1");
        QCOMPARE(report->imported, std::vector<SessionId>{id});
        QCOMPARE(bench.sessions().front().tags, (std::vector<std::string>{"t1", "t2"}));
        const std::vector<StoredEvent> events = bench.events(id);
        QCOMPARE(events.size(), std::size_t{3});
        const StoredEvent *call = find(events, "s2");
        QVERIFY(call);
        QCOMPARE(call->type, EventType::Llm);
        QCOMPARE(call->name, std::string("gpt-4o"));
        QCOMPARE(call->facts.promptTokens, std::optional<std::uint64_t>(5));
        QVERIFY(contains(call->body, R"("completion":{"role":"assistant","content":"yo"})"));
        QCOMPARE(find(events, "s1")->name, std::string("default"));
        const StoredEvent *error = find(events, "s2-error-1");
        QVERIFY(error);
        QCOMPARE(error->type, EventType::Error);
        QVERIFY(contains(error->body, R"("details":"rate limit")"));
        QVERIFY(bench.imported(file)->imported.empty());
        QCOMPARE(bench.sessions().size(), std::size_t{1});
    }

    void readsASessionOfAgentOps_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray session = QByteArray::fromStdString(agentOpsSession(richId));
        const QByteArray action
            = R"({"event_type":"actions","id":"e1","action_type":"browse","init_timestamp":)"
              R"("2026-11-23T02:45:08Z","end_timestamp":"2026-11-23T02:45:08.5Z"})";
        const QByteArray error
            = R"({"event_type":"errors","error_type":"Bad","timestamp":"2026-11-23T02:45:08.6Z",)"
              R"("trigger_event_id":"e1"})";
        QTest::newRow("session and events")
            << QByteArray(R"({"session":{)" + session + R"(},"events":[)" + action + "," + error + "]}");
        QTest::newRow("events first")
            << QByteArray(R"({"events":[)" + action + "," + error + R"(],"session":{)" + session + "}}");
        QTest::newRow("bare session")
            << QByteArray("{" + session + R"(,"events":[)" + action + "," + error + "]}");
        QTest::newRow("a list a kind") << QByteArray(R"({"session":{)" + session + R"(},"actions":[)" + action
            + R"(],"llms":[],"errors":[)" + error + "]}");
    }

    void readsASessionOfAgentOps()
    {
        QFETCH(const QByteArray, file);
        ExchangeBench bench;
        QCOMPARE(bench.importError(file.toStdString()), std::string());
        const SessionSummary session = bench.sessions().front();
        QCOMPARE(session.id, richId);
        QCOMPARE(session.origin, Origin::Imported);
        QCOMPARE(session.endState, std::optional(EndState::Fail));
        const std::vector<StoredEvent> events = bench.events(richId);
        QCOMPARE(events.size(), std::size_t{2});
        QCOMPARE(events[0].id, EventId("e1"));
        QCOMPARE(events[1].trigger, EventId("e1"));
        QVERIFY(bench.imported(file.toStdString())->imported.empty());
    }

    void readsAForeignChromeTrace()
    {
        ExchangeBench bench;
        const std::string file
            = R"([)"
              R"({"name":"thread_name","ph":"M","pid":1,"tid":7,"args":{"name":"main"}},)"
              R"({"name":"outer","cat":"x","ph":"B","pid":1,"tid":7,"ts":10.5},)"
              R"({"name":"inner","ph":"X","pid":1,"tid":7,"ts":12,"dur":3.9,"args":{"n":1}},)"
              R"({"ph":"E","pid":1,"tid":7,"ts":40},)"
              R"({"name":"mark","ph":"i","pid":1,"tid":"io","ts":50,"s":"t"},)"
              R"({"name":"never ends","ph":"B","pid":1,"tid":7,"ts":60},)"
              R"({"name":"count","ph":"C","pid":1,"ts":61,"args":{"v":1}},)"
              R"({"name":"flow","ph":"s","id":1,"pid":1,"tid":7,"ts":62},)"
              R"({"ph":"E","pid":9,"tid":9,"ts":63})"; // an array may do without its end
        Result<ImportFile> look = bench.look(file);
        QCOMPARE(look ? std::string() : look.error().message, std::string());
        QCOMPARE(look->leftOut(),
            (std::map<std::string, std::uint64_t>{
                {"counter samples", 1}, {"ends of bars that did not begin", 1}, {"events of phase 's'", 1}}));
        const Result<ImportReport> report
            = look->write(*bench.store, OnConflict::Refuse, ExchangeBench::goOn);
        QCOMPARE(report->events, std::uint64_t{4});
        const SessionId id = report->imported.front();
        const std::vector<StoredEvent> events = bench.events(id);
        QCOMPARE(events.size(), std::size_t{4});
        QCOMPARE(events[0].name, std::string("inner"));
        QCOMPARE(events[0].end - events[0].start, Micros(3));
        QVERIFY(contains(events[0].body, R"("params":{"n":1})"));
        QCOMPARE(events[1].name, std::string("outer"));
        QCOMPARE(events[1].end - events[1].start, Micros(30));
        QCOMPARE(events[0].start - events[1].start, Micros(2));
        QCOMPARE(events[2].start, events[2].end);
        QCOMPARE(events[3].name, std::string("never ends"));
        QVERIFY(events[3].facts.isOpen);
        QCOMPARE(toIsoText(events[1].start), std::string("2000-01-01T00:00:00.000010+00:00"));
        const std::vector<Agent> agents = bench.reader()->agents(id).value();
        QCOMPARE(agents.size(), std::size_t{2});
        QVERIFY(std::ranges::any_of(agents, [](const Agent &agent) { return agent.name == "main"; }));
        QVERIFY(bench.imported(file)->imported.empty());
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const QByteArray &file, const char *message) {
            QTest::newRow(name) << file << QByteArray(message);
        };
        const QByteArray session
            = R"({"sluice_session":2,"session":{"id":"s","origin":"recorded","started":"2026-11-23T02:45:07Z"},)";
        row("empty", "", "the file is empty");
        row("no JSON", "hello", "line 1, column 1 (byte 0): expected '{' or '[': the file is no JSON");
        row("a foreign object", R"({"recipe": "cake"})",
            "an object that begins with \"recipe\"; expected a session");
        row("a newer Sluice", R"({"sluice_session":3,"session":{}})", "was written by a newer Sluice");
        row("cut off", session + "\n\"events\":[{\"id\":\"a\"},",
            "line 2, column 22 (byte 116): expected a value");
        row("a bad event", session + "\n\"events\":[{\"id\":\"a\"},{\"id\":[]}]}",
            "line 2, column 22 (byte 116): item 1.id: expected a string");
        row("a bad event's member", session + R"("events":[{"id":[]}]})",
            "item 0.id: expected a string, found an array");
        row("a bad time", session + R"("events":[{"init_timestamp":"noon"}]})",
            "item 0.init_timestamp: expected a time in ISO 8601, found \"noon\"");
        row("a bad flush", session + R"("flushes":[{"sequence":-1}]})",
            "item 0.sequence: expected a whole number");
        row("a bad word", session + R"("drops":[{"reason":"bored"}]})",
            "item 0.reason: expected a word such as \"queue_full\", found \"bored\"");
        row("a session without an id", R"({"session":{"tags":[]},"events":[]})", "the session has no id");
        row("something behind", session + R"("events":[]} {})", "expected the end of the file, found '{'");
        row("not an array", session + R"("events":{}})", "expected an array, found '{'");
        row("a span without an id", R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"00"}]}]}]})",
            "spans[0].traceId: expected 32 hexadecimal digits, not all 0");
        row("NaN in OTLP", R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"a":NaN}]}]}]})",
            "not strict JSON");
        row("no spans", R"({"resourceSpans":[]})", "the file holds no session");
        row("a trace without spans", R"({"trace":null,"spans":[]})", "the trace has no spans");
        row("an empty trace", "[]", "the trace has no bars");
        row("a bar without a time", R"([{"ph":"X","name":"a"}])", "traceEvents[0].ts: expected microseconds");
        row("an endless bar", R"([{"ph":"X","name":"a","ts":1,"dur":-1}])",
            "traceEvents[0].dur: expected microseconds");
        row("words of the file in one line", "{\"\x1b[31m\": 1}", "an object that begins with \" [31m\"");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QByteArray, message);
        ExchangeBench bench;
        const std::string said = bench.importError(file.toStdString());
        QVERIFY2(contains(said, message.toStdString()), said.c_str());
        QVERIFY(said.find_first_of("\n\r\x1b") == std::string::npos);
        QVERIFY(bench.sessions().empty());
    }

    void saysThatAFileCannotBeRead()
    {
        ExchangeBench bench;
        const auto look = [&bench](const char *path) {
            return ImportFile::look(path, std::nullopt, bench.reader().get(), ExchangeBench::goOn).error();
        };
        QCOMPARE(look("/no/such/file").kind, ErrorKind::Io);
        QVERIFY(contains(look("/dev/zero").message, "cannot read /dev/zero: it is no file"));
    }

    void importsNothingHalf()
    {
        ExchangeBench bench;
        StoreBatch batch = batchOf(richSession());
        for (std::uint64_t i = 1; i <= 5'000; ++i)
            batch.events.push_back(wireEvent(richId, i, EventType::Action, ""));
        bench.put(std::move(batch));
        const std::string whole = bench.exported(richId);

        ExchangeBench other;
        Result<ImportFile> cancelled = other.look(whole);
        int pieces = 0;
        const Result<ImportReport> stopped = cancelled->write(
            *other.store, OnConflict::Refuse, [&pieces](const ExchangeProgress &) { return ++pieces < 4; });
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QVERIFY(pieces >= 4); // 3,000 events had been written
        QVERIFY(other.sessions().empty());

        Result<ImportFile> changed = other.look(whole);
        other.file(whole.substr(0, whole.size() / 2)); // while it lies between its two readings
        const Result<ImportReport> broken
            = changed->write(*other.store, OnConflict::Refuse, ExchangeBench::goOn);
        QVERIFY(!broken.ok());
        QVERIFY(other.sessions().empty());
        QVERIFY(other.events(richId).empty());

        QCOMPARE(other.imported(whole)->events, std::uint64_t{5'000});
        QCOMPARE(other.events(richId).size(), std::size_t{5'000});
    }

    void leavesWhatIsThereAlready()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        const Result<ImportReport> report = bench.imported(bench.exported(richId));
        QCOMPARE(report->alreadyThere, std::vector<SessionId>{richId});
        QVERIFY(report->imported.empty());
        QCOMPARE(bench.sessions().front().origin, Origin::Recorded);
        QCOMPARE(bench.reader()->drops(richId)->size(), std::size_t{1});
    }

    void refusesAnotherSessionOfTheSameId()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        const std::string file = bench.exported(richId);
        bench.put(batchOf({wireEvent(richId, 77, EventType::Action, "")}));
        QCOMPARE(bench.importError(file),
            "session " + richId.text()
                + " is stored already (recorded, 7 events) and is not the same as the file's (6 events): "
                  "import it "
                  "as a new session, or leave it; nothing was imported");
        QVERIFY(bench.look(file)->hasConflict());
        QCOMPARE(bench.sessions().size(), std::size_t{1});

        const Result<ImportReport> asNew = bench.imported(file, OnConflict::AsNew);
        QCOMPARE(asNew->imported.size(), std::size_t{1});
        const SessionId copy = asNew->imported.front();
        QVERIFY(copy != richId);
        QCOMPARE(bench.events(copy).size(), std::size_t{6});
        QCOMPARE(bench.events(richId).size(), std::size_t{7});
        QCOMPARE(bench.reader()->flushContents(copy)->size(), std::size_t{1});

        const Result<ImportReport> again = bench.imported(file, OnConflict::AsNew);
        QVERIFY(again->imported.empty());
        QCOMPARE(again->alreadyThere, std::vector<SessionId>{copy});
        QCOMPARE(bench.sessions().size(), std::size_t{2});
    }

    void isNotMisledByTheBeginningOfAnId()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        bench.put(batchOf({wireEvent(SessionId(uuidText(0x5f)), 1, EventType::Action, "")}));
        const std::string shortId = richId.text().substr(0, 8);
        QCOMPARE(bench.importError(R"({"session":{"session_id":")" + shortId + R"("},"events":[]})"),
            std::string());
        QCOMPARE(bench.sessions().size(), std::size_t{3});
    }

    void importsIntoAStoreThatIsNotThereYet()
    {
        ExchangeBench bench;
        const auto path = bench.file(request(span("a0873fc802f923cf", "", "one")));
        Result<ImportFile> file = ImportFile::look(path, std::nullopt, nullptr, ExchangeBench::goOn);
        QVERIFY(file.ok());
        QCOMPARE(file->format(), FileFormat::Otlp);
        QCOMPARE(file->sessions().size(), std::size_t{1});
        QCOMPARE(ImportFile::look(path, FileFormat::Chrome, nullptr, ExchangeBench::goOn).error().message,
            std::string("the trace has no bars: expected \"traceEvents\" as an array with some"));
    }

    void keepsTheStoreFreeForOthers()
    {
        ExchangeBench bench;
        Result<ImportFile> file = bench.look(request(span("a0873fc802f923cf", "", "one")));
        StoreBatch bad = batchOf({wireEvent(richId, 1, EventType::Action, "")});
        bad.pieces = [](const StoreBatch::Put &) -> Result<void> { return Error{ErrorKind::Invalid, "no"}; };
        QCOMPARE(messageOf(commit(*bench.store, std::move(bad))), std::string("no"));
        QVERIFY(bench.sessions().empty());
        bench.put(batchOf({wireEvent(richId, 2, EventType::Action, "")}));
        QVERIFY(file->write(*bench.store, OnConflict::Refuse, ExchangeBench::goOn).ok());
        QCOMPARE(bench.sessions().size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestImports)
#include "tst_imports.moc"

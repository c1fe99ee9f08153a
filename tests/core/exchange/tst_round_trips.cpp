// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/exchange/exchange_bench.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using Json = nlohmann::ordered_json;

namespace {

/// What says where the session is now, and not what it is.
std::string withoutOrigin(const std::string &text)
{
    Json json = Json::parse(text);
    for (const char *name : {"origin", "proof", "proof_reason"})
        json["session"].erase(name);
    return json.dump();
}

std::string described(const StoredEvent &event)
{
    std::string text = event.id.text() + ' ' + std::string(wireName(event.type)) + ' ' + event.name + ' '
        + toIsoText(event.start) + ' ' + toIsoText(event.end) + " agent " + event.agent.text() + " trigger "
        + event.trigger.text() + " parent " + event.facts.parent.text();
    text += " tokens " + (event.facts.promptTokens ? std::to_string(*event.facts.promptTokens) : "-") + '/'
        + (event.facts.completionTokens ? std::to_string(*event.facts.completionTokens) : "-");
    return text + " cost " + (event.facts.cost ? event.facts.cost->text() : "-");
}

std::string described(const std::vector<StoredEvent> &events)
{
    std::string text;
    for (const StoredEvent &event : events)
        text += described(event) + '\n';
    return text;
}

} // namespace

class TestRoundTrips : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonComesBackAsItWas()
    {
        ExchangeBench here;
        here.put(richBatch());
        const std::string first = here.exported(richId);
        ExchangeBench there;
        QCOMPARE(there.importError(first), std::string());
        const std::string second = there.exported(richId);
        QCOMPARE(withoutOrigin(second), withoutOrigin(first));
        QCOMPARE(Json::parse(second)["session"]["origin"].get<std::string>(), std::string("imported"));
        QCOMPARE(Json::parse(second)["session"]["proof"].get<std::string>(), std::string("imported"));
        const auto events = [](const std::string &text) { return text.substr(text.find("\"agents\"")); };
        QCOMPARE(events(second), events(first));

        ExchangeBench beyond;
        QCOMPARE(beyond.importError(second), std::string());
        QCOMPARE(beyond.exported(richId), second);
    }

    void partsOfASessionComeBack()
    {
        ExchangeBench here;
        here.put(richBatch());
        ExchangeBench there;
        QCOMPARE(there.importError(here.exported(richId)), std::string());
        const auto before = here.reader();
        const auto after = there.reader();
        const SessionSummary was = here.sessions().front();
        const SessionSummary is = there.sessions().front();
        QCOMPARE(is.tags, was.tags);
        QCOMPARE(is.started, was.started);
        QCOMPARE(is.ended, was.ended);
        QCOMPARE(is.endState, was.endState);
        QCOMPARE(is.endStateText, was.endStateText);
        QCOMPARE(is.endReason, was.endReason);
        QVERIFY(is.counts == was.counts);
        QVERIFY(is.ledger == was.ledger);
        QVERIFY(is.usage == was.usage);
        QCOMPARE(is.drops, was.drops);
        QCOMPARE(is.sdkEvents, was.sdkEvents);
        QVERIFY(after->agents(richId).value() == before->agents(richId).value());
        QVERIFY(after->flushes(richId).value() == before->flushes(richId).value());
        QVERIFY(after->flushContents(richId).value() == before->flushContents(richId).value());
        QVERIFY(after->drops(richId).value() == before->drops(richId).value());
        QVERIFY(after->depths(richId).value() == before->depths(richId).value());
        QCOMPARE(after->lab(richId).value(), before->lab(richId).value());
        QCOMPARE(described(there.events(richId)), described(here.events(richId)));
        for (const StoredEvent &event : there.events(richId))
            QCOMPARE(event.facts.isOpen, event.id == EventId(uuidText(5)));
    }

    void sessionsOfVersion1Come()
    {
        ExchangeBench here;
        here.put(richBatch());
        Json old = Json::parse(here.exported(richId));
        old.erase("sluice_session");
        old.erase("depths");
        ExchangeBench there;
        QCOMPARE(there.importError(old.dump()), std::string());
        QCOMPARE(there.events(richId).size(), std::size_t{6});
        QCOMPARE(there.reader()->flushes(richId)->size(), std::size_t{2});
    }

    void otlpKeepsIdsTimesNamesTokensCostAndErrors()
    {
        ExchangeBench here;
        here.put(richBatch());
        const std::string text = here.exported(richId, ExchangeFormat::Otlp);
        ExchangeBench there;
        QCOMPARE(there.importError(text), std::string());
        QCOMPARE(described(there.events(richId)), described(here.events(richId)));
        const std::vector<StoredEvent> before = here.events(richId);
        const std::vector<StoredEvent> after = there.events(richId);
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(after[i].body, before[i].body);
        const SessionSummary was = here.sessions().front();
        const SessionSummary is = there.sessions().front();
        QCOMPARE(is.id, was.id);
        QCOMPARE(is.tags, was.tags);
        QCOMPARE(is.started, was.started);
        QCOMPARE(is.ended, was.ended);
        QVERIFY(is.usage == was.usage);
        QCOMPARE(is.endReason, was.endReason);
        QCOMPARE(there.exported(richId, ExchangeFormat::Otlp), text);
        QVERIFY(there.imported(text)->imported.empty());
    }

    void otlpIsWhatTheSpecificationAsksFor()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        const Json document = Json::parse(bench.exported(richId, ExchangeFormat::Otlp));
        const Json &spans = document["resourceSpans"][0]["scopeSpans"][0]["spans"];
        QCOMPARE(spans.size(), std::size_t{7});
        const Json &root = spans.back();
        QVERIFY(!root.contains("parentSpanId"));
        for (const Json &span : spans) {
            const auto isHex = [](const std::string &id) {
                return id.find_first_not_of("0123456789abcdef") == std::string::npos;
            };
            QVERIFY(isHex(span["traceId"]) && span["traceId"].get<std::string>().size() == 32);
            QVERIFY(isHex(span["spanId"]) && span["spanId"].get<std::string>().size() == 16);
            QVERIFY(span["kind"].is_number_integer());
            QVERIFY(span["startTimeUnixNano"].is_string() && span["endTimeUnixNano"].is_string());
            QVERIFY(span["status"]["code"].is_number_integer());
            for (const Json &attribute : span["attributes"]) {
                QCOMPARE(attribute["value"].size(), std::size_t{1});
                if (attribute["value"].contains("intValue"))
                    QVERIFY(attribute["value"]["intValue"].is_string());
            }
        }
        QCOMPARE(spans[0]["traceId"].get<std::string>(), std::string("0000000000007000800000000000005e"));
        QVERIFY(spans[2]["parentSpanId"] == spans[1]["spanId"]); // the error is under its trigger
        QVERIFY(spans[1]["parentSpanId"] == root["spanId"]);
        QCOMPARE(spans[2]["status"]["code"].get<int>(), 2);
        QCOMPARE(spans[2]["events"][0]["name"].get<std::string>(), std::string("exception"));
        const auto attribute = [](const Json &span, const char *key) {
            for (const Json &one : span["attributes"]) {
                if (one["key"] == key)
                    return one["value"];
            }
            return Json();
        };
        QCOMPARE(attribute(spans[0], "gen_ai.request.model").dump(), std::string(R"({"stringValue":"n1"})"));
        QCOMPARE(
            attribute(spans[0], "gen_ai.usage.prompt_tokens").dump(), std::string(R"({"intValue":"12"})"));
        QCOMPARE(
            attribute(spans[0], "gen_ai.usage.total_cost").dump(), std::string(R"({"doubleValue":0.0125})"));
        QCOMPARE(attribute(spans[0], "gen_ai.prompt.0.content").dump(),
            std::string("{\"stringValue\":\"hi \\\"you\\\"\"}"));
        QCOMPARE(attribute(spans[0], "gen_ai.completion.0.tool_calls.0.name").dump(),
            std::string(R"({"stringValue":"f"})"));
        QVERIFY(Json::parse(bench.exported(richId, ExchangeFormat::Otlp))
            == document); // ids are the same each time
    }

    void chromeKeepsBarsFlushesDropsAndDepths()
    {
        ExchangeBench here;
        StoreBatch batch = richBatch();
        batch.flushes[0].tries.clear(); // they have no place in a trace
        here.put(std::move(batch));
        ExchangeBench there;
        QCOMPARE(there.importError(here.exported(richId, ExchangeFormat::Chrome)), std::string());
        QCOMPARE(described(there.events(richId)), described(here.events(richId)));
        const auto before = here.reader();
        const auto after = there.reader();
        QVERIFY(after->flushes(richId).value() == before->flushes(richId).value());
        QVERIFY(after->drops(richId).value() == before->drops(richId).value());
        QVERIFY(after->depths(richId).value() == before->depths(richId).value());
        QVERIFY(after->agents(richId).value() == before->agents(richId).value());
        QCOMPARE(there.sessions().front().tags, here.sessions().front().tags);
    }

    void idsThatAreNoUuidsComeBack()
    {
        const SessionId odd("a session / with <odd> \"id\"");
        for (const ExchangeFormat format :
            {ExchangeFormat::Json, ExchangeFormat::Chrome, ExchangeFormat::Otlp}) {
            ExchangeBench here;
            StoreBatch batch = richBatch(odd);
            here.put(std::move(batch));
            ExchangeBench there;
            const std::string text = here.exported(odd, format);
            QCOMPARE(there.importError(text), std::string());
            QCOMPARE(described(there.events(odd)), described(here.events(odd)));
            QVERIFY(there.imported(text)->imported.empty());
            QCOMPARE(there.sessions().size(), std::size_t{1});
        }
    }

    void aSessionThatHasNotEndedStaysOpen()
    {
        for (const ExchangeFormat format :
            {ExchangeFormat::Json, ExchangeFormat::Chrome, ExchangeFormat::Otlp}) {
            ExchangeBench here;
            SessionChange change;
            change.id = richId;
            change.started = at(0);
            here.put(batchOf(change));
            here.put(batchOf({wireEvent(richId, 1, EventType::Action, "")}));
            ExchangeBench there;
            QCOMPARE(there.importError(here.exported(richId, format)), std::string());
            QVERIFY(!there.sessions().front().ended.has_value());
            QVERIFY(!there.sessions().front().endState.has_value());
        }
    }
};

QTEST_APPLESS_MAIN(TestRoundTrips)
#include "tst_round_trips.moc"

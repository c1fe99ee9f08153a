// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/lab/event_maker.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <set>

using namespace sluice;
using nlohmann::json;

namespace {

BurstPlan planOf(EventMix mix)
{
    BurstPlan plan;
    plan.mix = mix;
    plan.events = BurstPlan::mostEvents;
    return plan;
}

/// As it goes out; null: it cannot.
json wireOf(const EventMaker &maker, std::uint64_t number)
{
    RecordableEvent made = maker.make(number);
    const Event event = std::visit([](auto &given) { return Event(std::move(given)); }, made);
    std::string text;
    return appendEvent(text, event) ? json::parse(text) : json();
}

std::size_t carried(const json &event)
{
    std::size_t bytes = 0;
    for (const char *name : {"params", "returns", "prompt", "completion", "details", "logs"})
        bytes += event.contains(name) ? event[name].dump().size() : 0;
    return bytes;
}

} // namespace

class TestEventMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesEachKindByItsWeight()
    {
        const BurstPlan plan = planOf({10, 5, 4, 1});
        const EventMaker maker(plan);
        std::map<EventType, int> counts;
        for (std::uint64_t event = 0; event < 100'000; ++event)
            ++counts[maker.kindOf(event)];
        const auto isAbout = [&counts](EventType kind, int expected) {
            return std::abs(counts[kind] - expected) < 1'000; // more than six standard deviations
        };
        QVERIFY(isAbout(EventType::Action, 50'000));
        QVERIFY(isAbout(EventType::Llm, 25'000));
        QVERIFY(isAbout(EventType::Tool, 20'000));
        QVERIFY(isAbout(EventType::Error, 5'000));
        QCOMPARE(counts.size(), std::size_t(4));
    }

    void makesOnlyKindsWithAWeight_data()
    {
        QTest::addColumn<int>("kind");
        for (const EventType kind : {EventType::Action, EventType::Llm, EventType::Tool, EventType::Error})
            QTest::newRow(std::string(wireName(kind)).c_str()) << static_cast<int>(kind);
    }

    void makesOnlyKindsWithAWeight()
    {
        QFETCH(int, kind);
        EventMix mix{0, 0, 0, 0};
        (kind == 0 ? mix.actions : kind == 1 ? mix.llms : kind == 2 ? mix.tools : mix.errors) = 7;
        const BurstPlan plan = planOf(mix);
        const EventMaker maker(plan);
        for (std::uint64_t event = 0; event < 1'000; ++event)
            QCOMPARE(static_cast<int>(maker.kindOf(event)), kind);
        QCOMPARE(wireOf(maker, 1)["event_type"], wireName(static_cast<EventType>(kind)));
    }

    void fillsInWhatAnAgentWouldTell()
    {
        const BurstPlan plan = planOf({0, 1, 1, 1});
        const EventMaker maker(plan);
        for (std::uint64_t number = 0; number < 300; ++number) {
            const json event = wireOf(maker, number);
            QVERIFY(event.is_object());
            switch (maker.kindOf(number)) {
            case EventType::Llm:
                QCOMPARE(event["prompt"][0]["role"], "user");
                QCOMPARE(event["completion"]["role"], "assistant");
                QVERIFY(!event["model"].get<std::string>().empty());
                QVERIFY(event["prompt_tokens"] > 0 && event["completion_tokens"] > 0);
                QVERIFY(event["cost"] > 0.0 && event["cost"] < 1.0);
                break;
            case EventType::Tool:
                QVERIFY(!event["name"].get<std::string>().empty());
                QVERIFY(event["params"]["query"].is_string());
                QVERIFY(event["returns"]["found"].is_string());
                break;
            default:
                QCOMPARE(event["event_type"], "errors");
                QVERIFY(!event["error_type"].get<std::string>().empty());
                QVERIFY(!event["code"].get<std::string>().empty());
                QVERIFY(event["logs"].get<std::string>().starts_with("Traceback"));
            }
        }
    }

    void costsWhatItsTokensCost()
    {
        const BurstPlan plan = planOf({0, 1, 0, 0});
        const EventMaker maker(plan);
        std::set<std::string> models;
        for (std::uint64_t number = 0; number < 200; ++number) {
            const json event = wireOf(maker, number);
            models.insert(event["model"]);
            if (event["model"] != "gpt-4o")
                continue;
            const double expected = event["prompt_tokens"].get<double>() * 2.5e-6
                + event["completion_tokens"].get<double>() * 10e-6;
            QVERIFY(std::abs(event["cost"].get<double>() - expected) < 1e-9);
        }
        QCOMPARE(models.size(), std::size_t(4));
    }

    void carriesThePayloadAskedFor_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("bytes");
        for (const int kind : {0, 1, 2, 3}) {
            for (const int bytes : {0, 1, 64, 119, 120, 121, 1'000, 4'097, 1 << 20})
                QTest::addRow("%s of %d", std::string(wireName(static_cast<EventType>(kind))).c_str(), bytes)
                    << kind << bytes;
        }
    }

    void carriesThePayloadAskedFor()
    {
        QFETCH(int, kind);
        QFETCH(int, bytes);
        EventMix mix{0, 0, 0, 0};
        (kind == 0 ? mix.actions : kind == 1 ? mix.llms : kind == 2 ? mix.tools : mix.errors) = 1;
        BurstPlan plan = planOf(mix);
        plan.payloadBytes = static_cast<std::size_t>(bytes);
        const EventMaker maker(plan);
        for (const std::uint64_t number : {0U, 9U, 10U, 999'999U}) {
            const std::size_t size = carried(wireOf(maker, number));
            QVERIFY2(bytes < 120 ? size < 120 : size == plan.payloadBytes, qPrintable(QString::number(size)));
        }
    }

    void drawsSizesBetweenSmallestAndLargest()
    {
        BurstPlan plan = planOf({1, 0, 0, 0});
        plan.payloadBytes = 200;
        plan.payloadMost = 210;
        const EventMaker maker(plan);
        std::map<std::size_t, int> sizes;
        for (std::uint64_t number = 0; number < 2'000; ++number) {
            ++sizes[maker.payloadOf(number)];
            QCOMPARE(carried(wireOf(maker, number)), maker.payloadOf(number));
        }
        QCOMPARE(sizes.size(), std::size_t(11));
        QCOMPARE(sizes.begin()->first, std::size_t(200));
        QCOMPARE(sizes.rbegin()->first, std::size_t(210));
        for (const auto &[size, count] : sizes)
            QVERIFY2(count > 100, "a tenth each, widely");
    }

    void makesTheSameEventForTheSameSeedAndNumber()
    {
        BurstPlan plan = planOf({1, 1, 1, 1});
        plan.payloadMost = 2'000;
        const EventMaker maker(plan);
        std::vector<json> made;
        for (std::uint64_t number = 0; number < 200; ++number)
            made.push_back(wireOf(maker, number));
        const EventMaker again(plan);
        for (std::uint64_t number = 200; number-- > 0;) {
            QCOMPARE(wireOf(again, number), made.at(number));
            QVERIFY(again.lengthOf(number) == maker.lengthOf(number));
        }
        plan.seed = 2;
        const EventMaker other(plan);
        std::size_t same = 0;
        for (std::uint64_t number = 0; number < 200; ++number)
            same += wireOf(other, number) == made.at(number) ? 1 : 0;
        QVERIFY(same < 5);
    }

    void tellsLengthsOfWorkThatTakesTime()
    {
        const BurstPlan plan = planOf({1, 1, 1, 1});
        const EventMaker maker(plan);
        for (std::uint64_t number = 0; number < 1'000; ++number) {
            const Micros length = maker.lengthOf(number);
            switch (maker.kindOf(number)) {
            case EventType::Llm:
                QVERIFY(length >= Millis(200) && length <= Millis(3'000));
                break;
            case EventType::Tool:
                QVERIFY(length >= Millis(20) && length <= Millis(400));
                break;
            default:
                QVERIFY(length == Micros(0));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestEventMaker)
#include "tst_event_maker.moc"

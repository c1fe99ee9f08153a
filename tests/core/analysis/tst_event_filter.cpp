// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_filter.h"
#include "core/analysis/event_order.h"
#include "tests/core/analysis/made_events.h"

#include <QTest>

#include <numeric>

using namespace sluice;

namespace {

PriceTable prices()
{
    return *PriceTable::of(
        "2026-11-01", "test", {{"gpt-4o", *Money::fromDecimal("2.5"), *Money::fromDecimal("10")}}, {});
}

/// Row 1 to 8 of a small session.
EventSnapshot someEvents()
{
    MadeEvents events;
    events.add(EventType::Llm, "gpt-4o", 0, 2'500, "a1", {1'000, 200, Money::fromDecimal("0.02")});
    events.add(EventType::Llm, "gpt-4o", 100, 500, "a2", {2'000, 100, {}}); // 0.006 by the table
    events.add(EventType::Llm, "llama3:8b", 200, 50, "a2", {10, {}, {}}); // no price
    events.add(EventType::Tool, "search the web", 300, 2'001, "a1");
    events.add(EventType::Action, "plan", 400, 0);
    events.add(EventType::Error, "TimeoutError", 60'000, 0, "a1", {}, 4);
    events.add(EventType::Tool, "fetch", 61'000, 10, "a2", {}, 0, true);
    events.add(EventType::Llm, "gpt-4o", 62'000, 1, "a1"); // no tokens
    return events.snapshot();
}

FilterContext contextOf(const EventSnapshot &events)
{
    FilterContext context;
    context.tags = {"prod", "night shift"};
    context.agentNames = {"", "Writer", "Reviewer"};
    context.zero = MadeEvents::zero;
    context.costs = EventCosts(events, prices());
    return context;
}

/// "1 4 6": the rows that it holds for.
QString rowsFor(const EventSnapshot &events, const std::string &text, const FilterContext &context)
{
    const ParsedFilter parsed = parseFilter(text);
    if (parsed.problem)
        return QString::fromStdString(parsed.problem->message);
    QStringList rows;
    for (const EventIndex event : EventFilter(events, parsed.root, context).matches(0, {}).value())
        rows << QString::number(events.row(event));
    return rows.join(QLatin1Char(' '));
}

} // namespace

class TestEventFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEvents_data()
    {
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *text, const char *rows) { QTest::newRow(text) << rows; };
        row("", "1 2 3 4 5 6 7 8");
        row("type:llm", "1 2 3 8");
        row("type:llm|tool", "1 2 3 4 7 8");
        row("error", "6");
        row("-error", "1 2 3 4 5 7 8");
        row("open", "7");
        row("state:done", "1 2 3 4 5 8");
        row("dur>2s", "1 4");
        row("dur>2001ms", "1");
        row("dur:2001ms", "4");
        row("dur:1ms..50ms", "3 7 8");
        row("dur<1ms", "5 6");
        row("at>=1m", "6 7 8");
        row("at:100ms..300ms", "2 3 4");
        row("agent:writer", "1 4 6 8");
        row("agent:a2", "2 3 7");
        row("agent:re*", "2 3 7");
        row("-agent:writer -agent:reviewer", "5");
        row("model:gpt*", "1 2 8");
        row("model:GPT-4O", "1 2 8");
        row("model:plan", "");
        row("model:llama3:8b", "3");
        row("tool:search*", "4");
        row("tool:fetch|\"search the web\"", "4 7");
        row("name:plan", "5");
        row("name:pla", "");
        row("pla", "5");
        row("error|open type:tool", "7");
        row("text:timeout", "6");
        row("cost>0.01", "1");
        row("cost:0.006", "2");
        row("cost:0.006..0.02", "1 2");
        row("cost:unknown", "3 8");
        row("-cost:unknown", "1 2 4 5 6 7");
        row("tokens>1k", "1 2");
        row("tokens:1200", "1");
        row("tokens:unknown", "8");
        row("prompt:10", "3");
        row("completion:unknown", "3 8");
        row("tag:prod", "1 2 3 4 5 6 7 8");
        row("tag:night*", "1 2 3 4 5 6 7 8");
        row("tag:test", "");
        row("-tag:test error", "6");
        row("type:llm error dur>2s agent:writer model:gpt* text:\"timeout\" cost>0.01 tag:prod", "");
        row("(type:llm dur>2s)|(type:tool open)", "1 7");
        row("-(type:llm|tool)", "5 6");
    }
    void findsEvents()
    {
        QFETCH(QString, rows);
        const EventSnapshot events = someEvents();
        QCOMPARE(rowsFor(events, QTest::currentDataTag(), contextOf(events)), rows);
    }

    void takesTextsFromTheSearch()
    {
        const EventSnapshot events = someEvents();
        FilterContext context = contextOf(events);
        context.rowsOfText = {{"quota", {2, 5, 8}}, {"none", {}}};
        QCOMPARE(rowsFor(events, "text:quota", context), QStringLiteral("2 5 8"));
        QCOMPARE(rowsFor(events, "-text:quota type:llm", context), QStringLiteral("1 3"));
        QCOMPARE(rowsFor(events, "text:none", context), QString());
        QCOMPARE(searchedTexts(parseFilter("text:quota|none -(text:\"a b\" error) text:quota").root),
            (std::vector<std::string>{"quota", "none", "a b"}));
    }

    void findsRowsThatDoNotRise()
    {
        EventColumns columns;
        for (const std::int64_t row : {5, 2, 9, 1}) {
            EventHead head;
            head.row = row;
            columns.append(head);
        }
        FilterContext context;
        context.rowsOfText = {{"x", {1, 2, 9}}};
        QCOMPARE(rowsFor(columns.snapshot(), "text:x", context), QStringLiteral("2 9 1"));
    }

    void asksOneEvent()
    {
        const EventSnapshot events = someEvents();
        const FilterContext context = contextOf(events);
        const ParsedFilter parsed = parseFilter("type:tool dur>1s");
        const EventFilter filter(events, parsed.root, context);
        QVERIFY(filter.holdsFor(3));
        QVERIFY(!filter.holdsFor(6));
    }

    void goesOnFromAnEvent()
    {
        const EventSnapshot events = manyEvents(20'000);
        const FilterContext context{};
        const ParsedFilter parsed = parseFilter("error");
        const EventFilter filter(events, parsed.root, context);
        const auto all = filter.matches(0, {});
        QCOMPARE(all->size(), std::size_t{40});
        auto before = *all;
        std::erase_if(before, [](EventIndex event) { return event >= 10'000; });
        auto rest = *filter.matches(10'000, {});
        before.insert(before.end(), rest.begin(), rest.end());
        QCOMPARE(before, *all);
    }

    void isCancelledBetweenChunks()
    {
        const EventSnapshot events = manyEvents(10 * eventsAChunk);
        const FilterContext context{};
        const ParsedFilter parsed = parseFilter("error");
        int asked = 0;
        const auto found = EventFilter(events, parsed.root, context).matches(0, [&] { return ++asked < 3; });
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Cancelled);
        QCOMPARE(asked, 3);
    }

    void knowsTheWordsOfASession()
    {
        const EventSnapshot events = someEvents();
        const auto words = vocabularyOf(events, contextOf(events), {});
        QVERIFY(words);
        QCOMPARE(words->names.front(), std::string("gpt-4o"));
        QCOMPARE(words->names.size(), std::size_t{6});
        QCOMPARE(words->models, (std::vector<std::string>{"gpt-4o", "llama3:8b"}));
        QCOMPARE(words->tools, (std::vector<std::string>{"search the web", "fetch"}));
        QCOMPARE(words->agents, (std::vector<std::string>{"Writer", "Reviewer"}));
        QCOMPARE(words->tags, (std::vector<std::string>{"prod", "night shift"}));
    }

    void sorts_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("up");
        QTest::addColumn<QString>("down");
        const auto row = [](const char *name, EventKey key, const char *up, const char *down) {
            QTest::newRow(name) << static_cast<int>(key) << up << down;
        };
        row("start", EventKey::Start, "1 2 3 4 5 6 7 8", "8 7 6 5 4 3 2 1");
        row("type", EventKey::Type, "5 1 2 3 8 4 7 6", "6 4 7 1 2 3 8 5");
        row("name", EventKey::Name, "7 1 2 8 3 5 4 6", "6 4 5 3 1 2 8 7");
        row("agent", EventKey::Agent, "5 2 3 7 1 4 6 8", "1 4 6 8 2 3 7 5");
        row("duration", EventKey::Duration, "5 6 8 7 3 2 4 1", "1 4 2 3 7 8 5 6");
        row("tokens", EventKey::Tokens, "3 1 2 4 5 6 7 8", "2 1 3 4 5 6 7 8");
        row("cost", EventKey::Cost, "2 1 3 4 5 6 7 8", "1 2 3 4 5 6 7 8");
        row("state", EventKey::State, "6 7 1 2 3 4 5 8", "1 2 3 4 5 8 7 6");
    }
    void sorts()
    {
        QFETCH(int, key);
        const EventSnapshot events = someEvents();
        const FilterContext context = contextOf(events);
        for (const auto &[isDescending, column] : {std::pair(false, "up"), std::pair(true, "down")}) {
            std::vector<EventIndex> order(events.size());
            std::iota(order.begin(), order.end(), EventIndex{0});
            QVERIFY(sortEvents(order, events, {static_cast<EventKey>(key), isDescending}, context.costs,
                context.agentNames, {}));
            QStringList rows;
            for (const EventIndex event : order)
                rows << QString::number(events.row(event));
            QCOMPARE(rows.join(QLatin1Char(' ')),
                *static_cast<QString *>(QTest::qData(column, QMetaType::QString)));
        }
    }

    void sortsAsALibraryDoes()
    {
        const EventSnapshot events = manyEvents(30'000);
        const EventCosts costs(events, prices());
        std::vector<EventIndex> order(events.size());
        std::iota(order.begin(), order.end(), EventIndex{0});
        std::vector<EventIndex> expected = order;
        std::ranges::stable_sort(expected, {}, [&](EventIndex event) { return events.duration(event); });
        QVERIFY(sortEvents(order, events, {EventKey::Duration, false}, costs, {}, {}));
        QCOMPARE(order, expected);
        const std::vector<EventIndex> before = order;
        const auto cancelled
            = sortEvents(order, events, {EventKey::Start, true}, costs, {}, [] { return false; });
        QVERIFY(!cancelled);
        QCOMPARE(order, before);
    }
};

QTEST_APPLESS_MAIN(TestEventFilter)
#include "tst_event_filter.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/cost_sum.h"
#include "core/analysis/price_table.h"
#include "core/analysis/sessions_overview.h"

#include <QTest>

using namespace sluice;

namespace {

Money dollars(const char *text)
{
    return *Money::fromDecimal(text);
}

PriceTable table()
{
    return *PriceTable::of("2026-11-01", "test",
        {{"gpt-4o", dollars("2.5"), dollars("10")}, {"gpt-4o-mini", dollars("0.15"), dollars("0.6")},
            {"o1", dollars("15"), dollars("60")}, {"claude-3-5-sonnet", dollars("3"), dollars("15")}},
        {{"sonnet", "claude-3-5-sonnet"}});
}

Usage usage(std::uint64_t calls, std::uint64_t prompt, std::uint64_t completion)
{
    Usage usage;
    usage.calls = usage.unpricedCalls = calls;
    usage.promptTokens = usage.unpricedPromptTokens = prompt;
    usage.completionTokens = usage.unpricedCompletionTokens = completion;
    return usage;
}

SessionFigures session(int hour, std::optional<int> seconds, std::optional<EndState> end,
    std::uint64_t events, std::vector<ModelUse> models = {})
{
    SessionFigures made;
    made.session.id = SessionId("s" + std::to_string(hour));
    made.session.started = Timestamp(std::chrono::hours(hour));
    if (seconds)
        made.session.ended = made.session.started + std::chrono::seconds(*seconds);
    made.session.endState = end;
    made.session.counts.of(EventType::Action) = events;
    for (const ModelUse &model : models)
        made.session.usage += model.usage;
    made.models = std::move(models);
    return made;
}

QString print(const std::vector<OverviewBucket> &buckets)
{
    QStringList texts;
    for (const OverviewBucket &bucket : buckets)
        texts << QStringLiteral("%1..%2:%3").arg(bucket.least).arg(bucket.end).arg(bucket.sessions.size());
    return texts.join(QLatin1Char(' '));
}

Timestamp utcDay(Timestamp time)
{
    return std::chrono::floor<std::chrono::days>(time);
}

} // namespace

class TestPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAPriceByARule_data()
    {
        QTest::addColumn<QString>("found"); // "model: rule", or nothing
        const auto row = [](const char *model, const char *found) { QTest::newRow(model) << found; };
        row("gpt-4o", "gpt-4o: exact name");
        row("GPT-4o", "gpt-4o: exact name");
        row("openai/gpt-4o", "gpt-4o: name without its provider");
        row("a/b/gpt-4o-mini", "gpt-4o-mini: name without its provider");
        row("sonnet", "claude-3-5-sonnet: alias");
        row("anthropic/sonnet", "claude-3-5-sonnet: name without its provider");
        row("gpt-4o-2024-08-06", "gpt-4o: name without its date");
        row("gpt-4o-mini-2024-07-18", "gpt-4o-mini: name without its date");
        row("openai/gpt-4o-mini-2024-07-18", "gpt-4o-mini: name without its date");
        row("claude-3-5-sonnet-20241022", "claude-3-5-sonnet: name without its date");
        row("claude-3-5-sonnet@20240620", "claude-3-5-sonnet: name without its date");
        row("claude-3-5-sonnet-latest", "claude-3-5-sonnet: name without its date");
        row("o1-2024-12-17", "o1: name without its date");
        row("o1-mini", "");
        row("gpt-4o-audio", "");
        row("gpt-4o-5", "");
        row("gpt-4o-", "");
        row("gpt-4", "");
        row("gpt-4o2024", "");
        row("", "");
        row("openai/", "");
    }
    void findsAPriceByARule()
    {
        QFETCH(QString, found);
        const std::optional<PriceMatch> match = table().find(QTest::currentDataTag());
        const std::string text = match ? match->entry.model + ": " + std::string(wordFor(match->rule)) : "";
        QCOMPARE(QString::fromStdString(text), found);
    }

    void reckonsExactly_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<quint64>("prompt");
        QTest::addColumn<quint64>("completion");
        QTest::addColumn<QString>("cost");
        QTest::newRow("one token") << "gpt-4o-mini" << quint64{1} << quint64{0} << "0.00000015";
        QTest::newRow("nothing") << "gpt-4o" << quint64{0} << quint64{0} << "0";
        QTest::newRow("a call") << "gpt-4o" << quint64{1'234} << quint64{567} << "0.008755";
        QTest::newRow("a float would err") << "gpt-4o-mini" << quint64{3} << quint64{1} << "0.00000105";
        QTest::newRow("many") << "o1" << quint64{1'000'000'000} << quint64{1'000'000'000} << "75000";
    }
    void reckonsExactly()
    {
        QFETCH(QString, model);
        QFETCH(quint64, prompt);
        QFETCH(quint64, completion);
        QFETCH(QString, cost);
        QCOMPARE(QString::fromStdString(table().find(model.toStdString())->costOf(prompt, completion).text()),
            cost);
    }

    void sumsUsage_data()
    {
        QTest::addColumn<int>("calls");
        QTest::addColumn<int>("given");
        QTest::addColumn<int>("withoutTokens");
        QTest::addColumn<bool>("hasPrice");
        QTest::addColumn<QString>("sums"); // given reckoned unknown calls, total
        QTest::newRow("none") << 0 << 0 << 0 << true << "0 0 0 total 0";
        QTest::newRow("by the table") << 3 << 0 << 0 << true << "0 3 0 total 0.0035";
        QTest::newRow("no price") << 3 << 0 << 0 << false << "0 0 3 total unknown";
        QTest::newRow("given, no price") << 3 << 3 << 0 << false << "3 0 0 total 0.02";
        QTest::newRow("some given, no price") << 3 << 1 << 0 << false << "1 0 2 total 0.02";
        QTest::newRow("one without tokens") << 3 << 0 << 1 << true << "0 2 1 total 0.0035";
        QTest::newRow("all without tokens") << 3 << 0 << 3 << true << "0 0 3 total unknown";
    }
    void sumsUsage()
    {
        QFETCH(int, calls);
        QFETCH(int, given);
        QFETCH(int, withoutTokens);
        QFETCH(bool, hasPrice);
        QFETCH(QString, sums);
        Usage sum;
        sum.calls = static_cast<std::uint64_t>(calls);
        sum.unpricedCalls = static_cast<std::uint64_t>(calls - given);
        sum.callsWithoutTokens = static_cast<std::uint64_t>(withoutTokens);
        if (given > 0)
            sum.givenCost = dollars("0.02");
        if (given < calls && withoutTokens < calls) {
            sum.unpricedPromptTokens = 1'000;
            sum.unpricedCompletionTokens = 100;
        }
        const CostSum cost = costOf(sum, hasPrice ? table().find("gpt-4o") : std::nullopt);
        QCOMPARE(QStringLiteral("%1 %2 %3 total %4")
                     .arg(cost.givenCalls)
                     .arg(cost.reckonedCalls)
                     .arg(cost.unknownCalls)
                     .arg(QString::fromStdString(cost.total() ? cost.total()->text() : "unknown")),
            sums);
    }

    void isReadBackAsItWasWritten()
    {
        const Result<PriceTable> again = PriceTable::fromJson(table().toJson());
        QVERIFY(again);
        QVERIFY(*again == table());
    }

    void readsNumbersWithoutAFloat()
    {
        const auto read = PriceTable::fromJson(
            R"({"models":[{"name":"m","input":0.1,"output":"0.000001"}],"aliases":{"n":"M"}})");
        QVERIFY(read);
        QCOMPARE(read->entries().front().input, dollars("0.1"));
        QCOMPARE(read->find("n")->costOf(1, 1).pico(), std::int64_t{100'001});
    }

    void refusesWhatIsNoTable_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *text, const char *message) {
            QTest::newRow(name) << text << QStringLiteral("price table: ") + QLatin1String(message);
        };
        row("not JSON", "{", "expected a JSON object");
        row("a list", "[]", "expected a JSON object");
        row("no models", "{}", "expected \"models\", a list");
        row("no name", R"({"models":[{"input":1}]})", "each of \"models\" is an object with a \"name\"");
        row("empty name", R"({"models":[{"name":"","input":1,"output":1}]})", "a model has no name");
        row("no price", R"({"models":[{"name":"m","input":1}]})",
            "'m' has no \"output\": expected dollars a million tokens");
        row("a word", R"({"models":[{"name":"m","input":"much","output":1}]})",
            "'m': \"input\" is 'much', expected a decimal number");
        row("below 0", R"({"models":[{"name":"m","input":1,"output":-1}]})", "'m' has a price below 0");
        row("seven places", R"({"models":[{"name":"m","input":"0.0000001","output":1}]})",
            "'m': 0.0000001 has more than six places behind the point");
        row("twice", R"({"models":[{"name":"m","input":1,"output":1},{"name":"M","input":1,"output":1}]})",
            "'m' stands in it twice");
        row("an alias of nothing", R"({"models":[],"aliases":{"a":"b"}})",
            "the alias 'a' stands for 'b', which has no price");
        row("an alias that is no text", R"({"models":[],"aliases":{"a":1}})", "the alias 'a' is no text");
    }
    void refusesWhatIsNoTable()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const Result<PriceTable> read = PriceTable::fromJson(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.error().message), message);
    }

    void overviewCountsByTheEndState()
    {
        std::vector<SessionFigures> sessions{
            session(1, 10, EndState::Success, 3, {{"gpt-4o", usage(1, 1'000, 100), 0}}),
            session(2, 100, EndState::Fail, 5, {{"unknown-model", usage(2, 10, 10), 0}}),
            session(30, {}, {}, 1),
            session(50, 5, {}, 0),
            session(51, 7, EndState::Indeterminate, 40),
        };
        sessions[0].session.counts.of(EventType::Error)
            = 2; // it says that it succeeded, and so it is counted
        sessions[4].session.drops = 9;
        const auto overview = overviewOf(sessions, {}, {}, table(), utcDay, {});
        QVERIFY(overview);
        QCOMPARE(overview->sessions.size(), std::size_t{5});
        for (const auto &[outcome, places] :
            std::vector<std::pair<Outcome, SessionPlaces>>{{Outcome::Success, {0}}, {Outcome::Fail, {1}},
                {Outcome::Running, {2}}, {Outcome::NotSaid, {3}}, {Outcome::Indeterminate, {4}}})
            QCOMPARE(overview->byOutcome[static_cast<std::size_t>(outcome)], places);
        QCOMPARE(overview->days.size(), std::size_t{3});
        QCOMPARE(overview->days[0].all(), (SessionPlaces{0, 1}));
        QCOMPARE(overview->days[1].all(), (SessionPlaces{2}));
        QCOMPARE(overview->days[2].all(), (SessionPlaces{4, 3}));
        QCOMPARE(overview->cost.known(), dollars("0.0035"));
        QCOMPARE(overview->cost.unknownCalls, std::uint64_t{2});
        QCOMPARE(overview->withoutCost, (SessionPlaces{1}));
        QCOMPARE(overview->errors, std::uint64_t{2});
        QCOMPARE(overview->withErrors, (SessionPlaces{0}));
        QCOMPARE(overview->withDrops, (SessionPlaces{4}));
        QCOMPARE(overview->tokens[0].sum, std::uint64_t{1'100});
        QCOMPARE(overview->tokens[1].sum, std::uint64_t{20});
        QCOMPARE(print(overview->durationHistogram),
            QStringLiteral("5..10:2 10..20:1 20..50:0 50..100:0 100..200:1"));
        QCOMPARE(print(overview->eventHistogram),
            QStringLiteral("0..1:1 1..2:1 2..5:0 5..10:2 10..20:0 20..50:1"));
        QCOMPARE(print(overview->costHistogram), QStringLiteral("0..0.002:3 0.002..0.005:1"));
    }

    void overviewKeepsToItsDates()
    {
        const std::vector<SessionFigures> sessions{
            session(1, 1, {}, 1), session(2, 1, {}, 1), session(3, 1, {}, 1)};
        const auto at = [](int hour) { return Timestamp(std::chrono::hours(hour)); };
        QCOMPARE(overviewOf(sessions, at(2), {}, table(), utcDay, {})->sessions, (SessionPlaces{1, 2}));
        QCOMPARE(overviewOf(sessions, {}, at(2), table(), utcDay, {})->sessions, (SessionPlaces{0}));
        QCOMPARE(overviewOf(sessions, at(4), {}, table(), utcDay, {})->days.size(), std::size_t{0});
        QVERIFY(!overviewOf(sessions, {}, {}, table(), utcDay, [] { return false; }));
    }

    void overviewPutsManyDaysTogether()
    {
        std::vector<SessionFigures> sessions{session(0, 1, {}, 1), session(24 * 59, 1, {}, 1)};
        QCOMPARE(overviewOf(sessions, {}, {}, table(), utcDay, {})->days.size(), std::size_t{60});
        sessions.push_back(session(24 * 60, 1, {}, 1));
        const auto overview = overviewOf(sessions, {}, {}, table(), utcDay, {});
        QCOMPARE(overview->dayLength, std::chrono::days(2));
        QCOMPARE(overview->days.size(), std::size_t{31});
        QCOMPARE(overview->days.back().all(), (SessionPlaces{2}));
        QCOMPARE(overview->days[29].all(), (SessionPlaces{1}));
    }
};

QTEST_APPLESS_MAIN(TestPrices)
#include "tst_prices.moc"

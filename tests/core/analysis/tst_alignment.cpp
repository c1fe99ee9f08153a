// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/alignment.h"
#include "core/analysis/line_diff.h"
#include "core/analysis/session_comparison.h"
#include "core/analysis/waterfall_index.h"
#include "tests/core/analysis/made_events.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace sluice;

namespace {

std::vector<std::uint32_t> symbols(const QString &text)
{
    std::vector<std::uint32_t> result;
    for (const QChar c : text)
        result.push_back(c.unicode());
    return result;
}

/// Length of the longest common subsequence by the table of the textbook.
std::size_t longest(const std::vector<std::uint32_t> &a, const std::vector<std::uint32_t> &b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (const std::uint32_t symbol : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = symbol == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

/// Empty when the pairs are of equal symbols and rise on both sides.
QString problemOf(
    const Alignment &alignment, const std::vector<std::uint32_t> &a, const std::vector<std::uint32_t> &b)
{
    for (std::size_t i = 0; i < alignment.pairs.size(); ++i) {
        const AlignedPlaces pair = alignment.pairs[i];
        if (pair.first >= a.size() || pair.second >= b.size() || a[pair.first] != b[pair.second])
            return QStringLiteral("pair %1 is of different symbols").arg(i);
        if (i > 0
            && (alignment.pairs[i - 1].first >= pair.first || alignment.pairs[i - 1].second >= pair.second))
            return QStringLiteral("pair %1 does not rise").arg(i);
    }
    return {};
}

std::vector<std::uint32_t> randomSymbols(std::size_t count, std::uint32_t kinds, std::uint64_t &state)
{
    std::vector<std::uint32_t> result;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        result.push_back(static_cast<std::uint32_t>(state >> 33U) % kinds);
    }
    return result;
}

QString print(const LineDiff &diff)
{
    QStringList lines;
    for (const DiffLine &line : diff.lines) {
        const char mark = line.kind == DiffLine::Kind::Same ? ' '
            : line.kind == DiffLine::Kind::Added            ? '+'
                                                            : '-';
        lines << QLatin1Char(mark) + QString::fromStdString(line.text);
    }
    return lines.join(QLatin1Char('|'));
}

/// "1=1 2- -2 3=3": rows.
QString print(const SessionComparison &comparison)
{
    QStringList pairs;
    for (const EventPair &pair : comparison.pairs) {
        const auto row = [&](std::size_t side, EventIndex event) {
            return event == noEvent ? QString() : QString::number(comparison.events[side].row(event));
        };
        pairs << row(0, pair.first) + QLatin1Char(pair.isWhole() ? '=' : '-') + row(1, pair.second);
    }
    return pairs.join(QLatin1Char(' '));
}

} // namespace

class TestAlignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLongest_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<int>("pairs");
        const auto row = [](const char *name, const char *first, const char *second, int pairs) {
            QTest::newRow(name) << first << second << pairs;
        };
        row("both empty", "", "", 0);
        row("one empty", "abc", "", 0);
        row("the same", "abcabc", "abcabc", 6);
        row("nothing common", "abc", "xyz", 0);
        row("one each", "a", "b", 0);
        row("added in the middle", "abc", "abxyc", 3);
        row("removed at the front", "xxabc", "abc", 3);
        row("of the paper", "abcabba", "cbabac", 4);
        row("moved", "abcdef", "defabc", 3);
        row("reversed", "abcdef", "fedcba", 1);
        row("repeated", "aaaaab", "aab", 3);
        row("crossed", "axbxcx", "yaybyc", 3);
        row("long and short", "abcdefghijklmnop", "dgk", 3);
    }
    void findsTheLongest()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(int, pairs);
        for (const auto &[a, b] :
            {std::pair(symbols(first), symbols(second)), std::pair(symbols(second), symbols(first))}) {
            const auto alignment = align(a, b, {});
            QVERIFY(alignment);
            QCOMPARE(problemOf(*alignment, a, b), QString());
            QCOMPARE(static_cast<int>(alignment->pairs.size()), pairs);
            QVERIFY(alignment->isLongest);
        }
    }

    void agreesWithTheTextbook()
    {
        std::uint64_t state = 1;
        for (int round = 0; round < 600; ++round) {
            const auto kinds = static_cast<std::uint32_t>(round % 7 + 1);
            const auto a = randomSymbols(static_cast<std::size_t>(round % 41), kinds, state);
            const auto b = randomSymbols(static_cast<std::size_t>(round % 29), kinds, state);
            const auto alignment = align(a, b, {});
            QCOMPARE(problemOf(*alignment, a, b), QString());
            QCOMPARE(alignment->pairs.size(), longest(a, b));
        }
    }

    void staysAnAlignmentWhereItIsBounded()
    {
        std::uint64_t state = 7;
        for (const std::size_t most : {1U, 2U, 3U, 10U}) {
            for (int round = 0; round < 60; ++round) {
                const auto a = randomSymbols(200, 5, state);
                const auto b = randomSymbols(170, 5, state);
                const auto alignment = align(a, b, {}, most);
                QCOMPARE(problemOf(*alignment, a, b), QString());
                QVERIFY(!alignment->isLongest);
                QVERIFY(alignment->pairs.size() > 20);
            }
        }
    }

    void isCancelled()
    {
        std::uint64_t state = 3;
        const auto a = randomSymbols(500, 50, state);
        const auto b = randomSymbols(500, 50, state);
        int asked = 0;
        const auto alignment = align(a, b, [&] { return ++asked < 10; });
        QVERIFY(!alignment);
        QCOMPARE(alignment.error().kind, ErrorKind::Cancelled);
        QCOMPARE(asked, 10);
    }

    void diffsLines_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("diff");
        QTest::newRow("empty") << ""
                               << ""
                               << "";
        QTest::newRow("the same") << "a\nb"
                                  << "a\nb"
                                  << " a| b";
        QTest::newRow("last break does not count") << "a\n"
                                                   << "a"
                                                   << " a";
        QTest::newRow("windows' breaks do not count") << "a\r\nb"
                                                      << "a\nb"
                                                      << " a| b";
        QTest::newRow("changed") << "a\nb\nc"
                                 << "a\nx\nc"
                                 << " a|-b|+x| c";
        QTest::newRow("added") << "a\nc"
                               << "a\nb\nc"
                               << " a|+b| c";
        QTest::newRow("removed") << "a\nb\nc"
                                 << "c"
                                 << "-a|-b| c";
        QTest::newRow("all new") << ""
                                 << "a\n\nb"
                                 << "+a|+|+b";
    }
    void diffsLines()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, diff);
        const auto found = diffLines(before.toStdString(), after.toStdString(), {});
        QVERIFY(found);
        QCOMPARE(print(*found), diff);
        QCOMPARE(found->added,
            static_cast<std::size_t>(
                std::ranges::count(found->lines, DiffLine::Kind::Added, &DiffLine::kind)));
    }

    void comparesSessionsByTypeAndName()
    {
        MadeEvents first;
        first.add(EventType::Action, "plan", 0, 10);
        first.add(EventType::Llm, "gpt-4o", 10, 500);
        first.add(EventType::Tool, "search", 600, 100);
        first.add(EventType::Llm, "gpt-4o", 800, 500);
        MadeEvents second;
        second.add(EventType::Llm, "gpt-4o", 5, 700); // stored first, started second
        second.add(EventType::Action, "plan", 0, 10);
        second.add(EventType::Action, "search", 700, 100); // the name of a tool call, but no tool call
        second.add(EventType::Llm, "gpt-4o", 800, 100);
        second.add(EventType::Error, "Oops", 900, 0);
        const auto comparison
            = compareSessions(first.snapshot(), second.snapshot(), *PriceTable::of({}, {}, {}, {}), {});
        QVERIFY(comparison);
        QCOMPARE(print(*comparison), QStringLiteral("1=2 2=1 3- -3 4=4 -5"));
        QCOMPARE(comparison->whole, std::size_t{3});
        QCOMPARE(comparison->statistics[0].all.count, std::uint64_t{4});
        QCOMPARE(comparison->statistics[1].all.errors, std::uint64_t{1});
    }

    void showsOfAWaterfallWhatCanBeToldApart_data()
    {
        QTest::addColumn<int>("begin"); // milliseconds
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("pixel");
        QTest::addColumn<QString>("shown"); // rows of the events
        QTest::newRow("all") << 0 << 2'000 << 1 << QStringLiteral("1 2 3 4 5 6 7");
        QTest::newRow("a part") << 100 << 300 << 1 << QStringLiteral("2 3 4 5 6");
        QTest::newRow("begins within an event") << 1'500 << 2'000 << 1 << QStringLiteral("7");
        // 2 stands for 3 and 5; the error 4 is told, and 6 goes on beyond its pixel.
        QTest::newRow("coarse") << 100 << 400 << 150 << QStringLiteral("2 4 6");
        QTest::newRow("coarser") << 0 << 2'000 << 500 << QStringLiteral("1 4 7");
    }
    void showsOfAWaterfallWhatCanBeToldApart()
    {
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(int, pixel);
        MadeEvents made;
        made.add(EventType::Action, "a", 0, 50); // 1
        made.add(EventType::Action, "b", 100, 10); // 2
        made.add(EventType::Action, "c", 120, 10); // 3
        made.add(EventType::Error, "d", 140, 0); // 4
        made.add(EventType::Action, "e", 150, 10); // 5
        made.add(EventType::Action, "f", 200, 100); // 6
        made.add(EventType::Action, "g", 1'000, 1'000); // 7
        const EventSnapshot events = made.snapshot();
        const WaterfallIndex index(events, packWaterfall(events, {0, 1, 2, 3, 4, 5, 6}, 4));
        const TimeRange range{MadeEvents::zero + Millis(begin), MadeEvents::zero + Millis(end)};
        QStringList shown;
        for (const EventIndex event : index.shown(events, range, Millis(pixel)))
            shown << QString::number(events.row(event));
        QTEST(shown.join(u' '), "shown");
    }

    void findsWhatGoesOnAmongOverlaps()
    {
        MadeEvents made;
        made.add(EventType::Action, "a", 0, 10); // 1
        made.add(EventType::Action, "long", 2, 1'000); // 2: shares the only row
        made.add(EventType::Action, "b", 4, 2); // 3
        made.add(EventType::Action, "c", 600, 10); // 4
        const EventSnapshot events = made.snapshot();
        const WaterfallIndex index(events, packWaterfall(events, {0, 1, 2, 3}, 1));
        const auto shown
            = index.shown(events, {MadeEvents::zero, MadeEvents::zero + Millis(2'000)}, Millis(100));
        QCOMPARE(shown, (std::vector<EventIndex>{0, 1}));
        QVERIFY(index
                    .shown(events, {MadeEvents::zero + Millis(5'000), MadeEvents::zero + Millis(6'000)},
                        Millis(1))
                    .empty());
    }

    void showsFewBarsOfMillions()
    {
        const EventSnapshot events = manyEvents(200'000);
        std::vector<EventIndex> order(events.size());
        std::iota(order.begin(), order.end(), EventIndex{0});
        std::ranges::stable_sort(order, {}, [&](EventIndex event) { return events.start(event); });
        const WaterfallIndex index(events, packWaterfall(events, order, mostWaterfallRows));
        const Micros whole{200'000 * 900};
        const auto shown = index.shown(events, {MadeEvents::zero, MadeEvents::zero + whole}, whole / 1'000);
        QVERIFY2(shown.size() < std::size_t{2} * 1'001 * mostWaterfallRows,
            qPrintable(QString::number(shown.size())));
        QVERIFY(shown.size() > 500);
    }

    void comparesWithNothing()
    {
        MadeEvents first;
        first.add(EventType::Action, "plan", 0, 10);
        const auto comparison = compareSessions(first.snapshot(), {}, *PriceTable::of({}, {}, {}, {}), {});
        QVERIFY(comparison);
        QCOMPARE(print(*comparison), QStringLiteral("1-"));
    }
};

QTEST_APPLESS_MAIN(TestAlignment)
#include "tst_alignment.moc"

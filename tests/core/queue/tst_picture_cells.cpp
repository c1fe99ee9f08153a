// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The picture's cells and colours, from a history of types alone.

#include "core/queue/picture_cells.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace sluice;

namespace {

std::size_t sumOf(const TypeCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::size_t(0));
}

/// The n-th event's type in these tests.
EventType typeOf(std::uint64_t number)
{
    return allEventTypes[number * number / 7 % allEventTypes.size()];
}

TypeHistory historyOf(std::size_t capacity, std::uint64_t events)
{
    TypeHistory history(capacity);
    for (std::uint64_t number = 0; number < events; ++number)
        history.admitted(typeOf(number));
    return history;
}

} // namespace

class TestPictureCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAddUpToCapacityAndDepth_data()
    {
        QTest::addColumn<std::size_t>("capacity");
        QTest::addColumn<std::size_t>("mostCells");
        QTest::addColumn<std::size_t>("depth");
        for (const std::size_t capacity : {1U, 2U, 100U, 399U, 400U, 401U, 1'000'000U}) {
            for (const std::size_t cells : {1U, 7U, 400U, 1'000U}) {
                for (const std::size_t depth : {std::size_t(0), std::size_t(1), capacity / 2, capacity})
                    QTest::addRow("%zu places, %zu cells, %zu deep", capacity, cells, depth)
                        << capacity << cells << depth;
            }
        }
    }

    void cellsAddUpToCapacityAndDepth()
    {
        QFETCH(std::size_t, capacity);
        QFETCH(std::size_t, mostCells);
        QFETCH(std::size_t, depth);
        const auto view = historyOf(capacity, capacity + 5).view();
        const auto cells = pictureCells(view, depth, capacity, mostCells);
        QCOMPARE(cells.size(), std::min(capacity, mostCells));
        std::size_t places = 0;
        std::size_t filled = 0;
        for (const QueueCell &cell : cells) {
            QVERIFY2(filled == places || cell.filled == 0, "the oldest places are filled first");
            QVERIFY(cell.filled <= cell.places);
            QCOMPARE(sumOf(cell.byType), std::min<std::size_t>(cell.filled, mostLookedAtPerCell));
            places += cell.places;
            filled += cell.filled;
        }
        QCOMPARE(places, capacity);
        QCOMPARE(filled, depth);
        const auto [least, most] = std::ranges::minmax(cells, {}, &QueueCell::places);
        QVERIFY2(most.places - least.places <= 1, "no cell stands for much more than another");
    }

    void aDeeperQueueThanItsCapacityIsFull()
    {
        const auto cells = pictureCells(historyOf(100, 100).view(), 100, 10, 5);
        for (const QueueCell &cell : cells) {
            QCOMPARE(cell.places, 2U);
            QCOMPARE(cell.filled, 2U);
        }
        QCOMPARE(cells.size(), std::size_t(5));
    }

    void withoutCellsThereAreNone() { QVERIFY(pictureCells(historyOf(10, 5).view(), 5, 10, 0).empty()); }

    void aSmallCellHasTheTypesOfAllThatIsInIt()
    {
        const std::uint64_t events = 1'000;
        const std::size_t depth = 250;
        const auto cells = pictureCells(historyOf(300, events).view(), depth, 300, 100);
        std::uint64_t number = events - depth;
        for (const QueueCell &cell : cells) {
            TypeCounts expected{};
            for (std::uint32_t i = 0; i < cell.filled; ++i)
                ++expected[static_cast<std::size_t>(typeOf(number++))];
            QCOMPARE(cell.byType, expected);
        }
        QCOMPARE(number, events);
    }

    void aLargeCellIsLookedAtAllOver()
    {
        TypeHistory history(10'000);
        for (int i = 0; i < 10'000; ++i)
            history.admitted(i < 5'000 ? EventType::Llm : EventType::Tool);
        const auto cells = pictureCells(history.view(), 10'000, 10'000, 1);
        QCOMPARE(cells[0].byType, (TypeCounts{0, 32, 32, 0, 0}));
    }

    void whatIsNoLongerRememberedHasNoType()
    {
        TypeHistory history = historyOf(512, 10'000);
        const auto view = history.view();
        QCOMPARE(view.typeOf(9'999), std::optional(typeOf(9'999)));
        QCOMPARE(view.typeOf(10'000 - 1'024), std::optional(typeOf(10'000 - 1'024)));
        QCOMPARE(view.typeOf(10'000 - 1'025), std::optional<EventType>());
        QCOMPARE(view.typeOf(10'000), std::optional<EventType>());
    }

    void growingForgetsNothing()
    {
        TypeHistory history = historyOf(100, 1'500);
        for (const std::size_t capacity : {1'000U, 5'000U, 200U, 20'000U}) {
            auto room = TypeHistory::roomFor(capacity);
            history.growInto(room);
            const std::uint64_t end = history.view().end();
            for (std::uint64_t number = end; number < end + 700; ++number)
                history.admitted(typeOf(number));
        }
        const auto view = history.view();
        QCOMPARE(view.end(), 1'500U + 4 * 700U);
        for (std::uint64_t number = 1'500 - 1'024; number < view.end(); ++number)
            QCOMPARE(view.typeOf(number), std::optional(typeOf(number)));
        QCOMPARE(view.typeOf(1'500 - 1'025), std::optional<EventType>());
    }

    void aViewStaysAsItWasWhenTheHistoryGoesOn()
    {
        TypeHistory history = historyOf(100, 10);
        const auto view = history.view();
        auto room = TypeHistory::roomFor(5'000);
        history.growInto(room);
        for (int i = 0; i < 100; ++i)
            history.admitted(EventType::Error);
        QVERIFY(history.release() != nullptr);
        QCOMPARE(view.end(), 10U);
        for (std::uint64_t number = 0; number < 10; ++number)
            QCOMPARE(view.typeOf(number), std::optional(typeOf(number)));
    }

    void inFlightIsWhatWasTakenLast()
    {
        TypeHistory history(100);
        for (int i = 0; i < 10; ++i)
            history.admitted(EventType::Llm);
        history.taken(10);
        for (int i = 0; i < 3; ++i)
            history.admitted(EventType::Tool);
        history.taken(3);
        history.taken(0);
        history.admitted(EventType::Error);
        QCOMPARE(typesInFlight(history.view(), 13), (TypeCounts{0, 10, 3, 0, 0}));
        QCOMPARE(typesInFlight(history.view(), 5), (TypeCounts{0, 2, 3, 0, 0}));
        QCOMPARE(typesInFlight(history.view(), 0), TypeCounts{});
        QCOMPARE(typesInFlight(history.view(), 1'000), (TypeCounts{0, 10, 3, 0, 0}));
    }

    void inFlightLeavesOutWhatGaveItsPlace()
    {
        TypeHistory history(100);
        history.admitted(EventType::Llm);
        history.taken(1);
        history.admitted(EventType::Error); // of these two the older one gave its place
        history.admitted(EventType::Tool);
        history.taken(1);
        QCOMPARE(typesInFlight(history.view(), 2), (TypeCounts{0, 1, 1, 0, 0}));
    }

    void remembersTheLastEightTakings()
    {
        TypeHistory history(100);
        for (int i = 0; i < 9; ++i) {
            history.admitted(i == 0 ? EventType::Error : EventType::Llm);
            history.taken(1);
        }
        QCOMPARE(typesInFlight(history.view(), 9), (TypeCounts{0, 8, 0, 0, 0}));
    }

    void looksAtABoundedNumberInFlight()
    {
        TypeHistory history(100'000);
        for (int i = 0; i < 100'000; ++i)
            history.admitted(EventType::Llm);
        history.taken(100'000);
        QCOMPARE(sumOf(typesInFlight(history.view(), 100'000)), mostLookedAtInFlight);
    }
};

QTEST_APPLESS_MAIN(TestPictureCells)
#include "tst_picture_cells.moc"

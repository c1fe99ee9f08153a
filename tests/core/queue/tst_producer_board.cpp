// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/producer_board.h"

#include <QtTest>

#include <memory>
#include <thread>
#include <vector>

using namespace sluice;

namespace {

constexpr Timestamp wall{Micros(1'000'000)};
constexpr SteadyTime steady{std::chrono::hours(1)};

/// "number:recorded" of each, as text.
QString text(const ProducerBoard &board)
{
    QStringList texts;
    for (const ProducerPicture &one : board.pictures(wall, steady))
        texts << QStringLiteral("%1:%2").arg(one.number).arg(one.recorded);
    return texts.join(QLatin1Char(' '));
}

void recordOnce(ProducerBoard &board)
{
    board.mine().began(wall);
}

} // namespace

class TestProducerBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyBeforeAnybodyRecords()
    {
        const ProducerBoard board;
        QCOMPARE(text(board), QString());
    }

    void numbersThreadsInTheOrderTheyCome()
    {
        ProducerBoard board;
        recordOnce(board);
        std::jthread([&board] {
            recordOnce(board);
            recordOnce(board);
        }).join();
        recordOnce(board);
        recordOnce(board);
        QCOMPARE(text(board), QStringLiteral("1:3 2:2"));
    }

    void aThreadThatEndedStaysWhereItWas()
    {
        ProducerBoard board;
        for (int i = 0; i < 3; ++i)
            std::jthread([&board] { recordOnce(board); }).join();
        QCOMPARE(text(board), QStringLiteral("1:1 2:1 3:1"));
    }

    void theSixtyFifthAndLaterShareOnePlace()
    {
        ProducerBoard board;
        for (int i = 0; i < 63; ++i)
            std::jthread([&board] { recordOnce(board); }).join();
        QVERIFY(text(board).endsWith(QStringLiteral(" 63:1")));
        std::jthread([&board] { recordOnce(board); }).join();
        QVERIFY(text(board).endsWith(QStringLiteral(" 63:1 64:1")));
        for (int i = 0; i < 3; ++i)
            std::jthread([&board] { recordOnce(board); }).join();
        QVERIFY(text(board).endsWith(QStringLiteral(" 63:1 64:1 0:3")));
        QCOMPARE(board.pictures(wall, steady).size(), ProducerBoard::ownPlaces + 1);
    }

    void countsEachOfManyThatShareAPlace()
    {
        ProducerBoard board;
        for (std::size_t i = 0; i < ProducerBoard::ownPlaces; ++i)
            std::jthread([&board] { recordOnce(board); }).join();
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&board] {
                    for (int n = 0; n < 5'000; ++n)
                        recordOnce(board);
                });
            }
        }
        QCOMPARE(board.pictures(wall, steady).back().recorded, 20'000U);
    }

    void aThreadKeepsItsPlaceOnMoreBoardsThanItRemembers()
    {
        std::vector<std::unique_ptr<ProducerBoard>> boards;
        for (int i = 0; i < 50; ++i)
            boards.push_back(std::make_unique<ProducerBoard>());
        for (int round = 0; round < 3; ++round) {
            for (const auto &board : boards)
                recordOnce(*board);
        }
        for (const auto &board : boards)
            QCOMPARE(text(*board), QStringLiteral("1:3"));
    }

    void aBoardInAnothersMemoryIsAnother()
    {
        for (int i = 0; i < 40; ++i) {
            const auto board = std::make_unique<ProducerBoard>();
            recordOnce(*board);
            QCOMPARE(text(*board), QStringLiteral("1:1"));
        }
    }

    void tellsHowLongOneIsIdle()
    {
        ProducerBoard board;
        recordOnce(board);
        QCOMPARE(board.pictures(wall + Millis(250), steady)[0].idleFor, Nanos(Millis(250)));
        QVERIFY2(board.pictures(wall - Millis(250), steady)[0].idleFor == Nanos(0), "the clock was set back");
    }

    void tellsHowLongOneWaits()
    {
        ProducerBoard board;
        ProducerPlace &mine = board.mine();
        mine.began(wall);
        QVERIFY(!board.pictures(wall, steady)[0].waitsForRoom);
        mine.waits(steady);
        const ProducerPicture waiting = board.pictures(wall, steady + Millis(30))[0];
        QVERIFY(waiting.waitsForRoom);
        QCOMPARE(waiting.waitingFor, Nanos(Millis(30)));
        QVERIFY2(waiting.longestWait == Nanos(Millis(30)), "the one that lasts is the longest so far");
        mine.waited(steady, steady + Millis(40));
        const ProducerPicture after = board.pictures(wall, steady + Millis(50))[0];
        QVERIFY(!after.waitsForRoom);
        QCOMPARE(after.waitingFor, Nanos(0));
        QCOMPARE(after.longestWait, Nanos(Millis(40)));
        mine.waits(steady + Millis(60));
        mine.waited(steady + Millis(60), steady + Millis(61));
        QCOMPARE(board.pictures(wall, steady)[0].longestWait, Nanos(Millis(40)));
    }

    void aSharedPlaceWaitsWhileOneOfThemDoes()
    {
        ProducerPlace many(ProducerPlace::Of::Many);
        many.waits(steady);
        many.waits(steady + Millis(10));
        many.waited(steady, steady + Millis(20));
        QVERIFY(many.picture(wall, steady + Millis(30)).waitsForRoom);
        many.waited(steady + Millis(10), steady + Millis(40));
        const ProducerPicture after = many.picture(wall, steady + Millis(50));
        QVERIFY(!after.waitsForRoom);
        QCOMPARE(after.longestWait, Nanos(Millis(30)));
    }
};

QTEST_APPLESS_MAIN(TestProducerBoard)
#include "tst_producer_board.moc"

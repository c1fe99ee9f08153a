// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_density.h"
#include "core/timeline/time_marks.h"
#include "core/timeline/view_history.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp zero{1'800'000'000s};

ViewState viewAt(int second)
{
    ViewState state;
    state.begin = toViewTime(zero + second * 1s);
    state.nanosPerPixel = 1e6;
    return state;
}

/// Views of a history in words: "+3" = visited at second 3 of the view, "~3" = so soon that it is one with
/// the last, "<" and ">" = back and forward.
QString walked(const QString &steps)
{
    ViewHistory history;
    history.reset(viewAt(0));
    SteadyTime now{};
    QStringList places;
    for (const QString &step : steps.split(u' ', Qt::SkipEmptyParts)) {
        std::optional<ViewState> shown;
        if (step == u"<") {
            shown = history.back();
        } else if (step == u">") {
            shown = history.forward();
        } else {
            now += step.startsWith(u'~') ? Millis{499} : Millis{500};
            history.visit(viewAt(step.mid(1).toInt()), now);
            continue;
        }
        places << (shown ? QString::number((shown->begin - toViewTime(zero)) / 1s) : QStringLiteral("-"));
    }
    return places.join(u' ');
}

} // namespace

class TestViewMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBackAndForward_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nowhere to go") << "< >"
                                       << "- -";
        QTest::newRow("back and forward") << "+1 +2 < < < > > >"
                                          << "1 0 - 1 2 -";
        QTest::newRow("a new way forgets the old one") << "+1 +2 < +3 > <"
                                                       << "1 - 1";
        QTest::newRow("what goes on is one step") << "+1 ~2 ~3 +4 < <"
                                                  << "3 0";
        QTest::newRow("the same place is no step") << "+1 +1 +1 <"
                                                   << "0";
        QTest::newRow("after a step back, all is new") << "+1 < ~2 < >"
                                                       << "0 0 2";
        QTest::newRow("the first place stays") << "~1 ~2 <"
                                               << "0";
    }
    void goesBackAndForward()
    {
        QFETCH(QString, steps);
        QFETCH(QString, shown);
        QCOMPARE(walked(steps), shown);
    }
    void remembersAHundredViews()
    {
        ViewHistory history;
        SteadyTime now{};
        for (int i = 1; i <= 150; ++i)
            history.visit(viewAt(i), now += 1s);
        QCOMPARE(history.size(), ViewHistory::most);
        int back = 0;
        while (history.back())
            ++back;
        QCOMPARE(back, 99);
    }

    void keepsTextsOfMarks()
    {
        TimeMarks marks;
        const std::uint32_t number = marks.add({zero, zero})->number;
        marks.add({zero + 1s, zero + 1s});
        QVERIFY(marks.setText(number, "first retry"));
        QVERIFY(!marks.setText(7, "nowhere"));
        QCOMPARE(marks.find(number)->text, std::string("first retry"));
        QVERIFY(marks.all()[1].text.empty());
        QCOMPARE(marks.add({zero, zero})->text, std::string("first retry")); // it is there already
    }

    void keepsMarksInOrderOfTime()
    {
        TimeMarks marks;
        marks.add({zero + 5s, zero + 5s});
        marks.add({zero + 1s, zero + 3s});
        marks.add({zero + 1s, zero + 1s});
        QCOMPARE(marks.all().size(), std::size_t{3});
        QCOMPARE(marks.all()[0].number, 3U);
        QCOMPARE(marks.all()[1].number, 2U);
        QCOMPARE(marks.all()[2].number, 1U);
        QVERIFY(marks.all()[1].isRange() && !marks.all()[0].isRange());
        QCOMPARE(marks.find(2)->range.duration(), Micros(2s));
    }
    void marksAPlaceOnce()
    {
        TimeMarks marks;
        marks.add({zero, zero});
        QCOMPARE(marks.add({zero, zero})->number, 1U);
        QCOMPARE(marks.all().size(), std::size_t{1});
    }
    void neverGivesANumberTwice()
    {
        TimeMarks marks;
        marks.add({zero, zero});
        QVERIFY(marks.remove(1));
        QVERIFY(!marks.remove(1));
        QCOMPARE(marks.add({zero, zero})->number, 2U);
    }
    void refusesTheMarkBeyondTheMost()
    {
        TimeMarks marks;
        for (std::size_t i = 0; i < TimeMarks::most; ++i)
            QVERIFY(marks.add({zero + Micros(i), zero + Micros(i)}) != nullptr);
        QCOMPARE(marks.add({zero - 1s, zero - 1s}), nullptr);
        QCOMPARE(marks.all().size(), TimeMarks::most);
    }

    void countsEveryEventAndErrorOnce_data()
    {
        QTest::addColumn<QString>("order");
        for (const char *order : {"in order", "backwards", "in any order"})
            QTest::newRow(order) << QString::fromLatin1(order);
    }
    void countsEveryEventAndErrorOnce()
    {
        QFETCH(QString, order);
        std::vector<int> seconds(100'000);
        for (std::size_t i = 0; i < seconds.size(); ++i)
            seconds[i] = static_cast<int>(i);
        std::mt19937_64 random(3); // NOLINT(cert-msc51-cpp): the same test each time
        if (order == u"backwards")
            std::reverse(seconds.begin(), seconds.end());
        else if (order == u"in any order")
            std::shuffle(seconds.begin(), seconds.end(), random);
        EventDensity density;
        for (const int second : seconds)
            density.add(zero + second * 1s, second == 77'777 || second == 3);
        QCOMPARE(density.events(), 100'000U);
        QCOMPARE(density.errors(), 2U);
        for (const double width : {37.0, 800.0, 1700.0}) {
            const TimeScale scale = TimeScale::fitting({zero, zero + 100'000s}, width, 4);
            std::uint64_t events = 0;
            std::vector<std::size_t> errorsAt;
            const auto columns = density.columns(scale);
            for (std::size_t x = 0; x < columns.size(); ++x) {
                events += columns[x].events;
                if (columns[x].errors > 0)
                    errorsAt.push_back(x);
            }
            QCOMPARE(events, 100'000U);
            QCOMPARE(errorsAt.size(), std::size_t{2});
            QVERIFY(std::abs(static_cast<double>(errorsAt[0]) - scale.toX(zero + 3s)) <= 2);
            QVERIFY(std::abs(static_cast<double>(errorsAt[1]) - scale.toX(zero + 77'777s)) <= 2);
        }
    }
    void showsAnEvenSessionEvenly()
    {
        EventDensity density;
        for (int i = 0; i < 200'000; ++i)
            density.add(zero + i * 1ms, false);
        const auto columns = density.columns(TimeScale::fitting({zero, zero + 200s}, 1000));
        for (const EventDensity::Column &column : columns)
            QVERIFY2(std::abs(column.density - 200) < 100, qPrintable(QString::number(column.density)));
    }
    void hasNothingToShowWithoutEvents()
    {
        const EventDensity density;
        for (const EventDensity::Column &column : density.columns(TimeScale::fitting({zero, zero + 1s}, 10)))
            QVERIFY(column.events == 0 && column.density == 0);
        QVERIFY(density.columns(TimeScale()).empty());
    }
    void holdsWildClocks()
    {
        EventDensity density;
        for (const Timestamp time : {Timestamp::max(), Timestamp::min(), zero})
            density.add(time, true);
        std::uint64_t errors = 0;
        const TimeRange whole{Timestamp{}, toTimestamp(lastViewTime)};
        for (const EventDensity::Column &column : density.columns(TimeScale::fitting(whole, 500, 8)))
            errors += column.errors;
        QCOMPARE(errors, 3U);
    }
};

QTEST_APPLESS_MAIN(TestViewMemory)
#include "tst_view_memory.moc"

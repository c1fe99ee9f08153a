// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/arrival_times.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace sluice;

namespace {

constexpr double oneSecond = 1e9;

BurstPlan planOf(BurstShape shape, double rate, std::uint64_t events)
{
    BurstPlan plan;
    plan.shape = shape;
    plan.rate = rate;
    plan.events = events;
    return plan;
}

std::vector<Nanos> allOf(const BurstPlan &plan)
{
    std::vector<Nanos> times;
    ArrivalTimes arrivals(plan);
    for (std::uint64_t event = 0; event < plan.events; ++event)
        times.push_back(arrivals.due(event));
    return times;
}

/// How many come from `begin` on and before `end`, in seconds.
std::ptrdiff_t between(const std::vector<Nanos> &times, double begin, double end)
{
    return std::ranges::count_if(times, [begin, end](Nanos time) {
        const double seconds = static_cast<double>(time.count()) / oneSecond;
        return seconds >= begin && seconds < end;
    });
}

bool isAbout(std::ptrdiff_t count, double expected, double share)
{
    return std::abs(static_cast<double>(count) - expected) <= expected * share + 1;
}

} // namespace

class TestArrivalTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areAllAtOnceWithoutARate()
    {
        const BurstPlan plan = planOf(BurstShape::Steady, 0, 1'000);
        QVERIFY(!ArrivalTimes(plan).isPaced());
        QCOMPARE(allOf(plan).back().count(), 0);
    }

    void areEvenlyApartWhenSteady()
    {
        const BurstPlan plan = planOf(BurstShape::Steady, 400, 1'000);
        const std::vector<Nanos> times = allOf(plan);
        QVERIFY(ArrivalTimes(plan).isPaced());
        QCOMPARE(times.at(0).count(), 0);
        QCOMPARE(times.at(1).count(), 2'500'000);
        QCOMPARE(times.at(999).count(), 2'497'500'000);
    }

    void comeAtTheStartOfEachPeriodAsSpikes()
    {
        BurstPlan plan = planOf(BurstShape::Spike, 300, 100);
        plan.period = Millis(100);
        const std::vector<Nanos> times = allOf(plan);
        QCOMPARE(times.at(29).count(), 0);
        QCOMPARE(times.at(30).count(), 100'000'000);
        QCOMPARE(times.at(59).count(), 100'000'000);
        QCOMPARE(times.at(90).count(), 300'000'000);
    }

    void leavePeriodsOutWhenASpikeIsLessThanOneEvent()
    {
        BurstPlan plan = planOf(BurstShape::Spike, 0.5, 4);
        plan.period = Millis(1'000);
        const std::vector<Nanos> times = allOf(plan);
        QCOMPARE(times.at(1).count(), 2'000'000'000);
        QCOMPARE(times.at(3).count(), 6'000'000'000);
    }

    void growFromNothingToTwiceTheRateOnARamp()
    {
        const BurstPlan plan = planOf(BurstShape::Ramp, 1'000, 16'000); // 16 s
        const std::vector<Nanos> times = allOf(plan);
        QVERIFY2(isAbout(between(times, 0, 4), 1'000, 0.001), "a sixteenth in the first quarter");
        QVERIFY2(isAbout(between(times, 0, 8), 4'000, 0.001), "a quarter in the first half");
        QVERIFY2(isAbout(between(times, 15.9, 16), 200, 0.02), "2,000 a second at the end");
        QCOMPARE(between(times, 0, 16), 16'000);
    }

    void rampInEachPeriodAsASawtooth()
    {
        BurstPlan plan = planOf(BurstShape::Sawtooth, 1'000, 10'000);
        plan.period = Millis(2'000);
        const std::vector<Nanos> times = allOf(plan);
        for (const double period : {0.0, 2.0, 4.0, 6.0, 8.0}) {
            QVERIFY(isAbout(between(times, period, period + 0.5), 125, 0.01));
            QVERIFY(isAbout(between(times, period, period + 2), 2'000, 0.001));
        }
    }

    void keepTheRateByChance()
    {
        BurstPlan plan = planOf(BurstShape::Poisson, 500, 100'000); // 200 s
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
            plan.seed = seed;
            const std::vector<Nanos> times = allOf(plan);
            // The time that 100,000 take is known to 0.3 % (one standard deviation); five of them.
            QVERIFY(isAbout(times.back().count() / 1'000'000, 200'000, 0.016));
            // Gaps of a Poisson process are exponential: 1 - 1/e of them are shorter than the average.
            std::ptrdiff_t shorter = 0;
            for (std::size_t i = 1; i < times.size(); ++i)
                shorter += times[i] - times[i - 1] < Nanos(2'000'000) ? 1 : 0;
            QVERIFY(isAbout(shorter, 100'000 * (1 - std::exp(-1.0)), 0.015));
        }
    }

    void comeAtTheirRecordedTimes()
    {
        BurstPlan plan = planOf(BurstShape::Recorded, 0, 3);
        plan.arrivals = {Micros(0), Micros(7), Micros(1'000'000)};
        QVERIFY(ArrivalTimes(plan).isPaced());
        QCOMPARE(allOf(plan).at(1).count(), 7'000);
        QCOMPARE(allOf(plan).at(2).count(), 1'000'000'000);
    }

    void neverFall_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<double>("rate");
        for (const BurstShape shape : {BurstShape::Steady, BurstShape::Spike, BurstShape::Ramp,
                 BurstShape::Sawtooth, BurstShape::Poisson}) {
            for (const double rate : {0.01, 0.3, 333.3, 1e6, 1e9})
                QTest::addRow("%s at %g", std::string(wireName(shape)).c_str(), rate)
                    << static_cast<int>(shape) << rate;
        }
    }

    void neverFall()
    {
        QFETCH(int, shape);
        QFETCH(double, rate);
        BurstPlan plan = planOf(static_cast<BurstShape>(shape), rate, 20'000);
        plan.period = Millis(70);
        const std::vector<Nanos> times = allOf(plan);
        QVERIFY(std::ranges::is_sorted(times));
        QCOMPARE(times.front().count(), 0);
        const double expected = 20'000 / rate;
        const double last = static_cast<double>(times.back().count()) / oneSecond;
        QVERIFY2(last <= expected * 1.05 + 0.07, "the rate is kept on average");
        QVERIFY2(last >= expected * 0.95 - 0.07, "the rate is kept on average");
    }

    void areTheSameForEveryProducer()
    {
        BurstPlan plan = planOf(BurstShape::Poisson, 100, 1'000);
        const std::vector<Nanos> times = allOf(plan);
        for (const std::uint64_t producers : {2U, 3U, 16U}) {
            for (std::uint64_t index = 0; index < producers; ++index) {
                ArrivalTimes own(plan);
                for (std::uint64_t event = index; event < plan.events; event += producers)
                    QCOMPARE(own.due(event).count(), times.at(event).count());
            }
        }
    }

    void areTheSameForTheSameSeedOnly()
    {
        BurstPlan plan = planOf(BurstShape::Poisson, 100, 1'000);
        const std::vector<Nanos> times = allOf(plan);
        QVERIFY(allOf(plan) == times);
        plan.mix = {0, 1, 0, 0};
        QVERIFY2(allOf(plan) == times, "whatever the events are");
        plan.seed = 2;
        const std::vector<Nanos> others = allOf(plan);
        std::size_t same = 0;
        for (std::size_t i = 1; i < times.size(); ++i)
            same += times[i] == others[i] ? 1 : 0;
        QVERIFY(same <= 1);
    }

    void stayInAClocksRange()
    {
        const BurstPlan plan = planOf(BurstShape::Ramp, BurstPlan::leastRate, BurstPlan::mostEvents);
        ArrivalTimes arrivals(plan);
        QVERIFY(arrivals.due(BurstPlan::mostEvents - 1) < std::chrono::hours(24 * 365 * 4));
        QVERIFY(arrivals.due(BurstPlan::mostEvents - 1) > std::chrono::hours(24 * 365 * 3));
    }
};

QTEST_APPLESS_MAIN(TestArrivalTimes)
#include "tst_arrival_times.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_plan.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace sluice;

namespace {

using Change = std::function<void(BurstPlan &)>;

BurstPlan recorded(std::vector<Micros> arrivals)
{
    BurstPlan plan;
    plan.shape = BurstShape::Recorded;
    plan.events = arrivals.size();
    plan.arrivals = std::move(arrivals);
    return plan;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestBurstPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetIsAValidPlan()
    {
        QStringList names;
        for (const BurstPreset &preset : burstPresets()) {
            const Result<void> valid = preset.plan.validate();
            QVERIFY2(valid.ok(), valid ? "" : valid.error().message.c_str());
            QVERIFY(!preset.meaning.empty());
            QCOMPARE(preset.plan.name, preset.name);
            names << QString::fromStdString(preset.name);
        }
        QCOMPARE(names.join(QLatin1Char(',')),
            QStringLiteral("99,100,101,Overflow,Spike,Ramp,Sawtooth,Poisson 500/s,Mixed events"));
    }

    void findsAPresetInAnyCase()
    {
        QCOMPARE(burstPresetNamed("overflow"), &burstPresets().at(3));
        QCOMPARE(burstPresetNamed("POISSON 500/S"), &burstPresets().at(7));
        QVERIFY(!burstPresetNamed("poisson"));
        QVERIFY(!burstPresetNamed(""));
    }

    void readsTheNameOfEveryShape()
    {
        for (const BurstShape shape : allBurstShapes)
            QCOMPARE(burstShapeFromText(wireName(shape)).value(), shape);
        QVERIFY(!burstShapeFromText("Steady"));
        QVERIFY(!burstShapeFromText(""));
    }

    void refusesWhatIsOutOfBounds_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("says"); // nothing: it is good
        const auto row = [](const char *name, const Change &change, const char *says = "") {
            QTest::newRow(name) << change << QString::fromLatin1(says);
        };
        row("as it is", [](BurstPlan &) {});
        row(
            "0 events", [](BurstPlan &p) { p.events = 0; }, "events is 0; expected 1 to 1000000");
        row("1 event", [](BurstPlan &p) { p.events = 1; });
        row("most events", [](BurstPlan &p) { p.events = 1'000'000; });
        row(
            "too many", [](BurstPlan &p) { p.events = 1'000'001; }, "events is 1000001");
        row(
            "no producer", [](BurstPlan &p) { p.producers = 0; }, "producers is 0; expected 1 to 16");
        row("16 producers", [](BurstPlan &p) { p.producers = 16; });
        row(
            "17 producers", [](BurstPlan &p) { p.producers = 17; }, "producers is 17");
        row(
            "negative rate", [](BurstPlan &p) { p.rate = -1; }, "rate is -1");
        row(
            "no number", [](BurstPlan &p) { p.rate = std::numeric_limits<double>::quiet_NaN(); },
            "rate is nan");
        row("slowest", [](BurstPlan &p) { p.rate = 0.01; });
        row(
            "too slow", [](BurstPlan &p) { p.rate = 0.0099; }, "rate is 0.0099");
        row("fastest", [](BurstPlan &p) { p.rate = 1e9; });
        row(
            "too fast", [](BurstPlan &p) { p.rate = 1.1e9; }, "rate is 1100000000");
        row(
            "endless", [](BurstPlan &p) { p.rate = std::numeric_limits<double>::infinity(); }, "rate is inf");
        for (const BurstShape shape :
            {BurstShape::Spike, BurstShape::Ramp, BurstShape::Sawtooth, BurstShape::Poisson}) {
            const std::string word(wireName(shape));
            row((word + " without a rate").c_str(), [shape](BurstPlan &p) { p.shape = shape; },
                "rate is 0.000000; expected 0.01 to 1000000000 events a second for the shape");
            row((word + " with one").c_str(), [shape](BurstPlan &p) {
                p.shape = shape;
                p.rate = 0.01;
            });
        }
        row(
            "no period", [](BurstPlan &p) { p.period = Millis(0); },
            "period is 0 ms; expected 1 to 3600000 ms");
        row("shortest period", [](BurstPlan &p) { p.period = Millis(1); });
        row("an hour", [](BurstPlan &p) { p.period = Millis(3'600'000); });
        row(
            "more", [](BurstPlan &p) { p.period = Millis(3'600'001); }, "period is 3600001 ms");
        row(
            "no kind",
            [](BurstPlan &p) {
                p.mix = {0, 0, 0, 0};
            },
            "mix is 0 : 0 : 0 : 0; expected a weight for at least one kind of event");
        row("errors only", [](BurstPlan &p) { p.mix = {0, 0, 0, 1}; });
        row("heaviest", [](BurstPlan &p) { p.mix = {0, 1'000'000, 0, 0}; });
        row(
            "too heavy",
            [](BurstPlan &p) {
                p.mix = {0, 1'000'001, 0, 0};
            },
            "mix is 0 : 1000001 : 0 : 0");
        row("no payload", [](BurstPlan &p) { p.payloadBytes = 0; });
        row("1 MiB", [](BurstPlan &p) { p.payloadBytes = 1U << 20U; });
        row(
            "a byte more", [](BurstPlan &p) { p.payloadBytes = (1U << 20U) + 1; },
            "payload is 1048577 bytes; expected 0 to 1048576 bytes");
        row("largest as smallest", [](BurstPlan &p) { p.payloadMost = 64; });
        row(
            "largest is less", [](BurstPlan &p) { p.payloadMost = 63; },
            "largest payload is 63 bytes; expected 64 to 1048576 bytes");
        row("largest", [](BurstPlan &p) { p.payloadMost = 1U << 20U; });
        row(
            "larger", [](BurstPlan &p) { p.payloadMost = (1U << 20U) + 1; }, "largest payload is 1048577");
        row("end at once", [](BurstPlan &p) { p.endDeadline = Millis(0); });
        row(
            "end before", [](BurstPlan &p) { p.endDeadline = Millis(-1); }, "end deadline is -1 ms");
        row("a day", [](BurstPlan &p) { p.endDeadline = Millis(86'400'000); });
        row(
            "past it", [](BurstPlan &p) { p.endDeadline = Millis(86'400'001); }, "end deadline is 86400001");
        row("slow", [](BurstPlan &p) { p.endpointDelay = Millis(300'000); });
        row(
            "too slow there", [](BurstPlan &p) { p.endpointDelay = Millis(300'001); }, "endpoint delay is 3");
        row(
            "early", [](BurstPlan &p) { p.endpointDelay = Millis(-1); }, "endpoint delay is -1 ms");
        row("longest wait", [](BurstPlan &p) { p.queue.blockDeadline = Millis(86'400'000); });
        row(
            "longer", [](BurstPlan &p) { p.queue.blockDeadline = Millis(86'400'001); }, "block deadline is");
        row("a name", [](BurstPlan &p) { p.name = std::string(200, 'n'); });
        row(
            "a story", [](BurstPlan &p) { p.name = std::string(201, 'n'); }, "name is 201 bytes long");
        row("tags", [](BurstPlan &p) { p.tags.assign(64, "t"); });
        row(
            "more tags", [](BurstPlan &p) { p.tags.assign(65, "t"); }, "the number of tags is 65");
        row(
            "empty tag",
            [](BurstPlan &p) {
                p.tags = {"t", ""};
            },
            "tag 1 is 0 bytes long");
        row("long tag", [](BurstPlan &p) { p.tags = {std::string(1'000, 't')}; });
        row(
            "longer tag", [](BurstPlan &p) { p.tags = {std::string(1'001, 't')}; }, "tag 0 is 1001 bytes");
        row(
            "no capacity", [](BurstPlan &p) { p.queue.maxQueueSize = 0; }, "max_queue_size is 0");
        row("a fault", [](BurstPlan &p) { p.faults = faultPresets().at(0); });
        row(
            "no fault's length", [](BurstPlan &p) { p.faults.phases = {FaultPhase{}}; },
            "faults: phase 1: length is 0 ms; expected 1 ms or more");
        row("recorded", [](BurstPlan &p) { p = recorded({Micros(0), Micros(5), Micros(5), Micros(9)}); });
        row(
            "no arrivals", [](BurstPlan &p) { p.shape = BurstShape::Recorded; },
            "arrivals are missing; the shape recorded needs the time of each of its 100 events");
        row(
            "too few arrivals",
            [](BurstPlan &p) {
                p = recorded({Micros(0), Micros(5)});
                p.events = 100;
            },
            "events is 100; expected 2, as many as there are arrivals");
        row(
            "begins late", [](BurstPlan &p) { p = recorded({Micros(1)}); },
            "arrival 0 is 1 us; expected 0 us");
        row(
            "falls",
            [](BurstPlan &p) {
                p = recorded({Micros(0), Micros(5), Micros(4)});
            },
            "arrival 2 is 4 us; expected 5 (as the one before)");
        row("a month", [](BurstPlan &p) { p = recorded({Micros(0), BurstPlan::latestArrival}); });
        row(
            "later",
            [](BurstPlan &p) {
                p = recorded({Micros(0), BurstPlan::latestArrival + Micros(1)});
            },
            "arrival 1 is 2678400000001 us");
    }

    void refusesWhatIsOutOfBounds()
    {
        QFETCH(Change, change);
        QFETCH(QString, says);
        BurstPlan plan;
        change(plan);
        const Result<void> valid = plan.validate();
        QVERIFY2(valid.ok() == says.isEmpty(), valid ? "it is taken" : valid.error().message.c_str());
        if (valid)
            return;
        QCOMPARE(valid.error().kind, ErrorKind::Usage);
        QVERIFY2(
            QString::fromStdString(valid.error().message).startsWith(says), valid.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestBurstPlan)
#include "tst_burst_plan.moc"

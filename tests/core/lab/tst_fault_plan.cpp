// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_plan.h"

#include <QTest>

#include <algorithm>

using namespace sluice;

Q_DECLARE_METATYPE(sluice::FaultPlan)

namespace {

using Kind = FaultKind;

Fault faultOf(Kind kind)
{
    return {.kind = kind};
}

/// "100-300 refused, 300-350 503".
FaultPlan threePhases(std::optional<Millis> repeatsAfter = {})
{
    return {.name = "test",
        .phases = {{Millis(100), Millis(200), faultOf(Kind::Refused)},
            {Millis(300), Millis(50), faultOf(Kind::Status503)},
            {Millis(400), Millis(100), faultOf(Kind::Reset)}},
        .repeatsAfter = repeatsAfter};
}

FaultPlan oneFault(const Fault &fault)
{
    return {.phases = {{Millis(0), Millis(1), fault}}};
}

/// The schedule as a person writes it: "0 none, 100 refused, 300 none", in milliseconds, up to `most`
/// changes.
std::string toText(const FaultPlan &plan, int most)
{
    std::string text;
    std::optional<Millis> time = Millis(0);
    for (int i = 0; i < most && time; ++i) {
        text += (i > 0 ? ", " : "") + std::to_string(time->count()) + ' ';
        text += wireName(plan.faultAt(*time).kind);
        time = plan.nextChange(*time);
    }
    return text;
}

} // namespace

class TestFaultPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasANameOfItsOwn()
    {
        for (const Kind kind : allFaultKinds) {
            QVERIFY(!wireName(kind).empty());
            QCOMPARE(faultKindOf(wireName(kind)), std::optional(kind));
            QVERIFY2(faultOf(kind).toSentence().ends_with('.'), std::string(wireName(kind)).c_str());
        }
        QVERIFY(!faultKindOf("504"));
        QVERIFY(!faultKindOf(""));
        QVERIFY(!faultKindOf("Reset"));
    }

    void followsItsPhases_data()
    {
        QTest::addColumn<FaultPlan>("plan");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("no phase") << FaultPlan{} << std::string("0 none");
        QTest::newRow("once") << threePhases()
                              << std::string("0 none, 100 refused, 300 503, 350 none, 400 reset, 500 none");
        QTest::newRow("repeated")
            << threePhases(Millis(600))
            << std::string(
                   "0 none, 100 refused, 300 503, 350 none, 400 reset, 500 none, 700 refused, 900 503");
        QTest::newRow("repeated without a gap")
            << FaultPlan{.phases = {{Millis(0), Millis(10), faultOf(Kind::Reset)},
                             {Millis(10), Millis(10), faultOf(Kind::Garbage)}},
                   .repeatsAfter = Millis(20)}
            << std::string(
                   "0 reset, 10 garbage, 20 reset, 30 garbage, 40 reset, 50 garbage, 60 reset, 70 garbage");
        QTest::newRow("the same fault all the time") << FaultPlan{
            .phases = {{Millis(0), Millis(10), faultOf(Kind::Reset)}},
            .repeatsAfter = Millis(10)} << std::string("0 reset");
        QTest::newRow("two phases of one fault") << FaultPlan{.phases
            = {{Millis(0), Millis(10), faultOf(Kind::Reset)}, {Millis(10), Millis(10), faultOf(Kind::Reset)}}}
                                                 << std::string("0 reset, 20 none");
        QTest::newRow("for ever") << FaultPlan{.phases
            = {{Millis(5), FaultPhase::forEver, faultOf(Kind::Reset)}}}
                                  << std::string("0 none, 5 reset");
    }

    void followsItsPhases()
    {
        QFETCH(FaultPlan, plan);
        QFETCH(std::string, expected);
        QVERIFY(plan.validate().ok());
        QCOMPARE(toText(plan, 8), expected);
    }

    void aPhaseBeginsAtItsBeginAndIsOverAtItsEnd()
    {
        const FaultPlan plan = threePhases();
        QVERIFY(plan.faultAt(Millis(99)).isNone());
        QCOMPARE(plan.faultAt(Millis(100)).kind, Kind::Refused);
        QCOMPARE(plan.faultAt(Millis(299)).kind, Kind::Refused);
        QCOMPARE(plan.faultAt(Millis(300)).kind, Kind::Status503);
        QVERIFY(plan.faultAt(Millis(-1)).isNone());
        QCOMPARE(plan.nextChange(Millis(-1)), std::optional(Millis(100)));
        QCOMPARE(threePhases(Millis(500)).nextChange(Millis(1'000'450)), std::optional(Millis(1'000'500)));
    }

    void refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<FaultPlan>("plan");
        QTest::addColumn<std::string>("says"); // empty: it is valid
        const auto row = [](const char *name, const FaultPlan &plan, const std::string &says) {
            QTest::newRow(name) << plan << says;
        };
        const auto at = [](int begin, int length) {
            return FaultPhase{Millis(begin), Millis(length), faultOf(Kind::Reset)};
        };
        row("before the start", {.phases = {at(-1, 5)}}, "phase 1: begin is -1 ms; expected 0 ms or more");
        row("of no length", {.phases = {at(0, 0)}}, "phase 1: length is 0 ms; expected 1 ms or more");
        row("of one millisecond", {.phases = {at(0, 1)}}, "");
        row("one begins as one ends", {.phases = {at(0, 5), at(5, 5)}}, "");
        row("one begins before one ends", {.phases = {at(0, 5), at(4, 5)}},
            "phase 2: begin is 4 ms; expected 5 ms or more, where the one before ends");
        row("after one without an end",
            {.phases = {{Millis(0), FaultPhase::forEver, {}}, {FaultPhase::forEver, Millis(1), {}}}},
            "phase 2: begin is 3155760000000 ms");
        row("repeated at its end", {.phases = {at(0, 5)}, .repeatsAfter = Millis(5)}, "");
        row("repeated before its end", {.phases = {at(0, 5)}, .repeatsAfter = Millis(4)},
            "repeats_after is 4 ms; expected 5 ms or more");
        row("nothing, at once again", {.repeatsAfter = Millis(0)}, "repeats_after is 0 ms; expected 1 ms");
        row("a latency of nothing", oneFault({.kind = Kind::Latency}),
            "phase 1: delay is 0 ms; expected 1 ms to 300000 ms");
        row("1 ms", oneFault({.kind = Kind::Latency, .delay = Millis(1)}), "");
        row("5 min", oneFault({.delay = Millis(300'000)}), "");
        row("over 5 min", oneFault({.delay = Millis(300'001)}), "phase 1: delay is 300001 ms; expected 0 ms");
        row("back in time", oneFault({.delay = Millis(-1)}), "phase 1: delay is -1 ms; expected 0 ms");
        row("no bytes", oneFault({.bytesPerSecond = 0}), "phase 1: bytes_per_second is 0; expected 1 to");
        row("one byte", oneFault({.bytesPerSecond = 1}), "");
        row("1 GiB", oneFault({.bytesPerSecond = 1ULL << 30U}), "");
        row("over 1 GiB", oneFault({.bytesPerSecond = (1ULL << 30U) + 1}),
            "phase 1: bytes_per_second is 1073741825; expected 1 to 1073741824");
        row("a day", oneFault({.retryAfter = 86'400}), "");
        row("over a day", oneFault({.retryAfter = 86'401}), "phase 1: retry_after is 86401 s; expected 0 to");
        row("64 MiB", oneFault({.bodyLimit = 64U << 20U}), "");
        row("over 64 MiB", oneFault({.bodyLimit = (64U << 20U) + 1}),
            "phase 1: body_limit is 67108865 bytes;");
    }

    void refusesWhatMakesNoSense()
    {
        QFETCH(FaultPlan, plan);
        QFETCH(std::string, says);
        const Result<void> valid = plan.validate();
        QCOMPARE(valid.ok(), says.empty());
        if (!valid)
            QVERIFY2(valid.error().message.starts_with(says), valid.error().message.c_str());
    }

    void thePresetsAreValidAndExplained()
    {
        std::string names;
        for (const FaultPlan &preset : faultPresets()) {
            names += preset.name + "; ";
            QVERIFY(preset.validate().ok());
            QVERIFY(!preset.isEmpty());
            QVERIFY(!preset.meaning.empty());
        }
        QCOMPARE(names,
            std::string("server down 10 s; slow server 4 s; rate limited; flapping; queue full now; "));
        QCOMPARE(toText(faultPresets()[0], 9), std::string("0 none, 500 refused, 10500 none"));
        QCOMPARE(toText(faultPresets()[1], 9), std::string("0 latency, 30000 none"));
        QCOMPARE(faultPresets()[1].faultAt(Millis(0)).delay, Millis(4'000));
        QCOMPARE(toText(faultPresets()[2], 4), std::string("0 none, 300 429, 1200 none, 1500 429"));
        QCOMPARE(faultPresets()[2].faultAt(Millis(300)).retryAfter, 1U);
        QCOMPARE(toText(faultPresets()[3], 7),
            std::string("0 refused, 300 none, 600 503, 900 none, 1200 reset, 1500 none, 1800 refused"));
        QCOMPARE(toText(faultPresets()[4], 9), std::string("0 black_hole, 3000 none"));
    }

    void readsAPresetHoweverItIsWritten()
    {
        for (const char *text :
            {"server down 10 s", "Server-Down-10s", "SERVER_DOWN_10_S", " serverdown10s"}) {
            const Result<FaultPlan> plan = faultPlanFromText(text);
            QVERIFY2(plan.ok(), text);
            QCOMPARE(*plan, faultPresets()[0]);
        }
    }

    void readsAFaultForEver_data()
    {
        QTest::addColumn<std::string>("sentence");
        const auto row
            = [](const char *text, const char *sentence) { QTest::newRow(text) << std::string(sentence); };
        row("latency:400", "Each request is passed on 400 ms late.");
        row("bandwidth", "Each way carries at most 16384 bytes a second.");
        row("bandwidth:1000", "Each way carries at most 1000 bytes a second.");
        row("500", "Each request is answered with 500.");
        row("503", "Each request is answered with 503 and Retry-After: 1 s.");
        row("503:5", "Each request is answered with 503 and Retry-After: 5 s.");
        row("429:0", "Each request is answered with 429 and Retry-After: 0 s.");
        row("413:100", "A request of more than 100 bytes of body is answered with 413.");
        row("401", "Tokens given out before are answered with 401; new ones are good.");
        row("reset", "The connection is reset after each request.");
        row("Half-Answer", "Each request reaches the endpoint, and half of its answer comes back.");
        row("garbage", "Each request is answered with bytes that are no HTTP.");
        row("black hole", "Each request is read, and nothing comes back.");
        row("refused", "Nobody listens: connections are refused, and those that are open are cut.");
    }

    void readsAFaultForEver()
    {
        QFETCH(std::string, sentence);
        const Result<FaultPlan> plan = faultPlanFromText(QTest::currentDataTag());
        QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.c_str());
        QVERIFY(plan->validate().ok());
        QCOMPARE(plan->meaning, sentence);
        QCOMPARE(plan->phases.at(0).fault.toSentence(), sentence);
        QCOMPARE(plan->nextChange(Millis(0)), std::optional<Millis>());
        QVERIFY(!plan->faultAt(FaultPhase::forEver * 2).isNone());
    }

    void readsNoneAsAPlanWithoutPhases() { QVERIFY(faultPlanFromText("none").value().isEmpty()); }

    void saysWhatADelayAddsToAFault()
    {
        const Fault late{.kind = Kind::Status500, .delay = Millis(20)};
        QCOMPARE(late.toSentence(), std::string("Each request is answered with 500; all that 20 ms late."));
    }

    void refusesTextThatIsNoFault_data()
    {
        QTest::addColumn<std::string>("why");
        const auto row = [](const char *text, const char *why) { QTest::newRow(text) << std::string(why); };
        row("", "there is none of this name");
        row("504", "there is none of this name");
        row("latency", "delay is 0 ms");
        row("latency:", "what follows the colon");
        row("latency:fast", "what follows the colon");
        row("latency:4x", "what follows the colon");
        row("latency:-4", "delay is -4 ms");
        row("latency:300001", "delay is 300001 ms");
        row("bandwidth:0", "bytes_per_second is 0");
        row("503:-1", "what follows the colon");
        row("503:99999999999999999999", "what follows the colon");
        row("reset:1", "what follows the colon");
    }

    void refusesTextThatIsNoFault()
    {
        QFETCH(std::string, why);
        const Result<FaultPlan> plan = faultPlanFromText(QTest::currentDataTag());
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().kind, ErrorKind::Usage);
        const std::string &message = plan.error().message;
        QVERIFY2(message.find(why) != std::string::npos, message.c_str());
        for (const FaultPlan &preset : faultPresets())
            QVERIFY2(message.find('"' + preset.name + '"') != std::string::npos, message.c_str());
        for (const Kind kind : allFaultKinds)
            QVERIFY2(message.find(wireName(kind)) != std::string::npos, message.c_str());
    }

    void scalesItsTimes()
    {
        const FaultPlan down = faultPresets()[0].scaled(0.01);
        QCOMPARE(toText(down, 9), std::string("0 none, 5 refused, 105 none"));
        QCOMPARE(down.name, faultPresets()[0].name);
        const FaultPlan limited = faultPresets()[2].scaled(0.1);
        QCOMPARE(limited.repeatsAfter, std::optional(Millis(120)));
        QCOMPARE(limited.phases.at(0).fault.retryAfter, 0U);
        QCOMPARE(faultPresets()[1].scaled(0.5).phases.at(0).fault.delay, Millis(2'000));
        QCOMPARE(faultPresets()[1].scaled(0.0001).phases.at(0).fault.delay, Millis(1));
        QVERIFY(faultPresets()[4].scaled(0.0001).isEmpty());
        const FaultPlan ever = faultPlanFromText("503:4").value().scaled(0.5);
        QCOMPARE(ever.phases.at(0).length, FaultPhase::forEver);
        QCOMPARE(ever.phases.at(0).fault.retryAfter, 2U);
        for (const FaultPlan &preset : faultPresets()) {
            QCOMPARE(preset.scaled(1), preset);
            for (const double factor : {0.001, 0.0123, 0.77, 3.0, 1'000.0})
                QVERIFY(preset.scaled(factor).validate().ok());
        }
    }
};

QTEST_APPLESS_MAIN(TestFaultPlan)
#include "tst_fault_plan.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/lab/burst_plan_json.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fixtures()
{
    return qEnvironmentVariable("SLUICE_FIXTURES") + QStringLiteral("/plans");
}

Result<BurstPlan> read(const std::string &json)
{
    return burstPlanFromJson(json, "plan.json");
}

Millis anyMillis(Random &random, Millis most)
{
    return Millis(static_cast<Millis::rep>(1 + random.below(static_cast<std::uint64_t>(most.count()))));
}

std::string anyText(Random &random)
{
    static const std::vector<std::string> pieces = {"a", "Spike", " ", "\"", "\\", "/", "\n", "\t", "é",
        "日本", "\xf0\x9f\x8c\x8a", "0", std::string("\0", 1), "\x1f", "</script>"};
    std::string text = "t";
    for (std::uint64_t i = random.below(6); i > 0; --i)
        text += pieces[random.below(pieces.size())];
    return text;
}

FaultPlan anyFaults(Random &random)
{
    FaultPlan faults;
    faults.name = anyText(random);
    faults.meaning = anyText(random);
    Millis begin{0};
    for (std::uint64_t i = random.below(4); i > 0; --i) {
        FaultPhase phase;
        phase.begin = begin + anyMillis(random, Millis(5'000));
        phase.length = anyMillis(random, Millis(5'000));
        phase.fault.kind = allFaultKinds[random.below(allFaultKinds.size())];
        phase.fault.delay = anyMillis(random, Fault::mostDelay);
        phase.fault.bytesPerSecond = 1 + random.below(Fault::mostBytesPerSecond);
        phase.fault.retryAfter = static_cast<std::uint32_t>(random.below(Fault::mostRetryAfter + 1));
        phase.fault.bodyLimit = random.below(Fault::mostBodyLimit + 1);
        begin = phase.end();
        faults.phases.push_back(phase);
    }
    if (random.below(2) == 0)
        faults.repeatsAfter = begin + Millis(1);
    else if (random.below(2) == 0 && !faults.phases.empty())
        faults.phases.back().length = FaultPhase::forEver;
    return faults;
}

/// A valid plan with something else in every field.
BurstPlan anyPlan(Random &random)
{
    BurstPlan plan;
    plan.name = anyText(random);
    plan.events = 1 + random.below(BurstPlan::mostEvents);
    plan.producers = static_cast<unsigned>(1 + random.below(BurstPlan::mostProducers));
    plan.rate = 0.01 + static_cast<double>(random.next()) / 1e12;
    plan.shape = allBurstShapes[random.below(allBurstShapes.size())];
    plan.period = anyMillis(random, BurstPlan::mostPeriod);
    const auto weight = [&random] { return static_cast<std::uint32_t>(random.below(EventMix::mostWeight)); };
    plan.mix = {weight(), weight(), weight(), 1 + weight()};
    plan.payloadBytes = random.below(1'000);
    plan.payloadMost = random.below(2) == 0 ? 0 : 1'000 + random.below(1'000);
    plan.seed = random.next();
    if (plan.shape == BurstShape::Recorded) {
        plan.events = 1 + random.below(20);
        for (std::uint64_t i = 0; i < plan.events; ++i)
            plan.arrivals.push_back(i == 0
                    ? Micros(0)
                    : plan.arrivals.back() + Micros(static_cast<Micros::rep>(random.below(99))));
    }
    plan.queue.maxQueueSize = 1 + random.below(QueueLimits::mostEvents);
    plan.queue.maxQueueBytes = 1 + random.next() / 2;
    plan.queue.maxWaitTime = anyMillis(random, Millis(3'600'000));
    plan.queue.policy = static_cast<OverflowPolicy>(random.below(4));
    if (random.below(2) == 0)
        plan.queue.blockDeadline = anyMillis(random, BurstPlan::mostEndDeadline);
    plan.endState = static_cast<EndState>(random.below(3));
    plan.endDeadline = anyMillis(random, BurstPlan::mostEndDeadline);
    plan.endpointDelay = anyMillis(random, BurstPlan::mostEndpointDelay);
    plan.faults = anyFaults(random);
    plan.proxied = random.below(2) == 0;
    plan.tags.clear();
    for (std::uint64_t i = random.below(4); i > 0; --i)
        plan.tags.push_back(anyText(random));
    return plan;
}

} // namespace

class TestBurstPlanJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheSameTextForWhatItReadBack()
    {
        SeededRandom random(4);
        for (int i = 0; i < 2'000; ++i) {
            const BurstPlan plan = anyPlan(random);
            QVERIFY(plan.validate().ok());
            const std::string text = burstPlanToJson(plan);
            const Result<BurstPlan> again = read(text);
            QVERIFY2(again.ok(), again ? "" : (again.error().message + '\n' + text).c_str());
            QCOMPARE(burstPlanToJson(*again), text);
        }
    }

    void keepsEverySetting()
    {
        SeededRandom random(5);
        const BurstPlan plan = anyPlan(random);
        const BurstPlan again = read(burstPlanToJson(plan)).value();
        QCOMPARE(again.name, plan.name);
        QCOMPARE(again.events, plan.events);
        QCOMPARE(again.producers, plan.producers);
        QCOMPARE(again.rate, plan.rate);
        QCOMPARE(again.shape, plan.shape);
        QVERIFY(again.period == plan.period);
        QVERIFY(again.mix == plan.mix);
        QCOMPARE(again.payloadBytes, plan.payloadBytes);
        QCOMPARE(again.payloadMost, plan.payloadMost);
        QCOMPARE(again.seed, plan.seed);
        QVERIFY(again.arrivals == plan.arrivals);
        QCOMPARE(again.queue.maxQueueSize, plan.queue.maxQueueSize);
        QCOMPARE(again.queue.maxQueueBytes, plan.queue.maxQueueBytes);
        QVERIFY(again.queue.maxWaitTime == plan.queue.maxWaitTime);
        QCOMPARE(again.queue.policy, plan.queue.policy);
        QVERIFY(again.queue.blockDeadline == plan.queue.blockDeadline);
        QCOMPARE(again.endState, plan.endState);
        QVERIFY(again.endDeadline == plan.endDeadline);
        QVERIFY(again.endpointDelay == plan.endpointDelay);
        QVERIFY(again.faults == plan.faults);
        QCOMPARE(again.proxied, plan.proxied);
        QCOMPARE(again.tags, plan.tags);
    }

    void takesDefaultsForWhatIsLeftOut()
    {
        const Result<BurstPlan> plan = read(R"({"sluice_plan": 1})");
        QVERIFY2(plan.ok(), plan ? "" : plan.error().message.c_str());
        QCOMPARE(burstPlanToJson(*plan), burstPlanToJson(BurstPlan()));
        QVERIFY2(plan->queue.maxWaitTime == Millis(100), "a burst's own, not the recorder's");
        QVERIFY(!plan->queue.blockDeadline);
    }

    void takesOnlyTheKindsThatAMixNames()
    {
        const BurstPlan plan = read(R"({"sluice_plan": 1, "mix": {"llms": 3}})").value();
        QVERIFY((plan.mix == EventMix{0, 3, 0, 0}));
    }

    void takesPoliciesAsTheCommandLineDoes()
    {
        for (const char *text : {"drop_oldest", "drop-oldest"}) {
            const BurstPlan plan
                = read(R"({"sluice_plan": 1, "policy": ")" + std::string(text) + R"("})").value();
            QVERIFY(plan.queue.policy == OverflowPolicy::DropOldest);
        }
    }

    void countsTheArrivalsOfARecordedPlan()
    {
        const BurstPlan plan
            = read(R"({"sluice_plan": 1, "arrivals_us": [0, 10, 10], "shape": "recorded"})").value();
        QCOMPARE(plan.events, 3U);
        QVERIFY(plan.arrivals.at(2) == Micros(10));
    }

    void takesAMillionArrivals()
    {
        BurstPlan plan;
        plan.shape = BurstShape::Recorded;
        plan.events = BurstPlan::mostEvents;
        plan.arrivals.assign(BurstPlan::mostEvents, Micros(0));
        const std::string text = burstPlanToJson(plan);
        QVERIFY(text.size() < mostPlanFileBytes);
        const Result<BurstPlan> again = read(text);
        QVERIFY2(again.ok(), again ? "" : again.error().message.c_str());
        QCOMPARE(again->arrivals.size(), std::size_t(BurstPlan::mostEvents));
    }

    void namesThePlaceOfWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *member, const char *says) {
            QTest::newRow(name) << QByteArray(member) << QString::fromUtf8(says);
        };
        row("unknown", R"("speed": 1)", "/speed is 1; expected no such setting");
        row("unknown with a slash", R"("a/b~": 1)", "/a~1b~0 is 1;");
        row("a word for a number", R"("events": "many")",
            R"(/events is "many"; expected a whole number from 1 to 1000000)");
        row("a broken number", R"("events": 1.5)", "/events is 1.5;");
        row("zero", R"("events": 0)", "/events is 0;");
        row("negative", R"("events": -1)", "/events is -1;");
        row("a million and one", R"("events": 1000001)", "/events is 1000001;");
        row("beyond 64 bits", R"("seed": 18446744073709551616)", "/seed is 1");
        row("null", R"("producers": null)", "/producers is null;");
        row("17 producers", R"("producers": 17)", "/producers is 17; expected a whole number from 1 to 16");
        row("a rate as text", R"("rate": "5")",
            R"(/rate is "5"; expected a number from 0.0 to 1000000000.0)");
        row("a rate below 0", R"("rate": -0.5)", "/rate is -0.5;");
        row("a rate between", R"("rate": 0.001)",
            "rate is 0.001000; expected 0 (as fast as possible) or 0.01");
        row("no such shape", R"("shape": "Spike")",
            R"(/shape is "Spike"; expected one of steady, spike, ramp, sawtooth, poisson, recorded)");
        row("a shape as number", R"("shape": 1)", "/shape is 1; expected one of steady");
        row("a shape without a rate", R"("shape": "ramp")", "rate is 0.000000; expected 0.01 to");
        row("no period", R"("period_ms": 0)", "/period_ms is 0; expected a whole number from 1 to 3600000");
        row("no mix", R"("mix": 7)", "/mix is 7; expected an object");
        row("a mix of nothing", R"("mix": {})", "mix is 0 : 0 : 0 : 0; expected a weight");
        row("a mix with more", R"("mix": {"apis": 1})", "/mix/apis is 1; expected no such setting");
        row("a mix with words", R"("mix": {"llms": []})", "/mix/llms is an array; expected a whole number");
        row("a large payload", R"("payload": 1048577)", "/payload is 1048577;");
        row("a smaller largest", R"("payload_most": 5)", "largest payload is 5 bytes; expected 64 to");
        row("no arrivals", R"("arrivals_us": {})", "/arrivals_us is an object; expected an array of at most");
        row("an arrival of words", R"("arrivals_us": [0, "x"])", R"(/arrivals_us/1 is "x"; expected)");
        row("no capacity", R"("capacity": 0)", "/capacity is 0;");
        row("no policy", R"("policy": "drop")",
            R"(/policy is "drop"; expected one of block, drop_newest, drop_oldest, spill)");
        row("a long wait", R"("max_wait_ms": 3600001)", "/max_wait_ms is 3600001;");
        row("a wrong deadline", R"("block_deadline_ms": true)", "/block_deadline_ms is true;");
        row("no end", R"("end_state": "success")",
            R"(/end_state is "success"; expected one of Success, Fail,)");
        row("yes", R"("proxied": "yes")", R"(/proxied is "yes"; expected true or false)");
        row("tags as one text", R"("tags": "a")", R"(/tags is "a"; expected an array of at most 64 items)");
        row("a tag as number", R"("tags": ["a", 2])", "/tags/1 is 2; expected text of at most 1000 bytes");
        row("a long name", R"("name": 5)", "/name is 5; expected text of at most 200 bytes");
        row("faults as a name", R"("faults": "flapping")", R"(/faults is "flapping"; expected an object)");
        row("no such fault", R"("faults": {"phases": [{"length_ms": 5, "kind": "slow"}]})",
            R"(/faults/phases/0/kind is "slow"; expected one of none, latency, bandwidth)");
        row("a phase of no length", R"("faults": {"phases": [{"length_ms": 0}]})",
            "/faults/phases/0/length_ms is 0; expected a whole number from 1 to");
        row("more in a phase", R"("faults": {"phases": [{"kind": "500"}, {"until": 5}]})",
            "/faults/phases/1/until is 5; expected no such setting");
        row("overlapping", R"("faults": {"phases": [{"length_ms": 5}, {"length_ms": 5}]})",
            "faults: phase 2: begin is 0 ms");
        row("a long text in short",
            R"("shape": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")",
            "/shape is \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...; expected");
    }

    void namesThePlaceOfWhatIsWrong()
    {
        QFETCH(QByteArray, member);
        QFETCH(QString, says);
        const Result<BurstPlan> plan = read("{\"sluice_plan\": 1, " + member.toStdString() + "}");
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().kind, ErrorKind::Invalid);
        QVERIFY2(
            QString::fromStdString(plan.error().message).startsWith(QStringLiteral("plan.json: ") + says),
            plan.error().message.c_str());
    }

    void refusesWhatIsNoPlan_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("not JSON: parse error at line 1, column 1");
        QTest::newRow("cut short") << QByteArray("{\"sluice_plan\": 1,\n")
                                   << QStringLiteral("not JSON: parse error at line 2, column 1");
        QTest::newRow("two") << QByteArray("{}{}") << QStringLiteral("not JSON: parse error at line 1");
        QTest::newRow("not UTF-8") << QByteArray("{\"name\": \"\xff\"}") << QStringLiteral("not JSON: ");
        QTest::newRow("a list") << QByteArray("[]")
                                << QStringLiteral("the plan is an array; expected an object");
        QTest::newRow("no version") << QByteArray(
            "{}") << QStringLiteral("the plan is an object; expected a member \"sluice_plan\": 1");
        QTest::newRow("of the future")
            << QByteArray(R"({"sluice_plan": 2})") << QStringLiteral("/sluice_plan is 2; expected 1");
        QTest::newRow("deep") << QByteArray("[").repeated(100'000) << QStringLiteral("not JSON: ");
        QTest::newRow("huge") << QByteArray(static_cast<int>(mostPlanFileBytes) + 1, ' ')
                              << QStringLiteral("is 67108865 bytes; expected at most 67108864");
    }

    void refusesWhatIsNoPlan()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const Result<BurstPlan> plan = read(text.toStdString());
        QVERIFY(!plan.ok());
        QVERIFY2(
            QString::fromStdString(plan.error().message).startsWith(QStringLiteral("plan.json: ") + says),
            plan.error().message.c_str());
    }

    void readsTheFixtures_data()
    {
        QTest::addColumn<QString>("path");
        const QStringList names = QDir(fixtures()).entryList({QStringLiteral("*.json")}, QDir::Files);
        QVERIFY(names.size() >= 4);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << QDir(fixtures()).filePath(name);
    }

    /// "good_*" are plans; beside "bad_*" stands the text of its error.
    void readsTheFixtures()
    {
        QFETCH(QString, path);
        const QString name = QFileInfo(path).fileName();
        const Result<BurstPlan> plan = burstPlanFromJson(contentsOf(path).toStdString(), name.toStdString());
        QCOMPARE(plan.ok(), name.startsWith(QStringLiteral("good_")));
        if (plan)
            return;
        const QString expected = QString::fromUtf8(
            contentsOf(QString(path).replace(QStringLiteral(".json"), QStringLiteral(".txt"))));
        QCOMPARE(QString::fromStdString(plan.error().message), expected.trimmed());
    }

    void shipsThePresetsAsFiles_data()
    {
        QTest::addColumn<int>("preset");
        for (int i = 0; i < static_cast<int>(burstPresets().size()); ++i)
            QTest::newRow(burstPresets()[static_cast<std::size_t>(i)].name.c_str()) << i;
    }

    /// To write them anew: SLUICE_WRITE_PLANS=1.
    void shipsThePresetsAsFiles()
    {
        QFETCH(int, preset);
        const BurstPreset &shown = burstPresets()[static_cast<std::size_t>(preset)];
        QString name = QString::fromStdString(shown.name).toLower();
        name.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
        const QString path = QStringLiteral(SLUICE_PLANS "/") + name + QStringLiteral(".json");
        const std::string text = burstPlanToJson(shown.plan);
        if (qEnvironmentVariableIsSet("SLUICE_WRITE_PLANS")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text.c_str());
        }
        QCOMPARE(contentsOf(path).toStdString(), text);
    }
};

QTEST_APPLESS_MAIN(TestBurstPlanJson)
#include "tst_burst_plan_json.moc"

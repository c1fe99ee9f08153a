// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "tests/core/forward/forward_fixture.h"
#include "tests/support/posting.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/forward_bridge.h"

#include <QSignalSpy>
#include <QtTest>

using namespace sluice;
using namespace sluice::ui;

using Phase = ForwardBridge::Phase;
using Since = ForwardOptions::Since;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

/// What an engine does for the bridge, on a store without one.
class Bench
{
public:
    ForwardBridge::Parts parts()
    {
        ForwardBridge::Parts parts;
        parts.start = [this](const ForwardTarget &target, Since since) -> Result<void> {
            ForwardOptions options;
            options.target = target;
            options.since = since;
            options.endDeadline = Millis(100);
            auto made = Forwarder::start(options, source.dir(), source.store(), clock);
            if (!made)
                return made.error();
            forwarder = std::move(*made);
            return {};
        };
        parts.take = [this] { return std::move(forwarder); };
        parts.forwarder = [this] { return forwarder.get(); };
        parts.error = [this] { return error; };
        parts.ownCollector = [] { return std::string("http://127.0.0.1:4318"); };
        parts.dataDir = source.dir();
        parts.clock = &clock;
        return parts;
    }

    SystemClock clock;
    SourceStore source;
    std::optional<Error> error;
    std::unique_ptr<Forwarder> forwarder;
};

ForwardChoice choiceOf(const std::string &endpoint, ForwardWire wire, const char *key = "")
{
    return {toQt(endpoint), wire, QString::fromLatin1(key)};
}

} // namespace

class TestForwardBridge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void switchesOnAndOff();
    void aNewEndpointTakesThePlaceOfTheOldOne();
    void saysWhyItIsNotOn_data();
    void saysWhyItIsNotOn();
    void keepsATypedKeyForItsEndpointAlone();
    void testsAnEndpoint();
    void aTestIsCutOff();
    void saysThatTheEngineStoppedIt();
};

void TestForwardBridge::switchesOnAndOff()
{
    Bench bench;
    SpanSink sink;
    ForwardBridge bridge(bench.parts());
    QSignalSpy phases(&bridge, &ForwardBridge::phaseChanged);
    std::uint64_t delivered = 0;
    connect(&bridge, &ForwardBridge::stateChanged, this,
        [&delivered](const ForwardState &state) { delivered = state.ledger.delivered; });
    bridge.switchOn(choiceOf(sink.url(), ForwardWire::Otlp), Since::Now);
    QCOMPARE(bridge.phase(), Phase::Switching);
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    StoreBatch batch = eventsOf(sessionNumber(1), 1, 3);
    batch.sessions = {received(sessionNumber(1))};
    bench.source.put(std::move(batch));
    QTRY_COMPARE_WITH_TIMEOUT(delivered, 3U, patience);
    bridge.switchOff();
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::Off, patience);
    QVERIFY(!bench.forwarder);
    for (const QList<QVariant> &told : phases)
        QCOMPARE(told.at(1).toString(), QString());
}

void TestForwardBridge::aNewEndpointTakesThePlaceOfTheOldOne()
{
    Bench bench;
    SpanSink one;
    SpanSink two;
    ForwardBridge bridge(bench.parts());
    // The first is overtaken before it began.
    bridge.switchOn(choiceOf(one.url(), ForwardWire::Otlp), Since::Now);
    bridge.switchOn(choiceOf(two.url(), ForwardWire::Otlp), Since::Now);
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    QCOMPARE(bench.forwarder->target().endpoint, two.url());
    bridge.switchOn(choiceOf(one.url(), ForwardWire::Otlp), Since::Now);
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    QCOMPARE(bench.forwarder->target().endpoint, one.url());
}

void TestForwardBridge::saysWhyItIsNotOn_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("words");
    QTest::newRow("no URL") << "here"
                            << ""
                            << "expected http://";
    QTest::newRow("itself") << "http://localhost:4318"
                            << ""
                            << "is the own collector";
    QTest::newRow("no UUID") << "http://127.0.0.1:9"
                             << "secret"
                             << "the key is not a UUID";
    QTest::newRow("no key") << "https://api.agentops.ai"
                            << ""
                            << "needs an API key";
}

void TestForwardBridge::saysWhyItIsNotOn()
{
    QFETCH(const QString, endpoint);
    QFETCH(const QString, key);
    QFETCH(const QString, words);
    Bench bench;
    ForwardBridge bridge(bench.parts());
    QSignalSpy phases(&bridge, &ForwardBridge::phaseChanged);
    bridge.switchOn({endpoint, ForwardWire::AgentOps, key}, Since::Now);
    QCOMPARE(bridge.phase(), Phase::Off);
    QCOMPARE(phases.size(), 1);
    const QString problem = phases.first().at(1).toString();
    QVERIFY2(problem.contains(words), qPrintable(problem));
    QVERIFY(!problem.contains(QLatin1String("secret")));
}

void TestForwardBridge::keepsATypedKeyForItsEndpointAlone()
{
    Bench bench;
    SpanSink sink;
    const ForwardChoice typed = choiceOf(sink.url(), ForwardWire::Otlp, "x-api-key: abc");
    {
        ForwardBridge bridge(bench.parts());
        QVERIFY(!bridge.isKeyKept(typed));
        bridge.switchOn(typed, Since::Now);
        QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    }
    ForwardBridge bridge(bench.parts()); // the next run's; what was on is on
    QCOMPARE(bridge.phase(), Phase::On);
    const ForwardChoice later = choiceOf(sink.url() + "/", ForwardWire::Otlp);
    QVERIFY(bridge.isKeyKept(later));
    QVERIFY(!bridge.isKeyKept(choiceOf("http://127.0.0.1:9", ForwardWire::Otlp)));
    QVERIFY(!bridge.isKeyKept(choiceOf(sink.url(), ForwardWire::AgentOps)));
    bridge.switchOn(later, Since::WhereItWas);
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    StoreBatch batch = eventsOf(sessionNumber(1), 1, 1);
    batch.sessions = {received(sessionNumber(1))};
    bench.source.put(std::move(batch));
    QVERIFY(bench.forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.wire().requests().back().header("x-api-key"), std::string("abc"));
    QVERIFY(bridge.forgetKey(later));
    QVERIFY(!bridge.isKeyKept(later));
}

void TestForwardBridge::testsAnEndpoint()
{
    Bench bench;
    SpanSink sink;
    ForwardBridge bridge(bench.parts());
    QSignalSpy tested(&bridge, &ForwardBridge::tested);
    bridge.test(choiceOf(sink.url(), ForwardWire::Otlp));
    QVERIFY(bridge.isTesting());
    QTRY_COMPARE_WITH_TIMEOUT(tested.size(), 1, patience);
    QVERIFY(tested.first().at(0).toBool());
    QVERIFY(tested.first().at(1).toString().contains(QLatin1String("takes spans")));
    QVERIFY(!bridge.isTesting());
    bridge.test(choiceOf("http://localhost:4318", ForwardWire::Otlp));
    QCOMPARE(tested.size(), 2);
    QVERIFY(!tested.last().at(0).toBool());
}

void TestForwardBridge::aTestIsCutOff()
{
    Bench bench;
    SpanSink hole([](std::size_t) { return onTheWire(FaultAnswer::Wire::Nothing); });
    {
        ForwardBridge bridge(bench.parts());
        QSignalSpy tested(&bridge, &ForwardBridge::tested);
        bridge.test(choiceOf(hole.url(), ForwardWire::Otlp));
        QVERIFY(hole.wire().waitForRequests(1));
        bridge.cancelTest();
        QTRY_COMPARE_WITH_TIMEOUT(tested.size(), 1, 5'000);
        QVERIFY(!tested.first().at(0).toBool());
        bridge.test(choiceOf(hole.url(), ForwardWire::Otlp));
        QVERIFY(hole.wire().waitForRequests(2));
    } // does not wait for an answer
    QCOMPARE(hole.wire().requestCount(), std::size_t{2});
}

void TestForwardBridge::saysThatTheEngineStoppedIt()
{
    Bench bench;
    SpanSink sink;
    ForwardBridge bridge(bench.parts());
    bridge.switchOn(choiceOf(sink.url(), ForwardWire::Otlp), Since::Now);
    QTRY_COMPARE_WITH_TIMEOUT(bridge.phase(), Phase::On, patience);
    QSignalSpy phases(&bridge, &ForwardBridge::phaseChanged);
    bench.error = Error{ErrorKind::Usage, "it is the own collector now"};
    bench.forwarder.reset();
    QTRY_COMPARE_WITH_TIMEOUT(phases.size(), 1, patience);
    QCOMPARE(bridge.phase(), Phase::Off);
    QCOMPARE(phases.first().at(1).toString(), QStringLiteral("it is the own collector now"));
}

QTEST_GUILESS_MAIN(TestForwardBridge)

#include "tst_forward_bridge.moc"

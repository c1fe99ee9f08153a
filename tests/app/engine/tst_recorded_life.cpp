// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/fan_out_sink.h"
#include "app/engine/store_tap.h"
#include "core/base/clock.h"
#include "core/model/proof.h"
#include "core/recorder/recorder.h"
#include "core/recorder/recorder_feed.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/support/scripted_transport.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>

using namespace sluice;

namespace {

/// Answers the first sending of events with 503 and then any body of more than `most` events with 413.
class TroubledServer
{
public:
    explicit TroubledServer(std::size_t most)
        : m_most(most)
    { }

    HttpAnswer operator()(const TransportScript::Request &request)
    {
        if (!request.path.ends_with("create_events"))
            return TransportScript::good(request);
        if (!*m_failed) {
            *m_failed = true;
            return TransportScript::answered(503, R"({"message":"busy"})");
        }
        return eventsIn(request.body) > m_most ? TransportScript::answered(413, "{}")
                                               : TransportScript::good(request);
    }

private:
    static std::size_t eventsIn(const std::string &body)
    {
        std::size_t events = 0;
        for (std::size_t at = body.find("event_type"); at != std::string::npos;
             at = body.find("event_type", at + 1))
            ++events;
        return events;
    }

    std::size_t m_most;
    std::shared_ptr<bool> m_failed = std::make_shared<bool>(false); ///< the handler is copied for each call
};

} // namespace

class TestRecordedLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isToldFromItsCreationToItsAcknowledgement();
    void hasOneDeliveringFlushForEachEvent();
    void hasContentsOfEveryFlush();
    void isTheSameInTheFeed();
    void isKeptAlsoWhenTheEndpointStoresTheEvents();
    void goesOnInTheNextRun();

private:
    enum class Events { ByTheTap, ByTheEndpoint };

    /// Two takings of 60 events, the first of which meets a 503 and both of which are split: all of it
    /// stored.
    void recordTwice(Events stored);
    void recordSixty(RecordingSession &session);
    std::unique_ptr<Recorder> makeRecorder(const std::shared_ptr<TransportScript> &script, Events stored);

    SystemClock m_clock;
    RecorderFeed m_feed;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StoreTap> m_tap;
    std::unique_ptr<FanOutSink> m_sink;
    std::unique_ptr<StoreReader> m_reader;
    SessionId m_session;
    Ledger m_ledger;
};

void TestRecordedLife::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const DataDir dir{m_folder->path().toStdString()};
    m_store = SqliteStore::open(dir).value();
    m_tap = std::make_unique<StoreTap>(*m_store, m_clock);
    m_sink = std::make_unique<FanOutSink>(std::vector<RecorderSink *>{&m_feed, m_tap.get()});
    m_reader = StoreReader::open(dir).value();
    m_feed.take();
}

void TestRecordedLife::cleanup()
{
    m_reader.reset();
    m_store.reset();
    m_sink.reset();
    m_tap.reset();
    m_folder.reset();
}

void TestRecordedLife::recordSixty(RecordingSession &session)
{
    for (int i = 0; i < 60; ++i) {
        ActionEvent event;
        event.actionType = "event";
        QVERIFY(wasAccepted(session.record(std::move(event))));
    }
}

std::unique_ptr<Recorder> TestRecordedLife::makeRecorder(
    const std::shared_ptr<TransportScript> &script, Events stored)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1/";
    config.queue.maxQueueSize = 1'000; // so that only an ask takes events
    config.queue.maxWaitTime = Millis(600'000);
    config.endpointStoresEvents = stored == Events::ByTheEndpoint;
    config.spoolDir = m_folder->filePath(QStringLiteral("spool")).toStdString();
    const auto transports = [script] { return std::make_unique<ScriptedTransport>(script); };
    return Recorder::create(config, transports, m_clock, m_sink.get(), 1).value();
}

void TestRecordedLife::recordTwice(Events stored)
{
    const auto script = std::make_shared<TransportScript>();
    script->always(TroubledServer(20));
    auto recorder = makeRecorder(script, stored);
    const auto session = recorder->startSession().value();
    recordSixty(*session);
    QVERIFY(session->flush(Millis(30'000)).complete);
    recordSixty(*session);
    const DrainReport end = session->end(EndState::Success, {}, Millis(30'000));
    QVERIFY2(end.complete, end.message.c_str());
    recorder.reset();
    m_store->drain();
    QCOMPARE(m_tap->missed(), 0U);
    m_session = session->id();
    m_ledger = end.ledger;
}

void TestRecordedLife::isToldFromItsCreationToItsAcknowledgement()
{
    recordTwice(Events::ByTheTap);
    const auto heads = m_reader->eventHeads(m_session, 0, 1'000).value();
    QCOMPARE(heads.size(), std::size_t{120});
    std::size_t tries = 0;
    for (const EventHead &head : heads) {
        const LifeLine life = m_reader->lifeLine(m_session, head.row).value();
        QCOMPARE(m_reader->rowOf(m_session, life.event).value(), std::optional(head.row));
        QCOMPARE(life.created, head.start);
        QVERIFY(life.enqueued && life.taken && life.acknowledged());
        QVERIFY(life.created <= *life.enqueued && *life.enqueued <= *life.taken);
        QVERIFY2(life.flushes.size() >= 2, "the whole body, and a part of it");
        Timestamp last = *life.taken;
        for (const FlushRecord &flush : life.flushes) {
            for (const FlushAttempt &attempt : flush.tries) {
                QVERIFY(last <= attempt.began && attempt.began <= attempt.ended);
                last = attempt.ended;
                ++tries;
            }
        }
        QCOMPARE(*life.acknowledged(), last);
        QCOMPARE(life.flushes.back().outcome, FlushOutcome::Delivered);
    }
    const LifeLine first = m_reader->lifeLine(m_session, heads.front().row).value();
    QCOMPARE(first.flushes.front().tries.at(0).httpStatus, 503);
    QCOMPARE(first.flushes.front().tries.at(0).outcome, FlushOutcome::Retrying);
    QCOMPARE(first.flushes.front().tries.at(0).message, std::string("HTTP 503: busy"));
    QCOMPARE(first.flushes.front().tries.back().outcome, FlushOutcome::Split);
    QVERIFY(tries > heads.size() * 2);
}

void TestRecordedLife::hasOneDeliveringFlushForEachEvent()
{
    recordTwice(Events::ByTheTap);
    std::map<EventId, int> delivered;
    for (const FlushRecord &flush : m_reader->flushes(m_session).value()) {
        if (flush.outcome != FlushOutcome::Delivered)
            continue;
        const auto contents = m_reader->contentsOf(m_session, flush.sequence).value();
        QVERIFY(contents.has_value());
        for (const CarriedEvent &event : contents->events)
            ++delivered[EventId(event.id.toText())];
    }
    const auto ids = m_reader->eventIds(m_session).value();
    QCOMPARE(delivered.size(), ids.size());
    for (const EventId &id : ids)
        QCOMPARE(delivered[id], 1);
    QCOMPARE(m_ledger.delivered, static_cast<std::uint64_t>(ids.size()));
    QCOMPARE(proofOf(m_reader->session(m_session)->value(), m_clock.wallNow()), Proof::Complete);
}

void TestRecordedLife::hasContentsOfEveryFlush()
{
    recordTwice(Events::ByTheTap);
    const auto flushes = m_reader->flushes(m_session).value();
    const auto contents = m_reader->flushContents(m_session).value();
    QCOMPARE(contents.size(), flushes.size());
    QVERIFY2(flushes.size() >= 8, "two bodies and their parts");
    for (std::size_t i = 0; i < flushes.size(); ++i) {
        QCOMPARE(contents[i].flush, flushes[i].sequence);
        QCOMPARE(static_cast<std::uint64_t>(contents[i].events.size()), flushes[i].events);
        QCOMPARE(m_reader->eventsOfFlush(m_session, flushes[i].sequence, 1'000)->size(),
            contents[i].events.size());
        QCOMPARE(flushes[i].tries.size(), static_cast<std::size_t>(flushes[i].attempts));
    }
}

void TestRecordedLife::isTheSameInTheFeed()
{
    recordTwice(Events::ByTheTap);
    std::map<std::uint64_t, FlushRecord> last;
    for (const FlushRecord &flush : m_feed.take().finished)
        last[flush.sequence] = flush;
    for (const FlushRecord &flush : m_reader->flushes(m_session).value())
        QVERIFY(last[flush.sequence] == flush);
}

void TestRecordedLife::isKeptAlsoWhenTheEndpointStoresTheEvents()
{
    recordTwice(Events::ByTheEndpoint);
    QVERIFY2(m_reader->eventIds(m_session)->empty(), "the tap leaves them to the endpoint");
    const auto contents = m_reader->flushContents(m_session).value();
    QCOMPARE(contents.size(), m_reader->flushes(m_session)->size());

    // As our own collector stores one of them.
    StoreBatch batch;
    batch.events.resize(1);
    batch.events[0].session = m_session;
    batch.events[0].id = EventId(contents.back().events.back().id.toText());
    QVERIFY(m_store->submit(std::move(batch), {}).ok());
    m_store->drain();
    const auto row = m_reader->rowOf(m_session, EventId(contents.back().events.back().id.toText())).value();
    QVERIFY(row.has_value());
    const LifeLine life = m_reader->lifeLine(m_session, *row).value();
    QCOMPARE(life.enqueued, std::optional(contents.back().events.back().enqueued));
    QVERIFY(life.acknowledged().has_value());
}

void TestRecordedLife::goesOnInTheNextRun()
{
    const auto script = std::make_shared<TransportScript>();
    {
        const auto recorder = makeRecorder(script, Events::ByTheTap);
        const auto session = recorder->startSession().value();
        m_session = session->id();
        recordSixty(*session);
        QVERIFY(session->flush(Millis(30'000)).complete);
        script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        recordSixty(*session);
        QVERIFY(!session->end(EndState::Success, {}, Millis(50)).complete);
    }
    m_store->drain();
    const SessionSummary between = m_reader->session(m_session)->value();
    QCOMPARE(between.ledger->spooled, 60U);
    QCOMPARE(proofOf(between, m_clock.wallNow()), Proof::InDoubt);

    script->always(nullptr);
    QVERIFY(makeRecorder(script, Events::ByTheTap)->drain(Millis(30'000)).complete);
    m_store->drain();
    const SessionSummary after = m_reader->session(m_session)->value();
    QCOMPARE(after.ledger.value(), (Ledger{.recorded = 120, .delivered = 120}));
    QCOMPARE(proofOf(after, m_clock.wallNow()), Proof::Complete);
    const auto heads = m_reader->eventHeads(m_session, 0, 1'000).value();
    QCOMPARE(heads.size(), std::size_t{120});
    for (const EventHead &head : heads)
        QVERIFY(m_reader->lifeLine(m_session, head.row)->acknowledged().has_value());
}

QTEST_APPLESS_MAIN(TestRecordedLife)
#include "tst_recorded_life.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace sluice;

namespace {

const SessionId sessionA(uuidText(0xa));
const SessionId sessionB("session-b");

SessionChange changeOf(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    return change;
}

SessionChange tagged(std::vector<std::string> tags, SessionChange::Tags mode)
{
    SessionChange change = changeOf(sessionA);
    change.tags = std::move(tags);
    change.tagsMode = mode;
    return change;
}

using Tags = std::vector<std::string>;

} // namespace

class TestStoredSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keepsAnEventOncePerId();
    void keepsTheRowOfAReplacedEvent();
    void countsByTypeAlsoWhenTheTypeChanges();
    void countsTheSameIdInTwoSessionsTwice();
    void keepsTheEarliestStart();
    void guessesTheStartUntilItIsTold();
    void guessesNoStartBehindTheEnd();
    void makesASessionOfWhateverComesFirst_data();
    void makesASessionOfWhateverComesFirst();
    void unitesTagsInTheirOrder();
    void replacesTags();
    void recognisesTagsThatAreNotUtf8();
    void leavesWhatIsNotTold();
    void takesTheLastCountsOfTheSdk();
    void takesTheNewerSpellingOfTheEndState();
    void prefersRecordedOverReceived();
    void keepsTheLastLedger();
    void addsWhatAnEarlierRecorderDecided();
    void keepsAnEarlierLedgerThatDoesNotBalance();
    void addsUpDrops();
    void replacesAFlushToldAgain();
    void refusesWhatHasNoId_data();
    void refusesWhatHasNoId();

private:
    SessionSummary summaryOf(const SessionId &id) { return m_data->openReader()->session(id)->value(); }
    void put(StoreBatch batch) { QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string()); }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
};

void TestStoredSessions::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
}

void TestStoredSessions::cleanup()
{
    m_store.reset();
    m_data.reset();
}

void TestStoredSessions::keepsAnEventOncePerId()
{
    put(batchOf({makeEvent(sessionA, "x"), makeEvent(sessionA, "x"), makeEvent(sessionA, uuidText(7))}));
    put(batchOf({makeEvent(sessionA, uuidText(7))}));
    QCOMPARE(m_data->openReader()->eventIds(sessionA).value(),
        (std::vector<EventId>{EventId("x"), EventId(uuidText(7))}));
}

void TestStoredSessions::keepsTheRowOfAReplacedEvent()
{
    put(batchOf({makeEvent(sessionA, "x"), makeEvent(sessionA, "y")}));
    const auto before = m_data->openReader()->eventHeads(sessionA, 0, 10).value();

    StoredEvent again = makeEvent(sessionA, "x", EventType::Llm);
    again.name = "gpt-4o";
    again.start = at(5);
    again.end = at(6);
    again.agent = AgentId(uuidText(9));
    again.trigger = EventId("y");
    again.body = R"({"id":"x","second":true})";
    put(batchOf({again}));

    const auto reader = m_data->openReader();
    const auto after = reader->eventHeads(sessionA, 0, 10).value();
    QCOMPARE(after.size(), std::size_t{2});
    QCOMPARE(after[0].row, before[0].row);
    QCOMPARE(after[0].type, EventType::Llm);
    QCOMPARE(after[0].name, std::string("gpt-4o"));
    QCOMPARE(after[0].start, at(5));
    QCOMPARE(after[0].end, at(6));
    QCOMPARE(after[0].agent, AgentId(uuidText(9)));
    const StoredEvent stored = reader->event(sessionA, after[0].row)->value();
    QCOMPARE(stored.trigger, EventId("y"));
    QCOMPARE(stored.body, again.body);
}

void TestStoredSessions::countsByTypeAlsoWhenTheTypeChanges()
{
    StoreBatch batch;
    int id = 0;
    for (const EventType type : allEventTypes) {
        for (int i = 0; i <= static_cast<int>(type); ++i)
            batch.events.push_back(makeEvent(sessionA, std::to_string(id++), type));
    }
    put(batch);
    QCOMPARE(summaryOf(sessionA).counts.byType, (std::array<std::uint64_t, 5>{1, 2, 3, 4, 5}));

    put(batchOf({makeEvent(sessionA, "0", EventType::Error), makeEvent(sessionA, "1", EventType::Llm)}));
    QCOMPARE(summaryOf(sessionA).counts.byType, (std::array<std::uint64_t, 5>{0, 2, 3, 5, 5}));

    put(batchOf({makeEvent(sessionA, "0", EventType::Tool), makeEvent(sessionA, "0", EventType::Api)}));
    QCOMPARE(summaryOf(sessionA).counts.byType, (std::array<std::uint64_t, 5>{0, 2, 3, 4, 6}));
}

void TestStoredSessions::countsTheSameIdInTwoSessionsTwice()
{
    put(batchOf({makeEvent(sessionA, uuidText(1)), makeEvent(sessionB, uuidText(1))}));
    QCOMPARE(summaryOf(sessionA).counts.total(), std::uint64_t{1});
    QCOMPARE(summaryOf(sessionB).counts.total(), std::uint64_t{1});
}

void TestStoredSessions::keepsTheEarliestStart()
{
    for (const std::int64_t micros : {500, 900, 300, 400}) {
        SessionChange change = changeOf(sessionA);
        change.started = at(micros);
        put(batchOf(change));
    }
    QCOMPARE(summaryOf(sessionA).started, at(300));
}

void TestStoredSessions::guessesTheStartUntilItIsTold()
{
    StoredEvent event = makeEvent(sessionA, "1");
    put(batchOf({event}));
    QCOMPARE(summaryOf(sessionA).started, at(1000));
    event.id = EventId("2");
    event.start = at(400);
    put(batchOf({event}));
    QCOMPARE(summaryOf(sessionA).started, at(400));
    event.id = EventId("3");
    event.start = Timestamp{}; // unknown, not 1970
    put(batchOf({event}));
    QCOMPARE(summaryOf(sessionA).started, at(400));

    SessionChange change = changeOf(sessionA);
    change.started = at(300);
    put(batchOf(change));
    event.id = EventId("4");
    event.start = at(100);
    put(batchOf({event}));
    QCOMPARE(summaryOf(sessionA).started, at(300));
}

void TestStoredSessions::guessesNoStartBehindTheEnd()
{
    put(batchOf(changeOf(sessionA)));
    QVERIFY2(summaryOf(sessionA).started > at(1000), "now");
    SessionChange change = changeOf(sessionA);
    change.ended = at(1000);
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).started, at(1000));
    QCOMPARE(*summaryOf(sessionA).ended, at(1000));
}

void TestStoredSessions::makesASessionOfWhateverComesFirst_data()
{
    QTest::addColumn<StoreBatch>("batch");
    QTest::addColumn<bool>("knowsTime");

    QTest::newRow("event") << batchOf({makeEvent(sessionA, "1")}) << true;
    StoreBatch agent;
    agent.agents.push_back({sessionA, {AgentId("agent-1"), "planner"}});
    QTest::newRow("agent") << agent << false;
    StoreBatch flush;
    flush.flushes.push_back(
        {.session = sessionA, .sequence = 1, .started = at(1000), .ended = at(1000), .message = {}});
    QTest::newRow("flush") << flush << true;
    StoreBatch drop;
    drop.drops.push_back({sessionA, DropReason::QueueFull, at(1000), at(1001), 3});
    QTest::newRow("drop") << drop << true;
    StoreBatch depth;
    depth.depths.push_back({sessionA, at(1000), 0, 10, 100});
    QTest::newRow("depth") << depth << true;
}

void TestStoredSessions::makesASessionOfWhateverComesFirst()
{
    QFETCH(const StoreBatch, batch);
    QFETCH(const bool, knowsTime);
    const Timestamp before = SystemClock().wallNow();
    put(batch);
    const SessionSummary session = summaryOf(sessionA);
    QCOMPARE(session.origin, Origin::Received);
    QVERIFY(session.lastNews >= before);
    QVERIFY(!session.ended);
    if (knowsTime)
        QCOMPARE(session.started, at(1000));
    else
        QVERIFY(session.started >= before && session.started <= SystemClock().wallNow());
}

void TestStoredSessions::unitesTagsInTheirOrder()
{
    put(batchOf(tagged({"b", "a"}, SessionChange::Tags::Unite)));
    put(batchOf(tagged({"c", "a", "c", "0"}, SessionChange::Tags::Unite)));
    QCOMPARE(summaryOf(sessionA).tags, (Tags{"b", "a", "c", "0"}));
}

void TestStoredSessions::replacesTags()
{
    put(batchOf(tagged({"b", "a"}, SessionChange::Tags::Unite)));
    put(batchOf(tagged({"a", "\"q\"", ""}, SessionChange::Tags::Replace)));
    QCOMPARE(summaryOf(sessionA).tags, (Tags{"a", "\"q\"", ""}));
    put(batchOf(tagged({}, SessionChange::Tags::Replace)));
    QCOMPARE(summaryOf(sessionA).tags, Tags{});
}

void TestStoredSessions::recognisesTagsThatAreNotUtf8()
{
    for (int i = 0; i < 3; ++i)
        put(batchOf(tagged({"bad \xff tag"}, SessionChange::Tags::Unite)));
    QCOMPARE(summaryOf(sessionA).tags, Tags{"bad \xef\xbf\xbd tag"});
}

void TestStoredSessions::leavesWhatIsNotTold()
{
    SessionChange change = changeOf(sessionA);
    change.started = at(1);
    change.ended = at(2);
    change.endState = EndState::Fail;
    change.endReason = "no more";
    change.tags = Tags{"t"};
    change.hostEnv = R"({"os":"linux"})";
    change.sdkCounts = R"({"llms":3})";
    change.ledger = Ledger{.recorded = 1, .delivered = 1};
    change.lab = R"({"plan":{}})";
    put(batchOf(change));
    const SessionSummary before = summaryOf(sessionA);
    put(batchOf(changeOf(sessionA)));
    const SessionSummary after = summaryOf(sessionA);
    QCOMPARE(after.started, at(1));
    QCOMPARE(after.ended, std::optional(at(2)));
    QCOMPARE(after.endState, std::optional(EndState::Fail));
    QCOMPARE(after.endReason, std::string("no more"));
    QCOMPARE(after.tags, Tags{"t"});
    QCOMPARE(after.ledger, change.ledger);
    QCOMPARE(after.sdkEvents, std::optional<std::uint64_t>(3));
    QVERIFY(after.hasLab);
    QVERIFY(after.lastNews >= before.lastNews);
    const SessionExtras extras = m_data->openReader()->extras(sessionA).value();
    QCOMPARE(extras.hostEnv, *change.hostEnv);
    QCOMPARE(extras.sdkCounts, *change.sdkCounts);
}

void TestStoredSessions::takesTheLastCountsOfTheSdk()
{
    const auto told = [this](const char *counts) {
        SessionChange change = changeOf(sessionA);
        change.sdkCounts = counts;
        put(batchOf(change));
        return summaryOf(sessionA).sdkEvents;
    };
    put(batchOf(changeOf(sessionA)));
    QVERIFY(!summaryOf(sessionA).sdkEvents);
    QCOMPARE(told(R"({"llms":0,"tools":0})"), std::optional<std::uint64_t>(0));
    QCOMPARE(told(R"({"llms":3,"tools":4})"), std::optional<std::uint64_t>(7));
    QCOMPARE(told("{}"), std::nullopt);
}

void TestStoredSessions::takesTheNewerSpellingOfTheEndState()
{
    SessionChange change = changeOf(sessionA);
    change.endStateText = "half done";
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).endStateText, std::string("half done"));
    QVERIFY(!summaryOf(sessionA).endState);

    change = changeOf(sessionA);
    change.endState = EndState::Success;
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).endStateText, std::string());
    QCOMPARE(summaryOf(sessionA).endState, std::optional(EndState::Success));
}

void TestStoredSessions::prefersRecordedOverReceived()
{
    put(batchOf({makeEvent(sessionA, "1")}));
    for (const auto &[told, expected] :
        {std::pair(Origin::Imported, Origin::Imported), std::pair(Origin::Received, Origin::Received),
            std::pair(Origin::Recorded, Origin::Recorded), std::pair(Origin::Received, Origin::Recorded)}) {
        SessionChange change = changeOf(sessionA);
        change.origin = told;
        put(batchOf(change));
        QCOMPARE(summaryOf(sessionA).origin, expected);
    }
}

void TestStoredSessions::keepsTheLastLedger()
{
    SessionChange change = changeOf(sessionA);
    Ledger ledger{
        .recorded = 36, .delivered = 1, .queued = 2, .inFlight = 3, .inDoubt = 4, .spooled = 5, .refused = 6};
    for (const DropReason reason : allDropReasons)
        ledger.dropsFor(reason) = 1 + static_cast<std::uint64_t>(reason);
    ledger.rejected = ~std::uint64_t{0};
    change.ledger = Ledger{};
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).ledger, std::optional(Ledger{}));
    change.ledger = ledger;
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).ledger, std::optional(ledger));
}

void TestStoredSessions::addsWhatAnEarlierRecorderDecided()
{
    const auto told = [this](const Ledger &ledger) {
        SessionChange change = changeOf(sessionA);
        change.ledger = ledger;
        put(batchOf(change));
        return summaryOf(sessionA).ledger.value();
    };
    Ledger first{.recorded = 100,
        .delivered = 60,
        .queued = 1,
        .inFlight = 2,
        .inDoubt = 3,
        .spooled = 24,
        .refused = 2,
        .rejected = 1};
    first.dropsFor(DropReason::QueueFull) = 7;
    QVERIFY(first.balances());
    QCOMPARE(told(first), first);
    QCOMPARE(told(first), first);

    // The next run finds 30 of them in the spool, and sends some.
    Ledger whole{.recorded = 100, .delivered = 60, .spooled = 30, .refused = 2, .rejected = 1};
    whole.dropsFor(DropReason::QueueFull) = 7;
    QCOMPARE(told({.recorded = 30, .spooled = 30}), whole);
    whole.delivered = 70;
    whole.spooled = 20;
    QCOMPARE(told({.recorded = 30, .delivered = 10, .spooled = 20}), whole);
    // The one after it sends what that left.
    whole.delivered = 90;
    whole.spooled = 0;
    QCOMPARE(told({.recorded = 20, .delivered = 20}), whole);
    QVERIFY(whole.balances());
}

void TestStoredSessions::keepsAnEarlierLedgerThatDoesNotBalance()
{
    SessionChange change = changeOf(sessionA);
    change.ledger = Ledger{.recorded = 10, .delivered = 8, .spooled = 1};
    put(batchOf(change));
    change.ledger = Ledger{.recorded = 1, .delivered = 1};
    put(batchOf(change));
    QCOMPARE(summaryOf(sessionA).ledger, std::optional(Ledger{.recorded = 10, .delivered = 9}));
}

void TestStoredSessions::addsUpDrops()
{
    StoreBatch batch;
    batch.drops.push_back({sessionA, DropReason::QueueFull, at(1), at(2), 3});
    batch.drops.push_back({sessionA, DropReason::Reentrant, at(3), at(4), 4});
    put(batch);
    put(batch);
    QCOMPARE(summaryOf(sessionA).drops, std::uint64_t{14});
    std::vector<DropRun> expected = batch.drops;
    expected.insert(expected.end(), batch.drops.begin(), batch.drops.end());
    QCOMPARE(m_data->openReader()->drops(sessionA).value(), expected);
}

void TestStoredSessions::replacesAFlushToldAgain()
{
    StoreBatch batch;
    for (const std::uint64_t sequence : {2U, 1U})
        batch.flushes.push_back(
            {sessionA, sequence, FlushCause::Time, FlushOutcome::Sending, at(1), at(1), 50, 999, 1, 0, ""});
    put(batch);
    FlushRecord ended{
        sessionA, 1, FlushCause::End, FlushOutcome::Abandoned, at(1), at(5), 50, 999, 3, 503, "busy"};
    StoreBatch second;
    second.flushes.push_back(ended);
    put(second);
    QCOMPARE(m_data->openReader()->flushes(sessionA).value(),
        (std::vector<FlushRecord>{ended, batch.flushes.front()}));
}

void TestStoredSessions::refusesWhatHasNoId_data()
{
    QTest::addColumn<StoreBatch>("batch");
    QTest::newRow("session") << batchOf(changeOf(SessionId()));
    QTest::newRow("event") << batchOf({makeEvent(sessionA, "")});
    QTest::newRow("event of no session") << batchOf({makeEvent(SessionId(), "1")});
    StoreBatch agent;
    agent.agents.push_back({sessionA, {AgentId(), "nobody"}});
    QTest::newRow("agent") << agent;
    StoreBatch token;
    token.tokens.push_back({});
    QTest::newRow("token of no session") << token;
}

void TestStoredSessions::refusesWhatHasNoId()
{
    QFETCH(const StoreBatch, batch);
    const Result<void> result = commit(*m_store, batch);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::Invalid);
    QCOMPARE(m_store->revision(), std::uint64_t{0});
    QVERIFY(m_data->openReader()->sessionsChangedSince(0)->empty());
}

QTEST_APPLESS_MAIN(TestStoredSessions)
#include "tst_stored_sessions.moc"

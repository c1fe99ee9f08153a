// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/drawn_events.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <limits>

using namespace sluice;

namespace {

const SessionId session(uuidText(0x5e));
const SessionId other("another session");

StoredEvent llm(const std::string &id, const std::string &body)
{
    StoredEvent event = makeEvent(session, id, EventType::Llm);
    event.name = "gpt-4o";
    event.body = body;
    event.facts = factsOf(event);
    return event;
}

StoredEvent childOf(const std::string &parent, const std::string &id, EventType type = EventType::Action)
{
    StoredEvent event = makeEvent(session, id, type);
    event.facts.parent = EventId(parent);
    return event;
}

/// Rows of the heads that changed since `mark`, which moves on.
std::vector<std::int64_t> changedRows(StoreReader &reader, ChangeMark &mark, std::size_t limit = SIZE_MAX)
{
    std::vector<std::int64_t> rows;
    const auto read = reader.eachHeadChangedSince(session, mark, limit, [&rows](const EventHeadView &head) {
        rows.push_back(head.row);
        return true;
    });
    return read && *read == rows.size() ? rows : std::vector<std::int64_t>{-1};
}

/// Makes the file one of version 2, which knew no facts.
void takeFactsAway(const std::filesystem::path &file)
{
    sqlOn(file,
        "ALTER TABLE store DROP COLUMN facts_below;"
        "ALTER TABLE sessions DROP COLUMN waiting;"
        "ALTER TABLE sessions DROP COLUMN calls;"
        "ALTER TABLE sessions DROP COLUMN prompt_tokens;"
        "ALTER TABLE sessions DROP COLUMN completion_tokens;"
        "ALTER TABLE sessions DROP COLUMN calls_without_tokens;"
        "ALTER TABLE sessions DROP COLUMN given_cost;"
        "ALTER TABLE sessions DROP COLUMN unpriced_calls;"
        "ALTER TABLE sessions DROP COLUMN unpriced_prompt_tokens;"
        "ALTER TABLE sessions DROP COLUMN unpriced_completion_tokens;"
        "DROP TABLE event_facts;"
        "DROP TABLE session_models;"
        "PRAGMA user_version=2");
}

} // namespace

class TestStoredFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void areTellableFromHeads();
    void areReplacedWithTheirEvent();
    void endOnceForAll();
    void giveHeadsToWhoeverWantsThemAndStopWhenTold();
    void growWhileTheirEventIsOpen();
    void areOfAnAgentThatCameLater();
    void findAParentThatIsThere();
    void findAParentThatComesLater();
    void findNoParentThatWasTakenBack();
    void findNoParentInAnotherSession();
    void takeNoEventForItsOwnParent();
    void tellChangedHeadsOnceInPortions();
    void countErrorsUnderTheCallTheyAreOf();
    void sumUpToWhatARecountSays_data();
    void sumUpToWhatARecountSays();
    void giveAnOverviewOfTheSessionsOfATime();
    void stayAsTheyWereWhenABatchFails();
    void areReadFromAStoreOfAnEarlierVersion();
    void areReadWhileEventsComeAndChange();
    void leaveTheLastNewsOfOldSessionsAlone();
    void areUnknownInAnOlderStoreThatIsOnlyRead();

private:
    void add(std::vector<StoredEvent> events)
    {
        QCOMPARE(messageOf(commit(*m_store, batchOf(std::move(events)))), std::string());
    }
    std::vector<EventHead> heads() { return m_reader->eventHeads(session, 0, SIZE_MAX).value(); }
    void reopen();
    void reopenAsVersion2();
    void waitForOldFacts();
    void compareWithRecount();

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StoreReader> m_reader;
};

void TestStoredFacts::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    reopen();
}

void TestStoredFacts::cleanup()
{
    m_reader.reset();
    m_store.reset();
    m_data.reset();
}

void TestStoredFacts::reopen()
{
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
    m_reader = m_data->openReader();
    QVERIFY(m_reader != nullptr);
}

void TestStoredFacts::reopenAsVersion2()
{
    m_reader.reset();
    m_store.reset();
    takeFactsAway(m_data->dir().database());
    QCOMPARE(sqlOn(m_data->dir().database(), "PRAGMA user_version"), std::vector<std::string>{"2"});
}

void TestStoredFacts::waitForOldFacts()
{
    QTRY_COMPARE(
        sqlOn(m_data->dir().database(), "SELECT facts_below FROM store"), std::vector<std::string>{"0"});
}

void TestStoredFacts::compareWithRecount()
{
    const Recount recount(*m_reader, session);
    QVERIFY(!recount.events.empty());
    QVERIFY(m_reader->session(session)->value().usage == recount.usage);
    const std::vector<ModelUse> models = m_reader->modelUse(session).value();
    QVERIFY(models == recount.modelList());
    std::map<std::int64_t, EventHead> heads;
    for (EventHead &head : this->heads())
        heads[head.row] = std::move(head);
    QCOMPARE(heads.size(), recount.events.size());
    for (const auto &[id, event] : recount.events) {
        const EventHead &head = heads.at(event.row);
        QCOMPARE(head.parent, recount.parentOf(event.facts, id));
        QCOMPARE(head.thread, event.facts.thread);
        QVERIFY(head.promptTokens == event.facts.promptTokens);
        QVERIFY(head.completionTokens == event.facts.completionTokens);
        QVERIFY(head.cost == event.facts.cost);
    }
}

void TestStoredFacts::areTellableFromHeads()
{
    StoredEvent call = llm(
        uuidText(1), R"({"prompt_tokens":12,"completion_tokens":5,"cost":0.000000012345,"thread_id":"t1"})");
    call.facts.isOpen = true;
    call.agent = AgentId(uuidText(9));
    StoredEvent bare = makeEvent(session, "bare");
    bare.agent = AgentId("agent-123");
    add({call, bare});
    const std::vector<EventHead> heads = this->heads();
    QCOMPARE(heads.size(), std::size_t{2});
    QVERIFY(heads[0].promptTokens == std::optional<std::uint64_t>(12));
    QVERIFY(heads[0].completionTokens == std::optional<std::uint64_t>(5));
    QVERIFY(heads[0].cost == Money::fromPico(12'345));
    QCOMPARE(heads[0].thread, std::string("t1"));
    QCOMPARE(heads[0].agent.text(), uuidText(9));
    QVERIFY(heads[0].isOpen);
    QVERIFY(!heads[1].promptTokens && !heads[1].completionTokens && !heads[1].cost && !heads[1].isOpen);
    QCOMPARE(heads[1].agent.text(), std::string("agent-123"));
    QCOMPARE(heads[1].parent, std::int64_t{0});
    QVERIFY(m_reader->event(session, heads[0].row)->value().facts == call.facts);
    QVERIFY(m_reader->event(session, heads[1].row)->value().facts == EventFacts{});
}

void TestStoredFacts::areReplacedWithTheirEvent()
{
    add({llm("1", R"({"prompt_tokens":12,"cost":1,"thread_id":"t1"})")});
    ChangeMark mark{m_store->revision()};
    add({llm("1", R"({"completion_tokens":7})")});
    const EventHead head = heads().front();
    QVERIFY(!head.promptTokens && !head.cost && head.thread.empty());
    QVERIFY(head.completionTokens == std::optional<std::uint64_t>(7));
    QCOMPARE(changedRows(*m_reader, mark), std::vector<std::int64_t>{head.row});
    const Usage usage = m_reader->session(session)->value().usage;
    QCOMPARE(usage.calls, std::uint64_t{1});
    QCOMPARE(usage.promptTokens, std::uint64_t{0});
    QCOMPARE(usage.unpricedCalls, std::uint64_t{1});
    QVERIFY(usage.givenCost == Money());
}

void TestStoredFacts::endOnceForAll()
{
    StoredEvent announced = llm("e", "{}");
    announced.facts.isOpen = true;
    StoredEvent ended = llm("e", R"({"prompt_tokens":7})");
    ended.end = announced.end + std::chrono::seconds(3);
    add({announced});
    QVERIFY(heads().front().isOpen);
    add({ended});
    add({announced}); // sent again, since its answer was lost
    QCOMPARE(heads().size(), std::size_t{1});
    const EventHead head = heads().front();
    QVERIFY(!head.isOpen);
    QVERIFY(head.end == ended.end);
    QVERIFY(head.promptTokens == std::optional<std::uint64_t>(7));
    QCOMPARE(m_reader->event(session, head.row)->value().body, ended.body);
}

void TestStoredFacts::growWhileTheirEventIsOpen()
{
    StoredEvent announced = llm("e", "{}");
    announced.facts.isOpen = true;
    add({announced});
    StoredEvent later = announced;
    later.end = announced.end + std::chrono::seconds(1);
    later.body = R"({"event_type":"llms"})";
    add({later});
    QVERIFY(heads().front().isOpen);
    QVERIFY(heads().front().end == later.end);
}

void TestStoredFacts::areOfAnAgentThatCameLater()
{
    StoredEvent own = makeEvent(session, "own");
    own.agent = AgentId("critic");
    add({childOf("root", "child"), makeEvent(session, "bare"), own});
    ChangeMark changed{m_store->revision()};
    ChangeMark replaced = changed;
    StoreBatch batch;
    batch.agentsOfEvents.push_back(
        {session, AgentId("planner"), {EventId("child"), EventId("bare"), EventId("none")}});
    QCOMPARE(messageOf(commit(*m_store, batch)), std::string());
    QCOMPARE(heads().size(), std::size_t{3});
    QCOMPARE(heads()[0].agent.text(), std::string("planner"));
    QCOMPARE(heads()[0].parent, std::int64_t{-1});
    QCOMPARE(heads()[1].agent.text(), std::string("planner"));
    QCOMPARE(heads()[1].parent, std::int64_t{0});
    QCOMPARE(heads()[2].agent.text(), std::string("critic"));
    const std::vector<std::int64_t> rows{heads()[0].row, heads()[1].row};
    QCOMPARE(changedRows(*m_reader, changed), rows);
    const auto replacedRows = [&] {
        std::vector<std::int64_t> found;
        const auto read = m_reader->eachRowReplacedSince(
            session, replaced, SIZE_MAX, [&found](std::int64_t row) { found.push_back(row); });
        return read ? found : std::vector<std::int64_t>{-1};
    };
    QCOMPARE(replacedRows(), rows);

    QCOMPARE(messageOf(commit(*m_store, batch)), std::string()); // once more: no news
    QVERIFY(changedRows(*m_reader, changed).empty());
    QVERIFY(replacedRows().empty());

    StoredEvent again = childOf("root", "child"); // one that does not say whose it is
    again.body = "{}";
    add({again});
    QCOMPARE(heads()[0].agent.text(), std::string("planner"));
    again.agent = AgentId("writer");
    add({again});
    QCOMPARE(heads()[0].agent.text(), std::string("writer"));
}

void TestStoredFacts::giveHeadsToWhoeverWantsThemAndStopWhenTold()
{
    add({makeEvent(session, "1"), llm("2", R"({"cost":2})"), makeEvent(session, "3")});
    std::vector<EventHead> taken;
    const auto take = [&taken](const EventHeadView &head) {
        taken.push_back(head.toHead());
        return taken.size() < 2;
    };
    QCOMPARE(m_reader->eachHead(session, 0, 10, take).error().kind, ErrorKind::Cancelled);
    QCOMPARE(taken.size(), std::size_t{2});
    QVERIFY(taken[1].cost == Money::fromDecimal("2"));
    const auto all = [](const EventHeadView &) { return true; };
    QCOMPARE(m_reader->eachHead(session, 0, 2, all).value(), std::size_t{2});
    QCOMPARE(m_reader->eachHead(session, taken[1].row, 10, all).value(), std::size_t{1});
    QCOMPARE(m_reader->eachHead(session, 0, 0, all).value(), std::size_t{0});
    QCOMPARE(m_reader->eachHead(other, 0, 10, all).value(), std::size_t{0});
}

void TestStoredFacts::findAParentThatIsThere()
{
    add({makeEvent(session, uuidText(1))});
    ChangeMark mark{m_store->revision()};
    add({childOf(uuidText(1), "child")});
    QCOMPARE(heads()[1].parent, heads()[0].row);
    QVERIFY(changedRows(*m_reader, mark).empty());
}

void TestStoredFacts::findAParentThatComesLater()
{
    add({childOf(uuidText(1), "first"), childOf(uuidText(1), "second"), childOf("never", "third")});
    QCOMPARE(heads()[0].parent, std::int64_t{-1});
    ChangeMark mark{m_store->revision()};
    add({makeEvent(session, uuidText(2)), makeEvent(session, uuidText(1))});
    const std::vector<EventHead> heads = this->heads();
    QCOMPARE(heads[0].parent, heads[4].row);
    QCOMPARE(heads[1].parent, heads[4].row);
    QCOMPARE(heads[2].parent, std::int64_t{-1});
    QCOMPARE(changedRows(*m_reader, mark), (std::vector<std::int64_t>{heads[0].row, heads[1].row}));

    // The parent is replaced: its row stays, and so do its children's heads.
    add({makeEvent(session, uuidText(1), EventType::Tool)});
    QCOMPARE(changedRows(*m_reader, mark), std::vector<std::int64_t>{heads[4].row});
}

void TestStoredFacts::findNoParentThatWasTakenBack()
{
    const StoredEvent parent = makeEvent(session, "parent");
    QVERIFY(!commit(*m_store, batchOf({parent, childOf("parent", "1"), makeEvent(session, "")})).ok());
    add({childOf("parent", "2"), childOf("parent", "3")});
    QCOMPARE(heads().at(0).parent, std::int64_t{-1});
    QCOMPARE(heads().at(1).parent, std::int64_t{-1});
    add({parent});
    QCOMPARE(heads().at(0).parent, heads().at(2).row);
    QCOMPARE(heads().at(1).parent, heads().at(2).row);
}

void TestStoredFacts::findNoParentInAnotherSession()
{
    add({makeEvent(other, "parent"), childOf("parent", "child")});
    QCOMPARE(heads()[0].parent, std::int64_t{-1});
    add({makeEvent(other, "child"), makeEvent(other, "parent")});
    QCOMPARE(heads()[0].parent, std::int64_t{-1});
}

void TestStoredFacts::takeNoEventForItsOwnParent()
{
    add({childOf("1", "1")});
    QCOMPARE(heads()[0].parent, std::int64_t{0});
    // Two that claim each other are told as they are: who paints them must not walk in circles.
    add({childOf("b", "a"), childOf("a", "b")});
    QCOMPARE(heads()[1].parent, heads()[2].row);
    QCOMPARE(heads()[2].parent, heads()[1].row);
}

void TestStoredFacts::tellChangedHeadsOnceInPortions()
{
    std::vector<StoredEvent> events;
    for (std::uint64_t i = 1; i <= 7; ++i)
        events.push_back(makeEvent(session, uuidText(i)));
    add(events);
    ChangeMark mark{m_store->revision()};
    QVERIFY(changedRows(*m_reader, mark).empty());
    add(events);
    add({events[2]});
    std::vector<std::int64_t> told;
    for (std::vector<std::int64_t> rows; !(rows = changedRows(*m_reader, mark, 3)).empty();)
        told.insert(told.end(), rows.begin(), rows.end());
    const std::int64_t first = heads().front().row;
    QCOMPARE(told,
        (std::vector<std::int64_t>{first, first + 1, first + 3, first + 4, first + 5, first + 6, first + 2}));
    ChangeMark stopped{m_store->revision() - 1};
    const auto read
        = m_reader->eachHeadChangedSince(session, stopped, 10, [](const EventHeadView &) { return false; });
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QCOMPARE(changedRows(*m_reader, stopped), std::vector<std::int64_t>{first + 2});
}

void TestStoredFacts::countErrorsUnderTheCallTheyAreOf()
{
    StoredEvent error = makeEvent(session, "error", EventType::Error);
    error.trigger = EventId("call");
    error.facts = factsOf(error);
    add({error, llm("call", "{}")});
    QCOMPARE(m_reader->modelUse(session)->at(0).errors, std::uint64_t{1});
    StoredEvent renamed = llm("call", "{}");
    renamed.name = "o1";
    add({renamed});
    QCOMPARE(m_reader->modelUse(session)->size(), std::size_t{1});
    QCOMPARE(m_reader->modelUse(session)->at(0).model, std::string("o1"));
    QCOMPARE(m_reader->modelUse(session)->at(0).errors, std::uint64_t{1});
    error.facts.parent = EventId();
    add({error});
    QCOMPARE(m_reader->modelUse(session)->at(0).errors, std::uint64_t{0});
}

void TestStoredFacts::sumUpToWhatARecountSays_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<quint64>("ids");
    for (quint64 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %llu", seed) << seed << seed * 12;
}

void TestStoredFacts::sumUpToWhatARecountSays()
{
    QFETCH(const quint64, seed);
    QFETCH(const quint64, ids);
    DrawnEvents drawn(session, seed, ids);
    for (int round = 0; round < 25; ++round) {
        std::vector<StoredEvent> events;
        for (std::uint64_t i = drawn.below(15) + 1; i-- > 0;)
            events.push_back(drawn.next());
        add(std::move(events));
    }
    compareWithRecount();
    reopen();
    add({drawn.next()});
    compareWithRecount();
}

void TestStoredFacts::giveAnOverviewOfTheSessionsOfATime()
{
    StoreBatch batch;
    for (const int start : {30, 10, 20}) {
        SessionChange change;
        change.id = SessionId("session " + std::to_string(start));
        change.started = at(start);
        change.ended = at(start + 5);
        change.endState = EndState::Fail;
        batch.sessions.push_back(change);
        for (const char *model : {"o1", "gpt-4o", "o1"}) {
            StoredEvent event = llm(model + std::to_string(batch.events.size()), R"({"prompt_tokens":3})");
            event.session = change.id;
            event.name = model;
            batch.events.push_back(event);
        }
    }
    batch.sessions.emplace_back();
    batch.sessions.back().id = SessionId("without calls");
    batch.sessions.back().started = at(15);
    QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string());

    const std::vector<SessionFigures> figures = m_reader->overview(at(10), at(30)).value();
    QCOMPARE(figures.size(), std::size_t{3});
    QCOMPARE(figures[0].session.id.text(), std::string("session 10"));
    QCOMPARE(figures[1].session.id.text(), std::string("without calls"));
    QCOMPARE(figures[2].session.id.text(), std::string("session 20"));
    QVERIFY(figures[0].session.endState == EndState::Fail && figures[0].session.ended == at(15));
    QVERIFY(figures[1].models.empty());
    for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
        QVERIFY(figures[i].models == m_reader->modelUse(figures[i].session.id).value());
        QCOMPARE(figures[i].models.size(), std::size_t{2});
        QCOMPARE(figures[i].models[0].model, std::string("gpt-4o"));
        QCOMPARE(figures[i].models[1].usage.calls, std::uint64_t{2});
        Usage sum;
        for (const ModelUse &use : figures[i].models)
            sum += use.usage;
        QVERIFY(figures[i].session.usage == sum);
    }
    QVERIFY(m_reader->overview(at(31), at(100))->empty());
    QCOMPARE(m_reader->overview(at(0), at(100))->size(), std::size_t{4});
}

void TestStoredFacts::stayAsTheyWereWhenABatchFails()
{
    DrawnEvents drawn(session, 3, 20);
    add({drawn.next(), drawn.next(), drawn.next(), drawn.next()});
    const SessionSummary before = m_reader->session(session)->value();
    const std::vector<ModelUse> models = m_reader->modelUse(session).value();
    QVERIFY(!commit(*m_store, batchOf({drawn.next(), drawn.next(), makeEvent(session, "")})).ok());
    QVERIFY(m_reader->session(session)->value().usage == before.usage);
    QVERIFY(m_reader->modelUse(session).value() == models);
    add({drawn.next(), drawn.next()});
    compareWithRecount();
}

void TestStoredFacts::areReadFromAStoreOfAnEarlierVersion()
{
    DrawnEvents drawn(session, 8, 2'600);
    for (std::uint64_t first = 0; first < 2'600; first += 200) {
        std::vector<StoredEvent> events;
        for (std::uint64_t i = first; i < first + 200; ++i)
            events.push_back(drawn.of(i));
        add(std::move(events));
    }
    const Usage usage = m_reader->session(session)->value().usage;
    reopenAsVersion2();
    reopen();
    waitForOldFacts();
    QVERIFY(m_reader->session(session)->value().usage == usage);
    compareWithRecount();
    ChangeMark mark;
    mark.revision = 0;
    QVERIFY(changedRows(*m_reader, mark).size() > 1'000);
}

void TestStoredFacts::areReadWhileEventsComeAndChange()
{
    DrawnEvents drawn(session, 9, 4'000);
    std::vector<StoredEvent> events;
    for (std::uint64_t i = 0; i < 3'500; ++i)
        events.push_back(drawn.of(i));
    add(std::move(events));
    reopenAsVersion2();
    reopen();
    // The writer takes batches before a portion of old events: some of these come before their facts are
    // read, some after.
    for (int i = 0; i < 60; ++i)
        add({drawn.next(), drawn.next(), drawn.next()});
    waitForOldFacts();
    compareWithRecount();
}

void TestStoredFacts::leaveTheLastNewsOfOldSessionsAlone()
{
    add({llm("1", R"({"prompt_tokens":12})")});
    const Timestamp news = m_reader->session(session)->value().lastNews;
    reopenAsVersion2();
    reopen();
    waitForOldFacts();
    const SessionSummary after = m_reader->session(session)->value();
    QCOMPARE(after.usage.promptTokens, std::uint64_t{12});
    QVERIFY(after.lastNews == news);
}

void TestStoredFacts::areUnknownInAnOlderStoreThatIsOnlyRead()
{
    add({llm("1", R"({"prompt_tokens":12})"), childOf("1", "2")});
    reopenAsVersion2();
    m_reader = m_data->openReader();
    QVERIFY(m_reader != nullptr);
    const std::vector<EventHead> heads = this->heads();
    QCOMPARE(heads.size(), std::size_t{2});
    QVERIFY(!heads[0].promptTokens);
    QCOMPARE(heads[1].parent, std::int64_t{0});
    QVERIFY(m_reader->session(session)->value().usage == Usage{});
    QVERIFY(m_reader->modelUse(session)->empty());
    ChangeMark mark{0, 0};
    QVERIFY(changedRows(*m_reader, mark).empty());
}

QTEST_APPLESS_MAIN(TestStoredFacts)
#include "tst_stored_facts.moc"

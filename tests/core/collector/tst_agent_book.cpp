// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Requests of OTLP in every order, into a store on disk: whose doing is each event there?

#include "core/base/random.h"
#include "core/collector/agent_book.h"
#include "core/collector/otlp_routes.h"
#include "core/exchange/export_session.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/core/collector/served_routes.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/otlp_bodies.h"

#include <QTest>

#include <map>
#include <memory>
#include <utility>
#include <vector>

using namespace sluice;

namespace {

const std::string trace = "0af7651916cd43dd8448eb211c80319c";
const SessionId session(trace);

std::string spanId(int number)
{
    std::string id = std::to_string(number);
    return std::string(16 - id.size(), '0') + id;
}

/// 1 ─┬─ 2 planner ─┬─ 3 writer ─── 5
///    └─ 7          └─ 4 ─── 6, which failed
WrittenSpan spanOf(int number)
{
    static const std::map<int, int> parents{{2, 1}, {3, 2}, {4, 2}, {5, 3}, {6, 4}, {7, 1}};
    const auto parent = parents.find(number);
    WrittenSpan span;
    span.trace = trace;
    span.id = spanId(number);
    span.parent = parent == parents.end() ? std::string() : spanId(parent->second);
    span.name = "span " + std::to_string(number);
    span.start = 100 + static_cast<std::uint64_t>(number);
    span.end = 200 - static_cast<std::uint64_t>(number);
    span.status = number == 6 ? 2 : 0;
    if (number == 2)
        span.attributes = {{"gen_ai.agent.name", "planner"}};
    if (number == 3)
        span.attributes = {{"gen_ai.agent.name", "writer"}};
    return span;
}

const QString everyAgent = QStringLiteral("1 2planner 3writer 4planner 5writer 6planner 6-error-1planner 7");

std::vector<WrittenSpan> spansOf(const QString &numbers)
{
    std::vector<WrittenSpan> spans;
    for (const QString &word : numbers.split(u' ', Qt::SkipEmptyParts)) {
        spans.push_back(spanOf(word.at(0).digitValue()));
        if (word.endsWith(u'o')) // announced
            spans.back().end = 0;
    }
    return spans;
}

RequestHead post(std::string_view target)
{
    RequestHead head;
    head.method = "POST";
    head.target = target;
    head.contentType = "application/json";
    return head;
}

/// A log record under span 5.
std::string logOf(const std::string &text)
{
    return R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1700000000000000000","traceId":")"
        + trace + R"(","spanId":")" + spanId(5) + R"(","body":{"stringValue":")" + text + R"("}}]}]}]})";
}

/// The collector's way without its sockets.
class Sluiced
{
public:
    Sluiced() { startAnew(); }

    /// As a collector that knows nothing of what came before, on the same store.
    void startAnew() { m_routes = std::make_unique<OtlpRoutes>(); }

    void send(const std::string &target, const std::string &body)
    {
        Exchange exchange = m_routes->serve(post(target), body, now);
        const Result<void> stored = exchange.batch.isEmpty()
            ? Result<void>()
            : commit(*m_store, std::exchange(exchange.batch, StoreBatch()));
        if (m_routes->settle(exchange, stored).status != 200)
            qFatal("not served");
    }
    void send(const QString &numbers) { send("/v1/traces", jsonTraces(spansOf(numbers))); }

    /// A request that the store does not take.
    void lose(const QString &numbers)
    {
        const Exchange exchange = m_routes->serve(post("/v1/traces"), jsonTraces(spansOf(numbers)), now);
        m_routes->settle(exchange, Error{ErrorKind::Io, "disk full"});
    }

    /// "1 2planner ...", sorted.
    QString agents() const
    {
        std::map<std::string, std::string> agents;
        const auto read = reader().eachEvent(session, [&agents](const StoredEvent &event) {
            agents[event.id.text()] = event.agent.text();
            return true;
        });
        QStringList words;
        for (const auto &[id, agent] : agents)
            words += text(id.substr(id.find_first_not_of('0')) + agent);
        words.sort();
        return read ? words.join(u' ') : text(read.error().message);
    }

    StoreReader &reader() const { return *m_reader; }
    std::uint64_t revision() const { return m_store->revision(); }

private:
    TemporaryDataDir m_data;
    std::unique_ptr<SqliteStore> m_store = m_data.openStore();
    std::unique_ptr<StoreReader> m_reader = m_data.openReader();
    std::unique_ptr<OtlpRoutes> m_routes;
};

QString sorted(const QString &words)
{
    QStringList list = words.split(u' ');
    list.sort();
    return list.join(u' ');
}

/// Numbers 1 to 7 in a drawn order, in requests of drawn lengths; some announced before, some sent again.
QStringList drawnRequests(SeededRandom &random)
{
    QStringList words;
    for (int number = 1; number <= 7; ++number) {
        words += QString::number(number);
        if (random.below(3) == 0)
            words += QString::number(number);
        if (random.below(3) == 0)
            words += QString::number(number) + u'o';
    }
    for (qsizetype i = words.size(); i > 1; --i)
        words.swapItemsAt(i - 1, static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(i))));
    QStringList requests(1);
    for (const QString &word : words) {
        if (random.below(2) == 0)
            requests.append(QString());
        requests.last() += word + u' ';
    }
    return requests;
}

/// What an agent's book is given of a span.
StoredEvent eventOf(const std::string &id, const std::string &parent, const std::string &agent = {})
{
    StoredEvent event;
    event.session = session;
    event.id = EventId(id);
    event.facts.parent = EventId(parent);
    event.agent = AgentId(agent);
    return event;
}

std::vector<AgentOfEvents> inherit(AgentBook &book, const std::string &traceId, StoredEvent &event)
{
    const std::vector<StoredEvent *> events{&event};
    return book.inherit(traceId, events);
}

} // namespace

class TestAgentBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrderOfRequestsGivesTheSame_data();
    void anyOrderOfRequestsGivesTheSame();
    void anyDrawnOrderGivesTheSame();
    void aSecondSendingChangesNothing();
    void aNearerAgentTakesWhatIsBelowIt();
    void readersAreToldOfTheAgentThatCameLater();
    void anEndedSpanKeepsTheAgentOfTheAnnouncedOne();
    void aLogRecordIsItsSpansAgents_data();
    void aLogRecordIsItsSpansAgents();
    void aFailedCommitIsToldAgain();
    void theExportedSessionSaysTheAgent();
    void whatSluiceWroteInheritsNothing();
    void aForgottenTraceIsNotInherited();
    void theBookIsBoundedInBytes();
    void ringsDoNoHarm();
    void anEndlessNameStaysWhereItIs();
};

void TestAgentBook::anyOrderOfRequestsGivesTheSame_data()
{
    QTest::addColumn<QStringList>("requests");
    const auto row = [](const char *name, const char *requests) {
        QTest::newRow(name) << QString::fromLatin1(requests).split(u'|');
    };
    row("together", "1 2 3 4 5 6 7");
    row("children first, one a request", "6|5|7|4|3|2|1");
    row("children first, in two", "5 6 7 4|3 2 1");
    row("parents first", "1|2|3|4|5|6|7");
    row("the middle last", "6|5|2|1|7|3|4");
    row("the agents last", "1|4|5|6|7|3|2");
    row("the agents last, the outer one first", "1|4|5|6|7|2|3");
    row("the agents first", "3|2|5|6|4|7|1");
    row("each twice", "6|6|5|5|7|4|4|3|3|2|2|1|1");
    row("parents announced, then children, then ends", "1o|2o|3o|5|4|6|3|2|7|1");
    row("all announced, children ended first", "1o 2o 3o 4o 5o 6o 7o|6|5|4|3|2|7|1");
    row("announced without the agents", "4o 5o 6o|4 5 6|7|1 2 3");
}

void TestAgentBook::anyOrderOfRequestsGivesTheSame()
{
    QFETCH(const QStringList, requests);
    Sluiced sluice;
    for (const QString &request : requests)
        sluice.send(request);
    QCOMPARE(sluice.agents(), sorted(everyAgent));
    QStringList names;
    for (const Agent &agent : sluice.reader().agents(session).value())
        names += text(agent.name);
    names.sort();
    QCOMPARE(names.join(u' '), QStringLiteral("planner writer"));
}

void TestAgentBook::anyDrawnOrderGivesTheSame()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SeededRandom random(seed);
        const QStringList requests = drawnRequests(random);
        Sluiced sluice;
        for (const QString &request : requests)
            sluice.send(request);
        if (sluice.agents() != sorted(everyAgent))
            QFAIL(qPrintable(requests.join(u'|') + QStringLiteral(" gives ") + sluice.agents()));
    }
}

void TestAgentBook::aSecondSendingChangesNothing()
{
    Sluiced sluice;
    for (const char *request : {"6", "5", "4", "7", "3", "2", "1"})
        sluice.send(QString::fromLatin1(request));
    ChangeMark mark{sluice.revision()};
    for (const char *request : {"6", "5 4", "7 3", "2", "1"})
        sluice.send(QString::fromLatin1(request));
    QCOMPARE(sluice.agents(), sorted(everyAgent));
    std::size_t replaced = 0;
    QVERIFY(sluice.reader().eachRowReplacedSince(
        session, mark, SIZE_MAX, [&replaced](std::int64_t) { ++replaced; }));
    QCOMPARE(replaced, 0U);
}

void TestAgentBook::aNearerAgentTakesWhatIsBelowIt()
{
    Sluiced sluice;
    for (const char *request : {"1", "2", "4", "6"})
        sluice.send(QString::fromLatin1(request));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("1 2planner 4planner 6planner 6-error-1planner")));
    WrittenSpan nearer = spanOf(4);
    nearer.attributes = {{"gen_ai.agent.name", "critic"}};
    sluice.send("/v1/traces", jsonTraces({nearer}));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("1 2planner 4critic 6critic 6-error-1critic")));
}

void TestAgentBook::readersAreToldOfTheAgentThatCameLater()
{
    Sluiced sluice;
    sluice.send(QStringLiteral("6"));
    sluice.send(QStringLiteral("4"));
    ChangeMark heads{sluice.revision()};
    ChangeMark replaced = heads;
    sluice.send(QStringLiteral("2"));
    QStringList told;
    const auto changed
        = sluice.reader().eachHeadChangedSince(session, heads, SIZE_MAX, [&told](const EventHeadView &head) {
              told += text(std::string(head.name) + '=' + std::string(head.agent));
              return true;
          });
    QVERIFY(changed);
    told.sort();
    QCOMPARE(told.join(u' '), QStringLiteral("error=planner span 4=planner span 6=planner"));
    std::size_t rows = 0;
    QVERIFY(
        sluice.reader().eachRowReplacedSince(session, replaced, SIZE_MAX, [&rows](std::int64_t) { ++rows; }));
    QCOMPARE(rows, 3U);
}

void TestAgentBook::anEndedSpanKeepsTheAgentOfTheAnnouncedOne()
{
    Sluiced sluice;
    sluice.send(QStringLiteral("4o"));
    sluice.send(QStringLiteral("2o"));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("2planner 4planner")));
    sluice.startAnew(); // and so it does not know whose span 4 is
    sluice.send(QStringLiteral("4"));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("2planner 4planner")));
    QVERIFY(!sluice.reader().eventHeads(session, 0, 1).value().front().isOpen);
}

void TestAgentBook::aLogRecordIsItsSpansAgents_data()
{
    QTest::addColumn<bool>("first");
    QTest::newRow("before its span") << true;
    QTest::newRow("after its span") << false;
}

void TestAgentBook::aLogRecordIsItsSpansAgents()
{
    QFETCH(const bool, first);
    Sluiced sluice;
    if (first)
        sluice.send("/v1/logs", logOf("a line"));
    sluice.send(QStringLiteral("5"));
    sluice.send(QStringLiteral("3"));
    if (!first)
        sluice.send("/v1/logs", logOf("a line"));
    std::string agent;
    QVERIFY(sluice.reader().eachEvent(session, [&agent](const StoredEvent &event) {
        if (event.name == "log")
            agent = event.agent.text();
        return true;
    }));
    QCOMPARE(text(agent), QStringLiteral("writer"));
}

void TestAgentBook::aFailedCommitIsToldAgain()
{
    Sluiced sluice;
    sluice.send(QStringLiteral("6"));
    sluice.send(QStringLiteral("4"));
    sluice.lose(QStringLiteral("2"));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("4 6 6-error-1")));
    sluice.send(QStringLiteral("2"));
    QCOMPARE(sluice.agents(), sorted(QStringLiteral("2planner 4planner 6planner 6-error-1planner")));
}

void TestAgentBook::theExportedSessionSaysTheAgent()
{
    Sluiced sluice;
    sluice.send(QStringLiteral("5"));
    sluice.send(QStringLiteral("3"));
    std::string json;
    QVERIFY(exportSession(
        sluice.reader(), session, ExchangeFormat::Json, now,
        [&json](std::string_view piece) {
            json += piece;
            return Result<void>();
        },
        [](const ExchangeProgress &) { return true; }));
    QCOMPARE(text(json).count(QStringLiteral("\"agent_id\":\"writer\"")), 2);
}

void TestAgentBook::whatSluiceWroteInheritsNothing()
{
    StoredEvent event = eventOf(uuidText(2), uuidText(1));
    StoredEvent above = eventOf(uuidText(1), {}, "planner");
    AgentBook book;
    QVERIFY(inherit(book, trace, above).empty());
    QVERIFY(inherit(book, trace, event).empty());
    QVERIFY(event.agent.isEmpty());
}

void TestAgentBook::aForgottenTraceIsNotInherited()
{
    AgentBook book(AgentBook::Bounds{2, std::size_t{1} << 20U});
    for (const char *traceId : {"a", "b", "a", "c"}) {
        StoredEvent agent = eventOf(spanId(1), {}, "planner");
        inherit(book, traceId, agent);
        QVERIFY(book.size() <= 2);
    }
    StoredEvent known = eventOf(spanId(2), spanId(1));
    inherit(book, "a", known);
    QCOMPARE(text(known.agent.text()), QStringLiteral("planner"));
    StoredEvent forgotten = eventOf(spanId(2), spanId(1));
    QVERIFY(inherit(book, "b", forgotten).empty());
    QVERIFY(forgotten.agent.isEmpty());
    book.forgetTold("none");
}

void TestAgentBook::theBookIsBoundedInBytes()
{
    AgentBook book(AgentBook::Bounds{1'000, 10'000});
    int inherited = 0;
    for (int i = 1; i <= 1'000; ++i) {
        StoredEvent agent = eventOf(spanId(1), {}, "planner");
        StoredEvent child = eventOf(spanId(i + 1), spanId(1));
        const std::vector<StoredEvent *> events{&agent, &child};
        QVERIFY(book.inherit("one", events).empty());
        inherited += child.agent ? 1 : 0;
    }
    QCOMPARE(inherited, 1'000); // what comes together is known, however much was forgotten
    StoredEvent first = eventOf(spanId(2), spanId(1), "critic");
    inherit(book, "one", first);
    StoredEvent below = eventOf(spanId(9'999), spanId(2));
    inherit(book, "one", below);
    QCOMPARE(text(below.agent.text()), QStringLiteral("critic"));
    QCOMPARE(book.size(), 1U);
    TraceAgents agents;
    for (int i = 1; i <= 100; ++i) {
        StoredEvent event = eventOf(spanId(i), {});
        const std::vector<StoredEvent *> events{&event};
        agents.inherit(events);
    }
    QVERIFY(agents.bytes() > 5'000);
    QVERIFY(agents.bytes() < 20'000);
}

void TestAgentBook::ringsDoNoHarm()
{
    AgentBook book;
    StoredEvent one = eventOf(spanId(1), spanId(3));
    StoredEvent two = eventOf(spanId(2), spanId(1));
    StoredEvent three = eventOf(spanId(3), spanId(2));
    StoredEvent self = eventOf(spanId(4), spanId(4));
    const std::vector<StoredEvent *> ring{&one, &two, &three, &self};
    QVERIFY(book.inherit(trace, ring).empty());
    StoredEvent named = eventOf(spanId(2), spanId(1), "planner");
    const std::vector<AgentOfEvents> told = inherit(book, trace, named);
    QCOMPARE(told.size(), 1U);
    QCOMPARE(told.front().events.size(), 2U); // all others of the ring
    QVERIFY(self.agent.isEmpty());
}

void TestAgentBook::anEndlessNameStaysWhereItIs()
{
    AgentBook book;
    StoredEvent outer = eventOf(spanId(1), {}, "planner");
    StoredEvent endless = eventOf(spanId(2), spanId(1), std::string(TraceAgents::mostAgentBytes + 1, 'x'));
    StoredEvent below = eventOf(spanId(3), spanId(2));
    const std::vector<StoredEvent *> events{&outer, &endless, &below};
    QVERIFY(book.inherit(trace, events).empty());
    QCOMPARE(endless.agent.text().size(), TraceAgents::mostAgentBytes + 1);
    QVERIFY(below.agent.isEmpty()); // not the outer one's either
}

QTEST_GUILESS_MAIN(TestAgentBook)
#include "tst_agent_book.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/over_http.h"

#include <QtTest>

#include <ctime>

using namespace sluice;
using Wire = FaultAnswer::Wire;
using Storing = AgentOpsServer::Storing;

namespace {

constexpr int batch = 10;
constexpr int batches = 3;
constexpr const char *eventsPath = "/v2/create_events";

/// What goes wrong, and what becomes of the ten events it happens to.
struct Fault
{
    FaultAnswer answer{};
    HttpAnswer unsent{}; ///< used instead when `answer` cannot say it: nothing reaches the server
    Storing storing = Storing::No;
    bool refused = false; ///< for good
    Millis leastWait{0}; ///< before the next request
    bool isUnsent() const { return !unsent.error.empty(); }
};

FaultAnswer statusOf(int status, HeaderFields headers = {}, std::string body = R"({"message":"no"})")
{
    return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

FaultAnswer onTheWire(Wire wire)
{
    return {.body = R"("Success")", .wire = wire};
}

std::string dateIn(int seconds)
{
    const std::time_t time = std::time(nullptr) + seconds;
    std::tm calendar{};
    gmtime_r(&time, &calendar);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &calendar)};
}

HttpAnswer notSent(std::string words)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::NotSent;
    answer.error = std::move(words);
    return answer;
}

/// Answers one chosen POST of events by itself, as a network does that has no way to the server.
class GapTransport final : public Transport
{
public:
    GapTransport(std::unique_ptr<Transport> inner, int skip, HttpAnswer gap)
        : m_inner(std::move(inner))
        , m_skip(skip)
        , m_gap(std::move(gap))
    { }

    void begin(Ticket ticket, HttpRequest request) override
    {
        if (request.url.ends_with(eventsPath) && m_skip-- == 0)
            m_answered.push_back({ticket, m_gap});
        else
            m_inner->begin(ticket, std::move(request));
    }
    std::vector<Finished> wait(std::optional<SteadyTime> until) override
    {
        if (!m_answered.empty())
            return std::exchange(m_answered, {});
        return m_inner->wait(until);
    }
    void wake() noexcept override { m_inner->wake(); }
    void abort() noexcept override { m_inner->abort(); }

private:
    const std::unique_ptr<Transport> m_inner;
    int m_skip;
    const HttpAnswer m_gap;
    std::vector<Finished> m_answered;
};

struct Row
{
    const char *name;
    Fault fault;
};

/// P9 of reliability.md.
std::vector<Row> faults()
{
    const auto in = [](int status, const char *name, const std::string &value, int least) {
        return Fault{.answer = statusOf(status, {{name, value}}), .leastWait = Millis(least)};
    };
    const auto kept
        = [](FaultAnswer answer) { return Fault{.answer = std::move(answer), .storing = Storing::Yes}; };
    return {
        {"500", {.answer = statusOf(500)}},
        {"500 and stored", kept(statusOf(500))},
        {"502", {.answer = statusOf(502, {}, "<html>bad gateway</html>")}},
        {"502 and stored", kept(statusOf(502))},
        {"503", {.answer = statusOf(503)}},
        {"503, seconds", in(503, "Retry-After", "7", 7'000)},
        {"503, a date", in(503, "Retry-After", dateIn(60), 30'000)},
        {"504 and stored", kept(statusOf(504))},
        {"429, seconds", in(429, "Retry-After", "12", 12'000)},
        {"429, a date", in(429, "Retry-After", dateIn(60), 30'000)},
        {"408", {.answer = statusOf(408)}},
        {"425", {.answer = statusOf(425)}},
        {"413", {.answer = statusOf(413)}},
        {"400", {.answer = statusOf(400, {}, R"({"message":"column is wrong"})"), .refused = true}},
        {"404", {.answer = statusOf(404), .refused = true}},
        {"401, expired token", {.answer = statusOf(401, {}, R"({"message":"Expired Token"})")}},
        {"401, wrong token", {.answer = statusOf(401, {}, R"({"message":"Invalid Token"})")}},
        {"HTML and 200",
            {.answer = {.headers = {{"Content-Type", "text/html"}}, .body = "<html>log in</html>"}}},
        {"no answer", {.answer = onTheWire(Wire::Nothing)}},
        {"no answer and stored", kept(onTheWire(Wire::Nothing))},
        {"drip and stored", kept(onTheWire(Wire::Drip))},
        {"closed", {.answer = onTheWire(Wire::Close)}},
        {"closed and stored", kept(onTheWire(Wire::Close))},
        {"reset", {.answer = onTheWire(Wire::Reset)}},
        {"reset and stored", kept(onTheWire(Wire::Reset))},
        {"half a body and stored", kept(onTheWire(Wire::HalfBody))},
        {"stalled body and stored", kept(onTheWire(Wire::StalledBody))},
        {"garbage", {.answer = onTheWire(Wire::Garbage)}},
        {"huge header and stored", kept(onTheWire(Wire::HugeHeader))},
        {"endless headers and stored", kept(onTheWire(Wire::EndlessHeaders))},
        {"endless body and stored", kept(onTheWire(Wire::EndlessBody))},
        {"1,000 interim answers",
            {.answer = {.body = R"("Success")", .continues = 1'000}, .storing = Storing::Yes}},
        {"refused connection", {.unsent = notSent("Cannot connect")}},
        {"no such host", {.unsent = notSent("The host is not known")}},
        {"certificate expired", {.unsent = notSent("certificate has expired")}},
        {"certificate of another host",
            {.unsent = notSent("no alternative certificate subject name matches")}},
        {"unknown authority", {.unsent = notSent("unable to get local issuer certificate")}},
        {"proxy asks who we are", {.unsent = notSent("CONNECT tunnel failed, response 407")}},
    };
}

bool hangs(const FaultAnswer &answer)
{
    return answer.wire == Wire::Nothing || answer.wire == Wire::Drip || answer.wire == Wire::StalledBody;
}

} // namespace

/// Each fault of the way (reliability.md, P9) once, in the first, the middle and the last batch, then
/// recovery.
class TestFaultsOfBatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAndDoublesNothing_data();
    void losesNothingAndDoublesNothing();
    void sendsNoKeyWhereARedirectPoints();
};

void TestFaultsOfBatches::losesNothingAndDoublesNothing_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("at");
    static constexpr const char *places[batches] = {"first", "middle", "last"};
    for (const Row &row : faults()) {
        for (int at = 0; at < batches; ++at)
            QTest::addRow("%s, %s batch", row.name, places[at]) << row.fault << at;
    }
}

void TestFaultsOfBatches::losesNothingAndDoublesNothing()
{
    QFETCH(const Fault, fault);
    QFETCH(const int, at);
    AgentOpsServer server({.strict = true});
    RecorderConfig config = byHandConfig(batch * 2);
    config.spoolDir.clear();
    if (hangs(fault.answer))
        config.requestTimeout = Millis(150);
    OverHttp way(
        server.url(), config, nullptr, [&](std::unique_ptr<Transport> real) -> std::unique_ptr<Transport> {
            if (!fault.isUnsent())
                return real;
            return std::make_unique<GapTransport>(std::move(real), at, fault.unsent);
        });
    Nanos waited{0};
    for (int n = 0; n < batches; ++n) {
        if (n == at && !fault.isUnsent())
            server.failNext(1, fault.answer, eventsPath, fault.storing);
        recordActions(way.session(), batch);
        const SteadyTime before = way.clock().steadyNow();
        QVERIFY(way.settle());
        if (n == at)
            waited = way.clock().steadyNow() - before;
        QVERIFY(way.session().ledger().balances());
    }
    way.session().beginEnd(EndState::Success, {});
    QVERIFY(way.settle());

    const std::uint64_t events = batch * batches;
    const std::uint64_t refused = fault.refused ? batch : 0;
    const Ledger ledger = way.session().ledger();
    QCOMPARE(ledger.recorded, events);
    QCOMPARE(ledger.refused, refused);
    QCOMPARE(ledger.delivered, events - refused);
    QCOMPARE(server.timesStored().size(), static_cast<std::size_t>(events - refused));
    for (const auto &[id, count] : server.timesStored())
        QVERIFY2(count == 1, id.c_str());
    QVERIFY2(waited >= fault.leastWait, "Retry-After is kept");
    QCOMPARE(server.sessionsEnded().size(), std::size_t(1));
}

void TestFaultsOfBatches::sendsNoKeyWhereARedirectPoints()
{
    FaultServer elsewhere([](const ReceivedRequest &) { return onTheWire(Wire::Whole); });
    AgentOpsServer server({.strict = true});
    for (const int status : {301, 302, 303, 307, 308})
        server.failNext(1, statusOf(status, {{"Location", elsewhere.url("/v2/create_events")}}), eventsPath);
    RecorderConfig config = byHandConfig(batch * 2);
    config.spoolDir.clear();
    OverHttp way(server.url(), config);
    recordActions(way.session(), batch);
    way.session().beginEnd(EndState::Success, {});
    QVERIFY(way.settle());
    QCOMPARE(elsewhere.connectionCount(), std::uint64_t(0));
    QCOMPARE(way.session().ledger().delivered, std::uint64_t(batch));
    QCOMPARE(server.requestCount(eventsPath), std::size_t(6));
}

QTEST_GUILESS_MAIN(TestFaultsOfBatches)
#include "tst_faults_of_batches.moc"

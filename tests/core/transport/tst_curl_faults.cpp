// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "core/transport/gzip.h"
#include "core/transport/retry_policy.h"
#include "tests/support/fault_server.h"
#include "tests/support/posting.h"

#include <QTest>

#include <ctime>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;
using Wire = FaultAnswer::Wire;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;

/// A fault, and what has to come out of it.
struct Fault
{
    FaultAnswer answer;
    Reach reach = Reach::Answered;
    int status = 0;
    Verdict verdict = Verdict::InDoubt;
    Millis leastRetryAfter{-1}; ///< -1: none
    Millis mostRetryAfter{-1};
};

FaultAnswer askingToWait(int status, std::string retryAfter)
{
    FaultAnswer answer = statusOf(status);
    answer.headers.emplace_back("Retry-After", std::move(retryAfter));
    return answer;
}

std::string httpDate(std::time_t time)
{
    std::tm calendar{};
    gmtime_r(&time, &calendar);
    std::string date(64, '\0');
    date.resize(std::strftime(date.data(), date.size(), "%a, %d %b %Y %H:%M:%S GMT", &calendar));
    return date;
}

FaultAnswer withBody(int status, const char *type, std::string body)
{
    return {.status = status, .headers = {{"Content-Type", type}}, .body = std::move(body)};
}

/// 64 MiB of zeros in some 300 KB of gzip.
std::string bombMember()
{
    constexpr std::size_t inflated = 64U << 20U;
    const std::string zeros(inflated, '\0');
    return gzipped(zeros).value_or("");
}

FaultAnswer bomb()
{
    static const std::string member = bombMember();
    FaultAnswer answer = success();
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = member;
    return answer;
}

/// A good server, but for what is sent to "/fault".
FaultServer::Handler faultyAt(const FaultAnswer &fault)
{
    return [fault](const ReceivedRequest &request) { return request.path == "/fault" ? fault : success(); };
}

bool hangs(const FaultAnswer &answer)
{
    return answer.wire == Wire::Nothing || answer.wire == Wire::Drip || answer.wire == Wire::StalledBody;
}

HttpRequest requestFor(const FaultServer &server, const Fault &fault)
{
    HttpRequest request = requestTo(server.url("/fault"));
    request.headers.emplace_back("X-Agentops-Api-Key", "secret");
    if (hangs(fault.answer))
        request.timeout = Millis(300);
    return request;
}

void compare(const HttpAnswer &answer, const Fault &fault)
{
    QCOMPARE(answer.reach, fault.reach);
    QCOMPARE(answer.status, fault.status);
    QCOMPARE(verdictOf(answer), fault.verdict);
    QCOMPARE(answer.error.empty(), fault.reach == Reach::Answered);
    QVERIFY(answer.error.find("secret") == std::string::npos);
    QVERIFY(!answer.aborted);
    const Millis asked = answer.retryAfter.value_or(Millis(-1));
    QVERIFY(asked >= fault.leastRetryAfter);
    QVERIFY(asked <= fault.mostRetryAfter);
}

} // namespace

/// What a server can do to a POST (reliability.md 2.5, 15 and P9): each fault on a new connection, on a kept
/// one, four times at once, and beside good POSTs.
class TestCurlFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onANewConnection_data() { faults(); }
    void onANewConnection();
    void onAKeptConnection_data() { faults(); }
    void onAKeptConnection();
    void fourAtOnce_data() { faults(); }
    void fourAtOnce();
    void besideGoodOnes_data() { faults(); }
    void besideGoodOnes();
    void doesNotInflateAnAnswer();
    void givesNoKeyToARedirectsTarget();
    void isNeverDeliveredWithoutAWholeAnswer_data();
    void isNeverDeliveredWithoutAWholeAnswer();
    void isNeverDeliveredWithoutAWholeRequest();

private:
    static void faults();
    static void statusFaults();
    static void wireFaults();
};

void TestCurlFaults::faults()
{
    QTest::addColumn<Fault>("fault");
    statusFaults();
    wireFaults();
}

void TestCurlFaults::statusFaults()
{
    const auto row = [](const char *name, const FaultAnswer &answer, Verdict verdict,
                         Millis least = Millis(-1), Millis most = Millis(-1)) {
        QTest::newRow(name) << Fault{answer, Reach::Answered, answer.status, verdict, least, most};
    };
    const std::string soon = httpDate(std::time(nullptr) + 200);
    const std::string late = httpDate(std::time(nullptr) + 100'000);
    constexpr Millis most{300'000};
    row("500", statusOf(500), Verdict::InDoubt);
    row("502", statusOf(502), Verdict::InDoubt);
    row("504", statusOf(504), Verdict::InDoubt);
    row("429 and seconds", askingToWait(429, "7"), Verdict::NotDelivered, Millis(7'000), Millis(7'000));
    row("429 and a date", askingToWait(429, soon), Verdict::NotDelivered, Millis(100'000), Millis(200'000));
    row("503", statusOf(503), Verdict::NotDelivered);
    row("503 and seconds", askingToWait(503, "299"), Verdict::NotDelivered, Millis(299'000), Millis(299'000));
    row("503 and a date", askingToWait(503, soon), Verdict::NotDelivered, Millis(100'000), Millis(200'000));
    row("503 and a year", askingToWait(503, "31536000"), Verdict::NotDelivered, most, most);
    row("503 and a late date", askingToWait(503, late), Verdict::NotDelivered, most, most);
    row("expired token", withBody(401, "application/json", R"({"message":"Expired Token"})"),
        Verdict::Unauthorised);
    row("wrong token", withBody(401, "application/json", R"({"message":"Invalid Token"})"),
        Verdict::Unauthorised);
    row("duplicate key",
        withBody(400, "application/json", R"({"message":"duplicate key value violates ..."})"),
        Verdict::Refused);
    row("too large", statusOf(413), Verdict::TooLarge);
    // Delivered as far as HTTP goes: that the body is not the answer of such a server is the caller's to see.
    row("HTML", withBody(200, "text/html", "<html>Log in to the airport</html>"), Verdict::Delivered);
    row("1,000 interim answers", {.body = "1", .continues = 1'000}, Verdict::Delivered);
    row("gzip bomb", bomb(), Verdict::Delivered);
}

void TestCurlFaults::wireFaults()
{
    const auto row = [](const char *name, const FaultAnswer &answer, int status) {
        QTest::newRow(name) << Fault{
            answer, Reach::Unknown, status, Verdict::InDoubt, Millis(-1), Millis(-1)};
    };
    row("no answer", onTheWire(Wire::Nothing), 0);
    row("drip", onTheWire(Wire::Drip), 0);
    row("closed without a byte", onTheWire(Wire::Close), 0);
    row("reset without a byte", onTheWire(Wire::Reset), 0);
    row("half a body", onTheWire(Wire::HalfBody), 200);
    row("stalled body", onTheWire(Wire::StalledBody), 200);
    row("garbage", onTheWire(Wire::Garbage), 0);
    row("huge header", onTheWire(Wire::HugeHeader), 200);
    row("endless headers", onTheWire(Wire::EndlessHeaders), 200);
    row("endless body", onTheWire(Wire::EndlessBody), 200);
    row("huge answer", withBody(200, "application/json", std::string((4U << 20U) + 1, ' ')), 200);
}

void TestCurlFaults::onANewConnection()
{
    QFETCH(Fault, fault);
    FaultServer server(faultyAt(fault.answer));
    CurlTransport transport;
    compare(transport.post(requestFor(server, fault)), fault);
    QCOMPARE(server.requestCount(), std::size_t(1));
    QCOMPARE(transport.post(requestTo(server.url("/"))).body, success().body);
}

void TestCurlFaults::onAKeptConnection()
{
    QFETCH(Fault, fault);
    FaultServer server(faultyAt(fault.answer));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).status, 200);
    compare(transport.post(requestFor(server, fault)), fault);
    QCOMPARE(server.requestCount(), std::size_t(2));
    QCOMPARE(server.requests().back().connection, std::uint64_t(1));
    QCOMPARE(transport.post(requestTo(server.url("/"))).body, success().body);
}

void TestCurlFaults::fourAtOnce()
{
    QFETCH(Fault, fault);
    FaultServer server(faultyAt(fault.answer));
    CurlTransport transport;
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestFor(server, fault));
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        compare(answer, fault);
    QCOMPARE(server.requestCount(), atOnce);
    QCOMPARE(transport.post(requestTo(server.url("/"))).body, success().body);
}

void TestCurlFaults::besideGoodOnes()
{
    QFETCH(Fault, fault);
    FaultServer server(faultyAt(fault.answer));
    CurlTransport transport;
    for (Ticket ticket = 1; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(server.url("/")));
    transport.begin(0, requestFor(server, fault));
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers) {
        if (ticket == 0)
            compare(answer, fault);
        else
            QCOMPARE(answer.body, success().body);
    }
    QCOMPARE(server.requestCount(), atOnce);
}

void TestCurlFaults::doesNotInflateAnAnswer()
{
    const FaultAnswer answer = bomb();
    QVERIFY(answer.body.size() > 10'000);
    FaultServer server(always(answer));
    CurlTransport transport;
    QVERIFY(transport.post(requestTo(server.url("/"))).body == answer.body);
    QVERIFY(server.requests()[0].header("Accept-Encoding").empty());
}

void TestCurlFaults::givesNoKeyToARedirectsTarget()
{
    FaultServer elsewhere(always(success()));
    FaultAnswer redirect = statusOf(302);
    redirect.headers.emplace_back("Location", elsewhere.url("/v2/create_events"));
    FaultServer server(always(redirect));
    CurlTransport transport;
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestFor(server, {}));
    for (const auto &[ticket, answer] : answersOf(transport))
        QCOMPARE(verdictOf(answer), Verdict::Redirected);
    QCOMPARE(server.requests()[0].header("X-Agentops-Api-Key"), std::string("secret"));
    QCOMPARE(elsewhere.connectionCount(), std::uint64_t(0));
}

void TestCurlFaults::isNeverDeliveredWithoutAWholeAnswer_data()
{
    QTest::addColumn<std::string>("whole");
    QTest::addColumn<int>("mayLack"); // bytes after the answer's end is known
    QTest::newRow("of a length") << std::string(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n\"Success\"")
                                 << 0;
    QTest::newRow("in chunks") << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                              "4\r\n\"Suc\r\n5\r\ncess\"\r\n0\r\n\r\n")
                               << 1;
    QTest::newRow("after an interim answer")
        << std::string("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\"Success\"")
        << 0;
}

// The server dies after each number of bytes of its answer, on a new connection and on a kept one.
void TestCurlFaults::isNeverDeliveredWithoutAWholeAnswer()
{
    QFETCH(std::string, whole);
    QFETCH(int, mayLack);
    FaultServer server(always(success()));
    CurlTransport transport;
    const auto postAndCut = [&](std::size_t bytes) {
        FaultAnswer cut = onTheWire(Wire::Raw);
        cut.body = whole.substr(0, bytes);
        server.setHandler(always(cut));
        const HttpAnswer answer = transport.post(requestTo(server.url("/")));
        server.setHandler(always(success()));
        return server.waitForClosed(server.connectionCount()) ? verdictOf(answer) : Verdict::Refused;
    };
    for (std::size_t bytes = 0; bytes <= whole.size(); ++bytes) {
        const std::string row = std::to_string(bytes) + " bytes on a connection that is ";
        const Verdict verdict = bytes + static_cast<std::size_t>(mayLack) < whole.size() ? Verdict::InDoubt
                                                                                         : Verdict::Delivered;
        QVERIFY2(postAndCut(bytes) == verdict, (row + "new").c_str());
        const HttpAnswer between = transport.post(requestTo(server.url("/")));
        QVERIFY2(between.body == success().body, (row + "left: " + between.error).c_str());
        QVERIFY2(postAndCut(bytes) == verdict, (row + "kept").c_str());
    }
    QCOMPARE(server.requestCount(), 3 * (whole.size() + 1));
}

// The connection is reset after each number of bytes of the request.
void TestCurlFaults::isNeverDeliveredWithoutAWholeRequest()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    transport.post(requestTo(server.url("/")));
    const ReceivedRequest whole = server.requests()[0];
    std::size_t size = whole.body.size() + std::string("POST / HTTP/1.1\r\n\r\n").size();
    for (const auto &[name, value] : whole.headers)
        size += name.size() + value.size() + std::string(": \r\n").size();
    for (std::size_t bytes = 1; bytes <= size; ++bytes) {
        server.resetAfter(bytes);
        QVERIFY(CurlTransport().post(requestTo(server.url("/"))).reach != Reach::Answered);
    }
    QCOMPARE(server.requestCount(), std::size_t(1));
    QCOMPARE(server.connectionCount(), std::uint64_t(size + 1));
    server.resetAfter(0);
    QCOMPARE(CurlTransport().post(requestTo(server.url("/"))).reach, Reach::Answered);
}

QTEST_APPLESS_MAIN(TestCurlFaults)
#include "tst_curl_faults.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/transport/curl_transport.h"
#include "core/transport/gzip.h"
#include "core/transport/retry_policy.h"
#include "tests/support/fault_server.h"
#include "tests/support/gunzip.h"
#include "tests/support/posting.h"

#include <QTest>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;

namespace {

/// Events as they are: much alike, with ids and numbers that are not.
std::string events(std::size_t bytes)
{
    SeededRandom random(bytes);
    std::string text = R"({"events":[)";
    while (text.size() + 2 < bytes)
        text += R"({"event_type":"llms","id":")" + std::to_string(random.next())
            + R"(","model":"gpt-4o","prompt":[{"role":"user","content":"hello"}]},)";
    text.resize(bytes - 2, ' ');
    return text + "]}";
}

std::string noise(std::size_t bytes)
{
    SeededRandom random(1);
    std::string text;
    while (text.size() < bytes)
        text += static_cast<char>(random.below(256));
    return text;
}

} // namespace

class TestCurlGzip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesBodiesSmaller();
    void leavesSmallBodiesAsTheyAre_data();
    void leavesSmallBodiesAsTheyAre();
    void leavesBodiesAsTheyAreUnlessAsked();
    void leavesWhatDoesNotShrink();
    void keepsEachCompressedBodyUntilItIsAnswered();
    void stopsForAServerThatTakesNone();
    void makesOneMemberOfAnySize_data();
    void makesOneMemberOfAnySize();
};

void TestCurlGzip::makesBodiesSmaller()
{
    FaultServer server(always(success()));
    CurlTransport transport({.gzip = true});
    const std::string body = events(1U << 20U);
    QCOMPARE(transport.post(requestTo(server.url("/"), body)).status, 200);
    const ReceivedRequest received = server.requests().at(0);
    QCOMPARE(received.header("Content-Encoding"), std::string("gzip"));
    QCOMPARE(received.header("Content-Type"), std::string("application/json"));
    QVERIFY(received.body.size() < body.size() / 4);
    QVERIFY(gunzipped(received.body) == body);
}

void TestCurlGzip::leavesSmallBodiesAsTheyAre_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("compressed");
    QTest::newRow("empty") << 0 << false;
    QTest::newRow("limit - 1") << 1'023 << false;
    QTest::newRow("limit") << 1'024 << false;
    QTest::newRow("limit + 1") << 1'025 << true;
}

void TestCurlGzip::leavesSmallBodiesAsTheyAre()
{
    QFETCH(int, size);
    QFETCH(bool, compressed);
    FaultServer server(always(success()));
    CurlTransport transport({.gzip = true});
    const std::string body(static_cast<std::size_t>(size), ' ');
    QCOMPARE(transport.post(requestTo(server.url("/"), body)).status, 200);
    const ReceivedRequest received = server.requests().at(0);
    QCOMPARE(received.header("Content-Encoding"), std::string(compressed ? "gzip" : ""));
    QVERIFY((compressed ? gunzipped(received.body) : received.body) == body);
}

void TestCurlGzip::leavesBodiesAsTheyAreUnlessAsked()
{
    FaultServer server(always(success()));
    const std::string body = events(10'000);
    QCOMPARE(CurlTransport().post(requestTo(server.url("/"), body)).status, 200);
    QVERIFY(server.requests().at(0).body == body);
    QVERIFY(server.requests().at(0).header("Content-Encoding").empty());
}

void TestCurlGzip::leavesWhatDoesNotShrink()
{
    FaultServer server(always(success()));
    CurlTransport transport({.gzip = true});
    const std::string body = noise(100'000);
    QCOMPARE(transport.post(requestTo(server.url("/"), body)).status, 200);
    QVERIFY(server.requests().at(0).body == body);
    QVERIFY(server.requests().at(0).header("Content-Encoding").empty());
}

void TestCurlGzip::keepsEachCompressedBodyUntilItIsAnswered()
{
    FaultServer server([](const ReceivedRequest &request) {
        FaultAnswer answer = success();
        answer.delay = Millis(20);
        answer.body = std::to_string(gunzipped(request.body).value_or("").size());
        return answer;
    });
    CurlTransport transport({.gzip = true});
    for (int round = 0; round < 3; ++round) {
        std::vector<std::string> bodies;
        for (Ticket ticket = 0; ticket < Transport::mostInFlight; ++ticket)
            bodies.push_back(events(500'000 + ticket));
        for (Ticket ticket = 0; ticket < Transport::mostInFlight; ++ticket)
            transport.begin(ticket, requestTo(server.url("/"), bodies[ticket]));
        for (const auto &[ticket, answer] : answersOf(transport))
            QCOMPARE(answer.body, std::to_string(500'000 + ticket));
    }
}

void TestCurlGzip::stopsForAServerThatTakesNone()
{
    FaultServer server([](const ReceivedRequest &request) {
        return request.header("Content-Encoding").empty() ? success() : statusOf(415);
    });
    CurlTransport transport({.gzip = true});
    const std::string body = events(10'000);
    const HttpAnswer refused = transport.post(requestTo(server.url("/"), body));
    QCOMPARE(refused.reach, Reach::NotSent);
    QCOMPARE(refused.status, 415);
    QCOMPARE(verdictOf(refused), Verdict::NotDelivered);
    QVERIFY(!refused.error.empty());
    QCOMPARE(transport.post(requestTo(server.url("/"), body)).reach, Reach::Answered);
    QCOMPARE(server.requestCount(), std::size_t(2));
}

void TestCurlGzip::makesOneMemberOfAnySize_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1'025, 65'535, 65'536, 65'537, 5'000'000})
        QTest::addRow("%d", size) << size;
}

void TestCurlGzip::makesOneMemberOfAnySize()
{
    QFETCH(int, size);
    const std::string text = events(static_cast<std::size_t>(size));
    const std::optional<std::string> member = gzipped(text);
    QVERIFY(member);
    QVERIFY(member->size() < text.size());
    QVERIFY(gunzipped(*member) == text);
}

QTEST_APPLESS_MAIN(TestCurlGzip)
#include "tst_curl_gzip.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "tests/core/collector/running.h"

#include <QTest>

#include <unistd.h>

using namespace sluice;

namespace {

bool isJson(const std::string &text)
{
    QJsonParseError error{};
    // In an array: QJsonDocument takes no bare string, which the wire's "Success" is.
    QJsonDocument::fromJson(QByteArray::fromStdString('[' + text + ']'), &error);
    return error.error == QJsonParseError::NoError;
}

} // namespace

class TestCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnlyAfterTheCommit();
    void storesWhatItAnswersFor();
    void answersByStatus_data();
    void answersByStatus();
    void keepsConnectionsAlive();
    void closesWhenAskedTo();
    void answersPipelinedRequestsInOrder();
    void takesRequestsInPieces();
    void takesChunkedBodies();
    void saysContinueWhenAsked();
    void answersAClientThatFinishedSending();
    void outlivesAClientThatLeftDuringACommit();
    void troubleOfTheStoreIsA503_data();
    void troubleOfTheStoreIsA503();
    void tokensAreGoodAfterARestart();
    void countsWhatItSees();
    void beatsThoughNobodyCalls();
    void takenPortsNameTheirHolder();
    void freePortsHaveNoHolder();
    void listensOnLoopbackOnly_data();
    void listensOnLoopbackOnly();
};

void TestCollector::answersOnlyAfterTheCommit()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Hold);
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    QVERIFY(running.store.waitForHeld(1));

    RawClient other(running.port); // a whole round through the server's thread
    QVERIFY(other.send(running.health()));
    QCOMPARE(other.answer().status, 200);
    QVERIFY(!client.hearsWithin(0));
    QCOMPARE(running.collector->stats().events, 0U);

    running.store.release();
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(QString::fromStdString(answer.body), QStringLiteral("\"Success\""));
    QVERIFY(answer.hasHeader("Sluice-Idempotent: events"));
    QCOMPARE(running.collector->stats().events, 1U);
}

void TestCollector::storesWhatItAnswersFor()
{
    Running running;
    const std::string token = running.createSession("s");
    RawClient client(running.port);
    QVERIFY(client.send(running.events(R"({"events":[{"id":"a", "x":1.0}]})", token)));
    QCOMPARE(client.answer().status, 200);
    const StoreBatch stored = running.store.committed();
    QCOMPARE(stored.events.size(), 1U);
    QVERIFY(stored.events[0].session == SessionId("s"));
    QCOMPARE(QString::fromStdString(stored.events[0].body), QStringLiteral(R"({"id":"a", "x":1.0})"));
    QCOMPARE(stored.tokens.size(), 1U);
}

void TestCollector::answersByStatus_data()
{
    QTest::addColumn<QByteArray>("request"); // PORT stands for the port
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("staysOpen");
    const auto row = [](const char *name, const QByteArray &request, int status, bool open) {
        QTest::newRow(name) << request << status << open;
    };
    const QByteArray host("Host: 127.0.0.1:PORT\r\n");
    const QByteArray json("Content-Type: application/json\r\n");
    const QByteArray token("Authorization: Bearer x\r\n");
    const QByteArray start = "POST /v2/create_events HTTP/1.1\r\n" + host + json + token;
    row("health", "GET /health HTTP/1.1\r\n" + host + "\r\n", 200, true);
    row("doubled slash", "GET //health/ HTTP/1.1\r\n" + host + "\r\n", 200, true);
    row("HTTP/1.0", "GET /health HTTP/1.0\r\n" + host + "\r\n", 200, false);
    row("HTTP/1.0 kept", "GET /health HTTP/1.0\r\n" + host + "Connection: keep-alive\r\n\r\n", 200, true);
    row("events", start + "Content-Length: 13\r\n\r\n{\"events\":[]}", 200, true);
    row("not JSON", start + "Content-Length: 5\r\n\r\nhello", 400, true);
    row("no body", start + "\r\n", 400, true);
    row("no token", "POST /v2/create_events HTTP/1.1\r\n" + host + json + "Content-Length: 2\r\n\r\n{}", 400,
        true);
    row("bad key",
        "POST /v2/create_session HTTP/1.1\r\n" + host + json
            + "X-Agentops-Api-Key: no\r\nContent-Length: 2\r\n\r\n{}",
        400, true);
    row("unknown path", "GET /nothing HTTP/1.1\r\n" + host + "\r\n", 404, true);
    row("wrong method", "GET /v2/create_events HTTP/1.1\r\n" + host + "\r\n", 405, true);
    row("stored data", "GET /v2/sessions/x/export HTTP/1.1\r\n" + host + "\r\n", 403, true);
    row("not JSON's type",
        "POST /v2/create_events HTTP/1.1\r\n" + host + token
            + "Content-Type: text/plain\r\nContent-Length: 9999\r\n\r\n",
        415, false);
    row("another coding", start + "Content-Encoding: br\r\nContent-Length: 9999\r\n\r\n", 415, false);
    row("not gzip", start + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 400, true);
    row("another host", "GET /health HTTP/1.1\r\nHost: evil.test:PORT\r\n\r\n", 421, true);
    row("no host", "GET /health HTTP/1.1\r\n\r\n", 421, true);
    row("two hosts", "GET /health HTTP/1.1\r\n" + host + host + "\r\n", 421, true);
    row("a page's request", "GET /health HTTP/1.1\r\n" + host + "Origin: http://evil.test\r\n\r\n", 403,
        true);
    row("a page's image", "GET /health HTTP/1.1\r\n" + host + "Sec-Fetch-Site: cross-site\r\n\r\n", 403,
        true);
    row("a preflight", "OPTIONS /v2/create_events HTTP/1.1\r\n" + host + "\r\n", 403, true);
    row("large head", "GET /health HTTP/1.1\r\n" + host + "X: " + QByteArray(17'000, 'x') + "\r\n\r\n", 431,
        false);
    row("endless head", "GET /health HTTP/1.1\r\n" + host + "X: " + QByteArray(40'000, 'x'), 431, false);
    row("large body", start + "Content-Length: 67108865\r\n\r\n", 413, false);
    row("a terabyte", start + "Content-Length: 1099511627776\r\n\r\n", 413, false);
    row("garbage", "\x16\x03\x01\x02 hello\r\n\r\n", 400, false);
    row("negative length", start + "Content-Length: -1\r\n\r\n", 400, false);
    row("a length beyond 64 bits", start + "Content-Length: 99999999999999999999\r\n\r\n", 400, false);
    row("two lengths", start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400, false);
    row("length and chunks", start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400, false);
    row("chunks and length",
        start + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 400, false);
    row("bad chunk", start + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400, false);
    row("huge chunk", start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffff\r\n", 413, false);
    row("chunk beyond 64 bits", start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", 400,
        false);
    row("bare newlines", "GET /health HTTP/1.1\nHost: 127.0.0.1:PORT\n\n\r\n\r\n", 400, false);
    row("a nul in the head", QByteArray("GET /health HTTP/1.1\r\nX: a") + '\0' + "b\r\n\r\n", 400, false);
    row("absolute target", "GET http://127.0.0.1:PORT/health HTTP/1.1\r\n" + host + "\r\n", 400, false);
    row("authority as target", "CONNECT 127.0.0.1:PORT HTTP/1.1\r\n" + host + "\r\n", 400, false);
    row("a websocket",
        "GET /health HTTP/1.1\r\n" + host
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://evil.test\r\n\r\n",
        403, true);
    row("HTTP/0.9", "GET /health\r\n\r\n", 400, false);
    row("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, false);
    row("long target", "GET /" + QByteArray(8'192, 'x') + " HTTP/1.1\r\n" + host + "\r\n", 414, false);
    row("longest target", "GET /" + QByteArray(8'191, 'x') + " HTTP/1.1\r\n" + host + "\r\n", 404, true);
    row("chunks of something", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, false);
    row("chunks twice", start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400, false);
    row("identity", start + "Transfer-Encoding: identity\r\n\r\n{}", 400, false);
    row("a blank before the colon", start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400, false);
    row("chunks in HTTP/1.0",
        "POST /v2/create_events HTTP/1.0\r\n" + host + json + token
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400, false);
    row("a signed length", start + "Content-Length: +2\r\n\r\n{}", 400, false);
    row("two equal lengths", start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400, false);
    row("two equal lengths in one", start + "Content-Length: 2, 2\r\n\r\n{}", 400, false);
    row("two tokens", start + token + "Content-Length: 2\r\n\r\n{}", 400, false);
    row("two types", start + json + "Content-Length: 2\r\n\r\n{}", 400, false);
    row("strange expectation", start + "Expect: miracles\r\nContent-Length: 2\r\n\r\n", 417, false);
}

void TestCollector::answersByStatus()
{
    QFETCH(QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const bool, staysOpen);
    Running running;
    request.replace("PORT", QByteArray::number(running.port));
    RawClient client(running.port);
    QVERIFY(client.send(request.toStdString()));
    const auto answer = client.answer();
    QCOMPARE(answer.status, status);
    QVERIFY2(isJson(answer.body), answer.body.c_str());
    QVERIFY(answer.hasHeader("Content-Type: application/json"));
    QCOMPARE(answer.hasHeader("Connection: close"), !staysOpen);
    if (staysOpen) {
        QVERIFY(client.send(running.health()));
        QCOMPARE(client.answer().status, 200);
    } else {
        client.finishSending();
        QVERIFY(client.seesTheEnd());
    }
    const CollectorStats stats = running.collector->stats();
    QCOMPARE(stats.rejected, status >= 400 ? 1U : 0U);
}

void TestCollector::keepsConnectionsAlive()
{
    Running running;
    RawClient client(running.port);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(client.send(running.events()));
        QCOMPARE(client.answer().status, 200);
    }
    QCOMPARE(running.collector->stats().requests, 100U);
    QCOMPARE(running.collector->stats().connections, 1U);
}

void TestCollector::closesWhenAskedTo()
{
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(running.head("GET", "/health", "Connection: close\r\n\r\n")));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.hasHeader("Connection: close"));
    QVERIFY(client.seesTheEnd());
}

void TestCollector::answersPipelinedRequestsInOrder()
{
    Running running;
    RawClient client(running.port);
    std::string requests;
    for (int i = 0; i < 200; ++i)
        requests += running.events() + running.health() + running.head("GET", "/nothing") + "\r\n";
    QVERIFY(client.send(requests));
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(QString::fromStdString(client.answer().body), QStringLiteral("\"Success\""));
        QCOMPARE(QString::fromStdString(client.answer().body), QStringLiteral(R"({"message":"Server Up"})"));
        QCOMPARE(client.answer().status, 404);
    }
    QCOMPARE(running.store.committed().events.size(), 200U);
}

void TestCollector::takesRequestsInPieces()
{
    Running running;
    RawClient client(running.port);
    for (const char byte : running.events())
        QVERIFY(client.send({&byte, 1}));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(running.store.committed().events.size(), 1U);
}

void TestCollector::takesChunkedBodies()
{
    Running running;
    RawClient client(running.port);
    const std::string head = running.head("POST", "/v2/create_events",
        "Content-Type: application/json\r\nAuthorization: Bearer x\r\nTransfer-Encoding: chunked\r\n\r\n");
    QVERIFY(client.send(
        head + "b\r\n{\"events\":[\r\n1;x=y\r\n{\r\nA\r\n\"id\":\"a\"}]\r\n1\r\n}\r\n0\r\nT: x\r\n\r\n"));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(running.store.committed().events.size(), 1U);
    QVERIFY(client.send(running.health()));
    QCOMPARE(client.answer().status, 200);
}

void TestCollector::saysContinueWhenAsked()
{
    Running running;
    RawClient client(running.port);
    const std::string request = running.post(
        "/v2/create_events", someEvents, "Authorization: Bearer x\r\nExpect: 100-continue\r\n");
    QVERIFY(client.send(request.substr(0, request.size() - someEvents.size())));
    QCOMPARE(client.answer().status, 100);
    QVERIFY(client.send(someEvents));
    QCOMPARE(client.answer().status, 200);
}

void TestCollector::answersAClientThatFinishedSending()
{
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    client.finishSending();
    QCOMPARE(client.answer().status, 200);
    QVERIFY(client.seesTheEnd());
}

void TestCollector::outlivesAClientThatLeftDuringACommit()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Hold);
    {
        RawClient client(running.port);
        QVERIFY(client.send(running.events()));
        QVERIFY(running.store.waitForHeld(1));
    }
    running.store.release();
    RawClient other(running.port);
    QVERIFY(other.send(running.health()));
    QCOMPARE(other.answer().status, 200);
    QCOMPARE(running.collector->stats().events, 1U);
}

void TestCollector::troubleOfTheStoreIsA503_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("words");
    QTest::newRow("refuses") << static_cast<int>(MemoryStore::Mode::Refuse)
                             << QStringLiteral("the store is being closed");
    QTest::newRow("fails") << static_cast<int>(MemoryStore::Mode::Fail) << QStringLiteral("disk full");
}

void TestCollector::troubleOfTheStoreIsA503()
{
    QFETCH(const int, mode);
    QFETCH(const QString, words);
    Running running;
    running.store.setMode(static_cast<MemoryStore::Mode>(mode));
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.hasHeader("Retry-After: 1"));
    QVERIFY(answer.hasHeader("Sluice-Idempotent: events"));
    QVERIFY(answer.body.find(words.toStdString()) != std::string::npos);
    running.store.setMode(MemoryStore::Mode::Commit);
    QVERIFY(client.send(running.events()));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(running.collector->stats().failed, 1U);
}

void TestCollector::tokensAreGoodAfterARestart()
{
    Running running;
    const std::string token = running.createSession("s");
    running.collector.reset();
    auto second = Collector::start(ListenAddress{"127.0.0.1", running.port}, running.store, running.clock);
    QVERIFY2(second.ok(), second.ok() ? "" : second.error().message.c_str());
    RawClient client(running.port);
    QVERIFY(client.send(running.events(someEvents, token)));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE((*second)->stats().unknownTokens, 0U);
    QVERIFY(running.store.committed().events.at(0).session == SessionId("s"));
}

void TestCollector::countsWhatItSees()
{
    Running running;
    const std::string token = running.createSession("s");
    RawClient client(running.port);
    const std::string requests[] = {running.events(),
        running.events(R"({"events":[{"id":"1","session_id":"other"},{"id":"2","x":NaN}]})", token),
        running.events("[]", token), running.health()};
    for (const std::string &request : requests) {
        QVERIFY(client.send(request));
        QVERIFY(client.answer().status != 0);
    }
    const CollectorStats stats = running.collector->stats();
    QCOMPARE(stats.requests, 5U);
    QCOMPARE(stats.events, 3U);
    QCOMPARE(stats.rejected, 1U);
    QCOMPARE(stats.failed, 0U);
    QCOMPARE(stats.unknownTokens, 1U);
    QCOMPARE(stats.misrouted, 1U);
    QCOMPARE(stats.mended, 1U);
}

void TestCollector::beatsThoughNobodyCalls()
{
    const Running running;
    const Pulse &pulse = running.collector->pulse();
    QCOMPARE(pulse.doing(), "serves requests");
    QVERIFY(pulse.hasWork());
    const std::uint64_t before = pulse.turns();
    QTRY_VERIFY(pulse.turns() >= before + 2); // one each 500 ms
}

void TestCollector::takenPortsNameTheirHolder()
{
    Running running;
    MemoryStore store;
    const auto second = Collector::start(ListenAddress{"127.0.0.1", running.port}, store, running.clock);
    QVERIFY(!second.ok());
    QVERIFY(second.error().kind == ErrorKind::Held);
    const std::string expected = "port " + std::to_string(running.port) + " on 127.0.0.1 is taken by PID "
        + std::to_string(getpid()) + " (tst_collector)";
    QCOMPARE(QString::fromStdString(second.error().message), QString::fromStdString(expected));
}

void TestCollector::freePortsHaveNoHolder()
{
    std::uint16_t port = 0;
    {
        const Running running;
        port = running.port;
        QVERIFY(holderOfPort(port));
    }
    QVERIFY(!holderOfPort(port));
}

void TestCollector::listensOnLoopbackOnly_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("good");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("another of loopback") << QStringLiteral("127.0.0.2") << true;
    QTest::newRow("localhost") << QStringLiteral("localhost") << true;
    QTest::newRow("everywhere") << QStringLiteral("0.0.0.0") << false;
    QTest::newRow("everywhere, IPv6") << QStringLiteral("::") << false;
    QTest::newRow("a network") << QStringLiteral("192.168.1.1") << false;
    QTest::newRow("a name") << QStringLiteral("example.com") << false;
}

void TestCollector::listensOnLoopbackOnly()
{
    QFETCH(const QString, host);
    QFETCH(const bool, good);
    MemoryStore store;
    const SystemClock clock;
    const auto started = Collector::start(ListenAddress{host.toStdString(), 0}, store, clock);
    QCOMPARE(started.ok(), good);
    if (good) {
        QVERIFY((*started)->address().port != 0);
        return;
    }
    QVERIFY(started.error().kind == ErrorKind::Usage);
    QVERIFY(started.error().message.find(host.toStdString()) != std::string::npos);
}

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_collector.moc"

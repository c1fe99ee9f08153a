// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// OTLP/HTTP over sockets, who the collector says has sent, and a store that is slow.

#include "core/store/sqlite_store.h"
#include "core/transport/gzip.h"
#include "tests/core/collector/running.h"
#include "tests/support/otlp_bodies.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

using namespace sluice;

namespace {

const std::string traceId = "0af7651916cd43dd8448eb211c80319c";

WrittenSpan oneSpan()
{
    WrittenSpan span;
    span.trace = traceId;
    span.id = "b7ad6b7169203331";
    span.attributes = {{"input", std::string(500, 'x')}}; // worth packing
    return span;
}

constexpr const char *protobuf = "application/x-protobuf";
constexpr const char *json = "application/json";

std::string otlpHead(const Running &running, const std::string &type, const std::string &more)
{
    return running.head("POST", "/v1/traces", "Content-Type: " + type + "\r\n" + more);
}

std::string otlpPost(
    const Running &running, const std::string &type, const std::string &body, const std::string &more = {})
{
    return otlpHead(running, type, more) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
        + body;
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// google.rpc.Status: 1 = code, 2 = message.
QByteArray statusOf(std::uint64_t code, const std::string &message)
{
    return QByteArray::fromStdString(proto::number(1, code) + proto::bytes(2, message));
}

/// A store on disk whose writer can be held up, and which counts what it was offered.
class HeldStore final : public Store
{
public:
    Result<void> submit(StoreBatch batch, Done done) override
    {
        return m_store->submit(std::move(batch), std::move(done));
    }
    Result<void> offer(StoreBatch &batch, Done done, std::function<void()> whenRoom) override
    {
        Result<void> offered = m_store->offer(batch, std::move(done), std::move(whenRoom));
        ++(offered ? m_taken : m_refused);
        return offered;
    }
    void drain() override { m_store->drain(); }
    std::vector<TokenGrant> tokens() const override { return m_store->tokens(); }
    std::uint64_t revision() const override { return m_store->revision(); }

    int taken() const { return m_taken; }
    int refused() const { return m_refused; }

    /// Returns when the writer waits for letGo().
    void hold()
    {
        StoreBatch batch;
        batch.sessions.push_back({});
        batch.sessions.back().id = SessionId("holds the writer up");
        auto reached = std::make_shared<std::promise<void>>();
        std::future<void> writer = reached->get_future();
        batch.pieces = [reached, go = m_go.get_future().share()](const StoreBatch::Put &) {
            reached->set_value();
            go.wait();
            return Result<void>();
        };
        if (!m_store->submit(std::move(batch), {}))
            qFatal("no room");
        writer.wait();
    }
    void letGo() { m_go.set_value(); }

    void fill()
    {
        StoreBatch batch;
        batch.sessions.push_back({});
        batch.sessions.back().id = SessionId("fills the queue");
        while (m_store->offer(batch, {}, [] {})) {
            batch = {};
            batch.sessions.push_back({});
            batch.sessions.back().id = SessionId("fills the queue");
        }
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store = SqliteStore::open(DataDir{m_folder.path().toStdString()}).value();
    std::promise<void> m_go;
    std::atomic<int> m_taken{0};
    std::atomic<int> m_refused{0};
};

/// A collector before such a store.
struct Slow
{
    SystemClock clock;
    HeldStore store;
    std::unique_ptr<Collector> collector
        = Collector::start(ListenAddress{"127.0.0.1", 0}, store, clock).value();
    std::uint16_t port = collector->address().port;

    std::string events(int number) const
    {
        const std::string body
            = R"({"events":[{"id":")" + std::to_string(number) + R"(","event_type":"actions"}]})";
        return "POST /v2/create_events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
            + "\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    std::string health() const
    {
        return "GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n";
    }
};

} // namespace

class TestCollectorOtlp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatExportersSend_data();
    void takesWhatExportersSend();
    void refusalsAreStatusesOfTheirEncoding_data();
    void refusalsAreStatusesOfTheirEncoding();
    void troubleOfTheStoreIsRetryable();
    void tokensAreAskedForWhenOneIsSet();
    void otherRequestsGoOnBehindABomb_data();
    void otherRequestsGoOnBehindABomb();
    void whatIsNotHttpIsSaid_data();
    void whatIsNotHttpIsSaid();
    void clientsAndTheirRejectionsAreSeen();
    void headsThatAreRefusedAreSeen();
    void metricsAreSeenAsRefused();
    void requestsInFlightShareACommit();
    void aLoneRequestWaitsForNobody();
    void aFullStoreHoldsNobodyElseUp();
    void whatWaitsIsBoundedInBytes();
    void whatWaitsIsRefusedWhenTheStoreCloses();
};

void TestCollectorOtlp::takesWhatExportersSend_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("gzip");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("protobuf") << QByteArray(protobuf) << QByteArray() << false << false;
    QTest::newRow("json") << QByteArray(json) << QByteArray() << false << false;
    QTest::newRow("protobuf, gzip, as Go and Python may")
        << QByteArray(protobuf) << QByteArray() << true << false;
    QTest::newRow("json, gzip, chunked, as JavaScript") << QByteArray(json) << QByteArray() << true << true;
    QTest::newRow("any bearer") << QByteArray(protobuf) << QByteArray("Authorization: Bearer abc\r\n")
                                << false << false;
    QTest::newRow("basic, as Langfuse")
        << QByteArray(json) << QByteArray("Authorization: Basic cGs6c2s=\r\n") << false << true;
}

void TestCollectorOtlp::takesWhatExportersSend()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, more);
    QFETCH(const bool, gzip);
    QFETCH(const bool, chunked);
    Running running;
    const bool isJson = type == json;
    std::string body = isJson ? jsonTraces({oneSpan()}) : protobufTraces({oneSpan()});
    if (gzip)
        body = gzipped(body).value();
    const std::string fields = more.toStdString() + (gzip ? "Content-Encoding: gzip\r\n" : "");
    RawClient client(running.port);
    if (chunked) {
        char size[20];
        snprintf(size, sizeof size, "%zx\r\n", body.size());
        QVERIFY(
            client.send(otlpHead(running, type.toStdString(), fields + "Transfer-Encoding: chunked\r\n\r\n")
                + size + body + "\r\n0\r\n\r\n"));
    } else {
        QVERIFY(client.send(otlpPost(running, type.toStdString(), body, fields)));
    }
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.hasHeader("Content-Type: " + type.toStdString()));
    QCOMPARE(bytes(answer.body), isJson ? QByteArray("{}") : QByteArray());
    const StoreBatch stored = running.store.committed();
    QCOMPARE(stored.events.size(), 1U);
    QVERIFY(stored.events[0].session == SessionId(traceId));
    QCOMPARE(running.collector->stats().spans, 1U);
    QCOMPARE(running.collector->stats().events, 1U);
}

void TestCollectorOtlp::refusalsAreStatusesOfTheirEncoding_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *more, const std::string &body, int status, int code,
                         const char *words) {
        for (const char *type : {protobuf, json}) {
            QTest::addRow("%s, %s", name, type)
                << QByteArray(type) << QByteArray(more) << QByteArray::fromStdString(body) << status << code
                << QByteArray(words);
        }
    };
    row("not gzip", "Content-Encoding: gzip\r\n", "{}", 400, 3, "the body is not one whole member of gzip");
    row("another coding", "Content-Encoding: br\r\n", "{}", 415, 3,
        "Content-Encoding: expected gzip or none");
    row("too large", {}, std::string(100'001, ' '), 413, 3, "the request's body is larger than 100000 bytes");
    row("too large inflated", "Content-Encoding: gzip\r\n", gzipped(std::string(100'001, ' ')).value(), 413,
        3, "the request's body is larger than 100000 bytes");
    row("a web page's", "Origin: http://evil.test\r\n", "{}", 403, 7,
        "Origin: requests of web pages are refused");
    row("two lengths in one", "Content-Length: 2, 2\r\n", {}, 400, 3, "Content-Length: expected one number");
}

void TestCollectorOtlp::refusalsAreStatusesOfTheirEncoding()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, more);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const int, code);
    QFETCH(const QByteArray, words);
    CollectorLimits limits;
    limits.bodyBytes = 100'000;
    Running running(limits);
    RawClient client(running.port);
    const std::string request = more.contains("Content-Length")
        ? otlpHead(running, type.toStdString(), more.toStdString() + "\r\n")
        : otlpPost(running, type.toStdString(), body.toStdString(), more.toStdString());
    QVERIFY(client.send(request));
    const auto answer = client.answer();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.hasHeader("Content-Type: " + type.toStdString()));
    if (type == protobuf) {
        QCOMPARE(bytes(answer.body), statusOf(static_cast<std::uint64_t>(code), words.toStdString()));
    } else {
        const QJsonObject object = QJsonDocument::fromJson(bytes(answer.body)).object();
        QCOMPARE(object.value(QStringLiteral("code")).toInt(), code);
        QCOMPARE(object.value(QStringLiteral("message")).toString(), QString::fromLatin1(words));
    }
    const ClientsSeen seen = running.collector->clients();
    QCOMPARE(seen.rejected.size(), 1U);
    QCOMPARE(seen.rejected.front().status, static_cast<unsigned>(status));
    QCOMPARE(bytes(seen.rejected.front().reason), words);
}

void TestCollectorOtlp::troubleOfTheStoreIsRetryable()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Fail);
    RawClient client(running.port);
    QVERIFY(client.send(otlpPost(running, protobuf, protobufTraces({oneSpan()}))));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.hasHeader("Retry-After: 1"));
    QCOMPARE(bytes(answer.body), statusOf(14, "not stored: disk full"));
    running.store.setMode(MemoryStore::Mode::Commit);
    QVERIFY(client.send(otlpPost(running, protobuf, protobufTraces({oneSpan()}))));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(running.store.committed().sessions.size(), 1U); // told again
    QCOMPARE(running.collector->clients().rejected.size(), 0U);
}

void TestCollectorOtlp::tokensAreAskedForWhenOneIsSet()
{
    CollectorAccess access;
    access.token = "11111111-2222-4333-8444-555555555555";
    Running running({}, access);
    RawClient client(running.port);
    const std::string body = protobufTraces({oneSpan()});
    QVERIFY(client.send(otlpPost(running, protobuf, body)));
    const auto refusal = client.answer();
    QCOMPARE(refusal.status, 401);
    QCOMPARE(bytes(refusal.body), statusOf(16, "the API key is not the one that is set here"));

    RawClient signer(running.port);
    QVERIFY(signer.send(running.post("/v3/auth/token", R"({"api_key":")" + access.token + "\"}")));
    const QJsonObject signedIn = QJsonDocument::fromJson(bytes(signer.answer().body)).object();
    const std::string given = signedIn.value(QStringLiteral("token")).toString().toStdString();
    for (const std::string &field : {"Authorization: Bearer " + access.token,
             "X-Agentops-Api-Key: " + access.token, "Authorization: Bearer " + given}) {
        RawClient sender(running.port);
        QVERIFY(sender.send(otlpPost(running, protobuf, body, field + "\r\n")));
        QCOMPARE(sender.answer().status, 200);
    }
}

void TestCollectorOtlp::otherRequestsGoOnBehindABomb_data()
{
    QTest::addColumn<QByteArray>("body"); // gzip of protobuf
    QTest::addColumn<int>("status");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) // each within the next: an AnyValue's array_value (5) of values (1)
        deep += "\x2a\x80\x80\x80\x04\x0a\x80\x80\x80\x04";
    const std::string levels = proto::bytes(
        1, proto::bytes(2, proto::bytes(2, proto::bytes(9, proto::bytes(1, "k") + proto::bytes(2, deep)))));
    std::string empties;
    for (int i = 0; i < 300'000; ++i)
        empties += proto::bytes(2, {});
    const std::string spans = proto::bytes(1, proto::bytes(2, empties));
    const auto row = [](const char *name, const std::string &body, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(gzipped(body).value()) << status;
    };
    row("levels of lengths that are not there", levels, 400);
    row("300,000 spans without anything", spans, 413);
    row("64 MiB and one byte inflated", std::string((64U << 20U) + 1, '\0'), 413);
    row("a field of 64 MiB", proto::bytes(1000, std::string((64U << 20U) - 100, 'x')), 200);
}

void TestCollectorOtlp::otherRequestsGoOnBehindABomb()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(otlpPost(running, protobuf, body.toStdString(), "Content-Encoding: gzip\r\n")));
    QCOMPARE(client.answer().status, status);
    RawClient other(running.port);
    QVERIFY(other.send(otlpPost(running, protobuf, protobufTraces({oneSpan()}))));
    QCOMPARE(other.answer().status, 200);
}

void TestCollectorOtlp::whatIsNotHttpIsSaid_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01", 6)
                         << QByteArray("TLS: expected plain HTTP, so that the address begins with http://")
                         << QByteArray("16 03 01 02 00 01\n");
    QTest::newRow("gRPC")
        << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        << QByteArray(
               "HTTP/2: expected HTTP/1.1, which OpenTelemetry calls the protocol http/protobuf (not grpc)")
        << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
}

void TestCollectorOtlp::whatIsNotHttpIsSaid()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, begin);
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(sent.toStdString()));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 400);
    QCOMPARE(bytes(answer.body), "{\"detail\":\"" + words + "\"}");
    const ClientsSeen seen = running.collector->clients();
    QCOMPARE(seen.clients.size(), 1U);
    QVERIFY(seen.clients[0].dialect == WireDialect::Unknown);
    QCOMPARE(seen.clients[0].rejected, 1U);
    QCOMPARE(seen.rejected.size(), 1U);
    QCOMPARE(bytes(seen.rejected[0].reason), words);
    QCOMPARE(bytes(seen.rejected[0].body), begin);
    QVERIFY(seen.rejected[0].method.empty());
}

void TestCollectorOtlp::clientsAndTheirRejectionsAreSeen()
{
    Running running;
    QCOMPARE(running.collector->clientsRevision(), 0U);
    const std::string agent = "User-Agent: python-requests/2.28.1\r\n";
    RawClient client(running.port);
    QVERIFY(client.send(running.post("/v2/create_session",
        R"({"session":{"session_id":"s","host_env":{"SDK":{"AgentOps SDK Version":"0.3.13"}}}})",
        "X-Agentops-Api-Key: 11111111-2222-4333-8444-555555555555\r\n" + agent)));
    const QJsonObject created = QJsonDocument::fromJson(bytes(client.answer().body)).object();
    const std::string token = created.value(QStringLiteral("jwt")).toString().toStdString();
    const std::string shown = "Authorization: Bearer " + token + "\r\n" + agent;
    QVERIFY(client.send(running.post("/v2/create_events", someEvents, shown)));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(client.send(running.post("/v2/create_events", R"({"events":17,"password":"hunter2"})", shown)));
    QCOMPARE(client.answer().status, 400);
    QVERIFY(client.send(running.health())); // nobody's

    const ClientsSeen seen = running.collector->clients();
    QCOMPARE(seen.clients.size(), 1U);
    const ClientSeen &one = seen.clients.front();
    QCOMPARE(bytes(one.sdk + ' ' + one.version), QByteArray("agentops 0.3.13"));
    QCOMPARE(one.requests, 3U);
    QCOMPARE(one.events, 1U);
    QCOMPARE(one.rejected, 1U);
    QVERIFY(one.dialect == WireDialect::AgentOpsV2);
    QVERIFY(one.lastSession == SessionId("s"));
    QCOMPARE(seen.rejected.size(), 1U);
    const RejectedRequest &refused = seen.rejected.front();
    QCOMPARE(bytes(refused.method + ' ' + refused.target), QByteArray("POST /v2/create_events"));
    QCOMPARE(bytes(refused.body), QByteArray(R"({"events":17,"password":"[masked]"})"));
    QVERIFY(refused.head.find("Authorization: [masked]\n") != std::string::npos);
    QVERIFY(refused.head.find(token) == std::string::npos);
    QVERIFY(refused.reason.find("events: expected an array") != std::string::npos);
    QCOMPARE(seen.revision, running.collector->clientsRevision());
}

void TestCollectorOtlp::headsThatAreRefusedAreSeen()
{
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(running.head("POST", "/v2/create_events",
        "Content-Type: text/plain\r\nUser-Agent: curl/8\r\nContent-Length: 99999\r\n\r\n")));
    QCOMPARE(client.answer().status, 415);
    const ClientsSeen seen = running.collector->clients();
    QCOMPARE(seen.rejected.size(), 1U);
    QCOMPARE(seen.rejected[0].bodyBytes, 0U);
    QVERIFY(seen.rejected[0].head.find("Content-Type: text/plain\n") != std::string::npos);
    QCOMPARE(seen.clients.size(), 1U);
    QCOMPARE(bytes(seen.clients[0].userAgent), QByteArray("curl/8"));
    QVERIFY(seen.clients[0].dialect == WireDialect::AgentOpsV2);
}

void TestCollectorOtlp::metricsAreSeenAsRefused()
{
    Running running;
    RawClient client(running.port);
    const std::string body = R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"tokens",)"
                             R"("gauge":{"dataPoints":[{"asInt":"1"}]}}]}]}]})";
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(running.post("/v1/metrics", body)));
        const auto answer = client.answer();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("Sluice keeps no metrics") != std::string::npos);
    }
    const ClientsSeen seen = running.collector->clients();
    QCOMPARE(seen.clients.at(0).refused, 3U);
    QCOMPARE(seen.clients.at(0).rejected, 0U);
    QCOMPARE(seen.rejected.size(), 1U);
    QCOMPARE(seen.rejected[0].status, 200U);
    QCOMPARE(bytes(seen.rejected[0].body), bytes(body));
    QCOMPARE(running.collector->stats().refused, 3U);
    QCOMPARE(running.collector->stats().rejected, 0U);
}

void TestCollectorOtlp::requestsInFlightShareACommit()
{
    constexpr int many = 100;
    Slow slow;
    slow.store.hold();
    const std::uint64_t before = slow.store.revision();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<RawClient>(slow.port));
        QVERIFY(clients.back()->send(slow.events(i)));
    }
    QTRY_COMPARE(slow.store.taken(), many);
    QVERIFY(!clients.front()->hearsWithin(0));
    slow.store.letGo();
    for (const auto &client : clients)
        QCOMPARE(client->answer().status, 200);
    // That of the batch which held the writer up, and one for all of them.
    QCOMPARE(slow.store.revision(), before + 2);
}

void TestCollectorOtlp::aLoneRequestWaitsForNobody()
{
    Slow slow;
    RawClient client(slow.port);
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(client.send(slow.events(i)));
        QCOMPARE(client.answer().status, 200);
    }
    QVERIFY(time.elapsed() < 5'000); // a timer of 250 ms would be seen
    QCOMPARE(slow.store.taken(), 20);
}

void TestCollectorOtlp::aFullStoreHoldsNobodyElseUp()
{
    Slow slow;
    slow.store.hold();
    slow.store.fill();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(slow.port));
        QVERIFY(clients.back()->send(slow.events(i)));
    }
    QTRY_COMPARE(slow.store.refused(), 1); // the others line up behind it
    QElapsedTimer time;
    time.start();
    RawClient other(slow.port);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(other.send(slow.health()));
        QCOMPARE(other.answer().status, 200);
    }
    QVERIFY(time.elapsed() < 4'000); // each would have waited for 250 ms
    QVERIFY(!clients.front()->hearsWithin(0));
    slow.store.letGo();
    for (const auto &client : clients)
        QCOMPARE(client->answer().status, 200);
    QCOMPARE(slow.collector->stats().events, 20U);
    QCOMPARE(slow.collector->stats().failed, 0U);
}

void TestCollectorOtlp::whatWaitsIsBoundedInBytes()
{
    CollectorLimits limits;
    limits.bytesInFlight = 20'000;
    Running running(limits);
    running.store.setMode(MemoryStore::Mode::Full);
    // 100 events in 2,400 bytes hold more than 20,000 as they wait.
    std::string list;
    for (int i = 0; i < 100; ++i)
        list += std::string(i == 0 ? "" : ",") + R"({"id":")" + std::to_string(i) + "\"}";
    RawClient large(running.port);
    QVERIFY(large.send(running.events(R"({"events":[)" + list + "]}")));
    const auto refusal = large.answer();
    QCOMPARE(refusal.status, 503);
    QVERIFY(refusal.hasHeader("Retry-After: 1"));
    RawClient small(running.port);
    QVERIFY(small.send(running.events()));
    RawClient other(running.port);
    QVERIFY(other.send(running.health()));
    QCOMPARE(other.answer().status, 200);
    QVERIFY(!small.hearsWithin(0));
    running.store.setMode(MemoryStore::Mode::Commit);
    QCOMPARE(small.answer().status, 200);
    QCOMPARE(running.store.committed().events.size(), 1U);
}

void TestCollectorOtlp::whatWaitsIsRefusedWhenTheStoreCloses()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Full);
    RawClient first(running.port);
    QVERIFY(first.send(running.events()));
    QVERIFY(running.store.waitForFull());
    RawClient second(running.port);
    QVERIFY(second.send(running.events()));
    RawClient other(running.port);
    QVERIFY(other.send(running.health()));
    QCOMPARE(other.answer().status, 200);
    running.store.setMode(MemoryStore::Mode::Refuse);
    QCOMPARE(first.answer().status, 503);
    QCOMPARE(second.answer().status, 503);
}

QTEST_GUILESS_MAIN(TestCollectorOtlp)
#include "tst_collector_otlp.moc"

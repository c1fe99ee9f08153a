// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/client_book.h"
#include "core/collector/client_told.h"
#include "core/collector/rejected_request.h"

#include <QString>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace sluice;

namespace {

constexpr Timestamp noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

ClientRequest request(const char *sdk, const char *version, const char *userAgent = "python-requests/2.28.1")
{
    ClientRequest made;
    made.told.sdk = sdk;
    made.told.version = version;
    made.userAgent = userAgent;
    made.dialect = WireDialect::AgentOpsV2;
    made.time = noon;
    return made;
}

/// "sdk version: requests", last seen first.
QByteArray listOf(const ClientBook &book)
{
    QByteArray list;
    for (const ClientSeen &client : book.seen().clients) {
        list += list.isEmpty() ? "" : ", ";
        list += bytes(client.sdk) + ' ' + bytes(client.version) + ": " + QByteArray::number(client.requests);
    }
    return list;
}

RawRequest raw(std::string_view body, std::string fields = {})
{
    RawRequest made;
    made.head.method = "POST";
    made.head.target = "/v2/create_events?api_key=hunter2";
    made.head.userAgent = "curl/8";
    made.fields = std::move(fields);
    made.body = body;
    return made;
}

RejectedRequest rejected(unsigned status, const char *reason, const char *userAgent = "curl/8")
{
    RejectedRequest made;
    made.status = status;
    made.reason = reason;
    made.userAgent = userAgent;
    return made;
}

} // namespace

class TestClientBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void userAgentsNameTheirSdk_data();
    void userAgentsNameTheirSdk();
    void environmentsNameTheirSdk_data();
    void environmentsNameTheirSdk();
    void requestsOfOneProgramAreOneClient();
    void sessionsTellClientsApart();
    void namesThatComeLateAreTaken();
    void userAgentsNameWhoSaysNothing();
    void countsWhatItSees();
    void forgetsTheClientNotSeenLongest();
    void textsAreCut();
    void rejectedRequestsAreKeptNewestFirst();
    void repeatedPartialSuccessesAreOne();
    void secretsInRejectedRequestsAreMasked();
    void fieldsThatOpenSomethingAreMasked_data();
    void fieldsThatOpenSomethingAreMasked();
    void bodiesAreShownAsFarAsTheyMay_data();
    void bodiesAreShownAsFarAsTheyMay();
    void readersAndTheWriterDoNotDisturbEachOther();
};

void TestClientBook::userAgentsNameTheirSdk_data()
{
    QTest::addColumn<QByteArray>("sdk");
    QTest::addColumn<QByteArray>("version");
    const auto row = [](const char *userAgent, const char *sdk, const char *version) {
        QTest::newRow(userAgent) << QByteArray(sdk) << QByteArray(version);
    };
    row("agentops-python/0.4.21", "agentops", "0.4.21");
    row("agentops-ts-sdk/unknown", "agentops", "");
    row("OTel-OTLP-Exporter-Python/1.29.0", "opentelemetry (python)", "1.29.0");
    row("OTel-OTLP-Exporter-JavaScript/0.52.1", "opentelemetry (javascript)", "0.52.1");
    row("OTel OTLP Exporter Go/1.24.0", "opentelemetry (go)", "1.24.0");
    row("python-requests/2.28.1", "", "");
    row("OTel-OTLP-Exporter-Java", "opentelemetry (java)", "");
    row("", "", "");
    row("/", "", "");
}

void TestClientBook::userAgentsNameTheirSdk()
{
    QFETCH(const QByteArray, sdk);
    QFETCH(const QByteArray, version);
    const ClientTold told = toldByUserAgent(QTest::currentDataTag());
    QCOMPARE(bytes(told.sdk), sdk);
    QCOMPARE(bytes(told.version), version);
}

void TestClientBook::environmentsNameTheirSdk_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("version");
    const auto row = [](const char *name, const char *environment, const char *version) {
        QTest::newRow(name) << QByteArray(environment) << QByteArray(version);
    };
    row("0.3.13", R"({"SDK": {"AgentOps SDK Version": "0.3.13", "Python Version": "3.11.2"}})", "0.3.13");
    row("0.3.26", R"({"SDK": {}, "Installed Packages": "{'Installed Packages': {'agentops': '0.3.26'}}"})",
        "0.3.26");
    row("a folder of that name", R"({"cwd": "/home/agentops/1", "Packages": {"agentops": "0.3.14"}})",
        "0.3.14");
    row("not told", R"({"OS": "Linux", "Project": "agentops"})", "");
    row("opted out", "{}", "");
    row("at the end", R"({"agentops)", "");
}

void TestClientBook::environmentsNameTheirSdk()
{
    QFETCH(const QByteArray, environment);
    QFETCH(const QByteArray, version);
    const ClientTold told = toldByEnvironment(environment.toStdString());
    QCOMPARE(bytes(told.version), version);
    QCOMPARE(bytes(told.sdk), version.isEmpty() ? QByteArray() : QByteArray("agentops"));
}

void TestClientBook::requestsOfOneProgramAreOneClient()
{
    ClientBook book;
    book.write(request("agentops", "0.3.13"));
    book.write(request("", ""));
    book.write(request("", ""));
    book.write(request("agentops", "0.3.13"));
    QCOMPARE(listOf(book), QByteArray("agentops 0.3.13: 4"));
    book.write(request("", "", "curl/8"));
    QCOMPARE(listOf(book), QByteArray(" : 1, agentops 0.3.13: 4"));
    ClientRequest other = request("", "");
    other.dialect = WireDialect::AgentOpsV1;
    book.write(other);
    QCOMPARE(book.seen().clients.size(), 3U);
}

void TestClientBook::sessionsTellClientsApart()
{
    ClientBook book;
    ClientRequest old = request("agentops", "0.3.13");
    old.session = SessionId("old");
    ClientRequest fresh = request("agentops", "0.3.26");
    fresh.session = SessionId("fresh");
    book.write(old);
    book.write(fresh);
    old.told = {};
    book.write(old);
    book.write(old);
    fresh.told = {};
    book.write(fresh);
    QCOMPARE(listOf(book), QByteArray("agentops 0.3.26: 2, agentops 0.3.13: 3"));
}

void TestClientBook::namesThatComeLateAreTaken()
{
    ClientBook book;
    book.write(request("", ""));
    book.write(request("agentops", "0.3.13"));
    QCOMPARE(listOf(book), QByteArray("agentops 0.3.13: 2"));
    book.write(request("agentops", "0.3.14"));
    QCOMPARE(listOf(book), QByteArray("agentops 0.3.14: 1, agentops 0.3.13: 2"));
}

void TestClientBook::userAgentsNameWhoSaysNothing()
{
    ClientBook book;
    book.write(request("", "", "OTel-OTLP-Exporter-Python/1.29.0"));
    QCOMPARE(listOf(book), QByteArray("opentelemetry (python) 1.29.0: 1"));
    // What the content says is better than what the exporter is called.
    book.write(request("agentops", "", "OTel-OTLP-Exporter-Python/1.29.0"));
    QCOMPARE(listOf(book), QByteArray("agentops : 2"));
}

void TestClientBook::countsWhatItSees()
{
    ClientBook book;
    QCOMPARE(book.revision(), 0U);
    ClientRequest good = request("agentops", "0.3.13");
    good.events = 5;
    good.session = SessionId("s");
    book.write(good);
    ClientRequest partial = request("", "");
    partial.refused = 2;
    partial.time = noon + std::chrono::seconds(1);
    book.write(partial);
    ClientRequest bad = request("", "");
    bad.status = 404;
    book.write(bad);
    ClientRequest down = request("", "");
    down.status = 503;
    book.write(down);
    const ClientsSeen seen = book.seen();
    QCOMPARE(seen.clients.size(), 1U);
    const ClientSeen &client = seen.clients.front();
    QCOMPARE(client.requests, 4U);
    QCOMPARE(client.events, 5U);
    QCOMPARE(client.refused, 2U);
    QCOMPARE(client.rejected, 1U);
    QVERIFY(client.lastSession == SessionId("s"));
    QVERIFY(client.first == noon);
    QVERIFY(client.last == noon + std::chrono::seconds(1));
    QCOMPARE(seen.revision, book.revision());
    QCOMPARE(book.revision(), 4U);
}

void TestClientBook::forgetsTheClientNotSeenLongest()
{
    ClientBook book;
    for (std::size_t i = 0; i < ClientsSeen::mostClients; ++i)
        book.write(request("sdk", std::to_string(i).c_str()));
    book.write(request("sdk", "0"));
    QCOMPARE(book.seen().forgottenClients, 0U);
    book.write(request("sdk", "one more"));
    const ClientsSeen seen = book.seen();
    QCOMPARE(seen.clients.size(), ClientsSeen::mostClients);
    QCOMPARE(seen.forgottenClients, 1U);
    QCOMPARE(bytes(seen.clients.at(0).version), QByteArray("one more"));
    QCOMPARE(bytes(seen.clients.at(1).version), QByteArray("0"));
    QCOMPARE(bytes(seen.clients.back().version), QByteArray("2")); // 1 was forgotten
}

void TestClientBook::textsAreCut()
{
    ClientBook book;
    const std::string umlauts = "x" + std::string("\xc3\xa4") + std::string(1'000, 'y');
    std::string cutWithin;
    for (int i = 0; i < 200; ++i)
        cutWithin += "\xc3\xa4"; // behind "z" the 256th byte begins one that the cut would split
    book.write(request(umlauts.c_str(), ("z" + cutWithin).c_str()));
    const ClientSeen client = book.seen().clients.front();
    QCOMPARE(client.sdk.size(), 256U);
    QCOMPARE(client.version.size(), 255U);
}

void TestClientBook::rejectedRequestsAreKeptNewestFirst()
{
    ClientBook book;
    for (int i = 0; i < 33; ++i)
        book.reject(rejected(400, std::to_string(i).c_str()));
    const ClientsSeen seen = book.seen();
    QCOMPARE(seen.rejected.size(), ClientsSeen::mostRejected);
    QCOMPARE(seen.forgottenRejected, 1U);
    QCOMPARE(bytes(seen.rejected.front().reason), QByteArray("32"));
    QCOMPARE(seen.rejected.front().number, 33U);
    QCOMPARE(bytes(seen.rejected.back().reason), QByteArray("1"));
    QCOMPARE(book.revision(), 33U);
}

void TestClientBook::repeatedPartialSuccessesAreOne()
{
    ClientBook book;
    book.reject(rejected(400, "first"));
    for (int i = 0; i < 50; ++i) {
        book.reject(rejected(200, "no metrics"));
        book.reject(rejected(200, "no metrics", "another"));
    }
    book.reject(rejected(400, "first"));
    const ClientsSeen seen = book.seen();
    QCOMPARE(seen.rejected.size(), 4U);
    QCOMPARE(seen.rejected.front().number, 102U);
    QCOMPARE(seen.rejected.at(1).number, 101U);
    QCOMPARE(seen.forgottenRejected, 98U);
}

void TestClientBook::secretsInRejectedRequestsAreMasked()
{
    const RejectedRequest kept = rejectedRequest(raw(R"({"password":"hunter2","key":"sk-abcdefgh12345678"})"),
        400, "found Bearer abcdefghijklmnop123", noon);
    QCOMPARE(bytes(kept.target), QByteArray("/v2/create_events?api_key=[masked]"));
    QCOMPARE(bytes(kept.body), QByteArray(R"({"password":"[masked]","key":"sk-[masked]"})"));
    QCOMPARE(bytes(kept.reason), QByteArray("found Bearer [masked]"));
    QCOMPARE(bytes(kept.method), QByteArray("POST"));
    QCOMPARE(kept.status, 400U);
    QVERIFY(kept.time == noon);
}

void TestClientBook::fieldsThatOpenSomethingAreMasked_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *field, const char *shown) {
        QTest::newRow(field) << QByteArray(field) << QByteArray(shown);
    };
    row("Authorization: Bearer x", "Authorization: [masked]");
    row("authorization: Basic cGs6c2s=", "authorization: [masked]");
    row("Proxy-Authorization: x", "Proxy-Authorization: [masked]");
    row("X-Agentops-Api-Key: 11111111-2222-4333-8444-555555555555", "X-Agentops-Api-Key: [masked]");
    row("X-Agentops-Parent-Key: 1", "X-Agentops-Parent-Key: [masked]");
    row("X-Agentops-Auth: 1", "X-Agentops-Auth: [masked]");
    row("Cookie: a=b", "Cookie: [masked]");
    row("x-honeycomb-team-token: 7", "x-honeycomb-team-token: [masked]");
    row("Content-Type: application/json", "Content-Type: application/json");
    row("User-Agent: agent sk-abcdefgh12345678", "User-Agent: agent sk-[masked]");
    row("Host: 127.0.0.1:4318", "Host: 127.0.0.1:4318");
    row("Strange", "Strange");
}

void TestClientBook::fieldsThatOpenSomethingAreMasked()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QByteArray, shown);
    const RejectedRequest kept
        = rejectedRequest(raw({}, "Accept: a\n" + field.toStdString() + "\n"), 400, "no", noon);
    QCOMPARE(bytes(kept.head), "Accept: a\n" + shown + '\n');
}

void TestClientBook::bodiesAreShownAsFarAsTheyMay_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray full(16'384, 'x');
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("text") << QByteArray("{\"a\":\t1}\r\n") << QByteArray("{\"a\":\t1}\r\n");
    QTest::newRow("as much as may be") << full << full;
    QTest::newRow("one more") << full + 'y' << full;
    QTest::newRow("cut within a character") << full.chopped(1) + "\xc3\xa4" << full.chopped(1);
    QTest::newRow("a secret at the cut")
        << QByteArray(16'374, ' ') + "sk-abcdefgh12345678" << QByteArray(16'374, ' ') + "sk-[masked";
    QTest::newRow("no text") << QByteArray("\x16\x03\x01", 3) << QByteArray("16 03 01\n");
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << QByteArray("61 ff\n");
    QTest::newRow("two lines") << QByteArray(33, '\0') << QByteArray("00 ").repeated(31) + "00\n00\n";
    QTest::newRow("a secret in what is no text")
        << QByteArray("\x01sk-abcdefgh12345678") << QByteArray("01 73 6b 2d 5b 6d 61 73 6b 65 64 5d\n");
}

void TestClientBook::bodiesAreShownAsFarAsTheyMay()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, shown);
    const std::string received = body.toStdString();
    const RejectedRequest kept = rejectedRequest(raw(received), 400, "no", noon);
    QCOMPARE(bytes(kept.body), shown);
    QCOMPARE(kept.bodyBytes, received.size());
}

void TestClientBook::readersAndTheWriterDoNotDisturbEachOther()
{
    ClientBook book;
    std::atomic<bool> done{false};
    std::uint64_t last = 0;
    bool grows = true;
    std::jthread reader([&] {
        while (!done) {
            const ClientsSeen seen = book.seen();
            grows = grows && seen.revision >= last && seen.clients.size() <= ClientsSeen::mostClients;
            last = seen.revision;
        }
    });
    for (int i = 0; i < 2'000; ++i) {
        book.write(request("sdk", std::to_string(i % 100).c_str()));
        book.reject(rejected(400, "no"));
    }
    done = true;
    reader.join();
    QVERIFY(grows);
    QCOMPARE(book.revision(), 4'000U);
}

QTEST_APPLESS_MAIN(TestClientBook)
#include "tst_client_book.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the connect page shows, without saying how: clients, rejected requests, losses, the test, access.

#include "tests/ui/bridge/seen_clients.h"
#include "ui/models/access_form.h"
#include "ui/models/ago_text.h"
#include "ui/models/clients_model.h"
#include "ui/models/connection_test_text.h"
#include "ui/models/format.h"
#include "ui/models/lost_by_sdk_model.h"
#include "ui/models/rejected_requests_model.h"
#include "ui/models/store_trouble_text.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

ClientsSeen oneClient(int last = 10)
{
    ClientsSeen seen;
    seen.clients = {clientSeen("agentops", "0.3.26", WireDialect::AgentOpsV2, 0, last, SessionId("s"))};
    return seen;
}

QString textAt(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

ConnectionReport reportAt(int done, ConnectionReport::End end, int status = 0)
{
    ConnectionReport report;
    report.session = SessionId("t");
    report.done = done;
    report.end = end;
    report.status = status;
    report.answered = Micros(1'500);
    report.committed = Micros(4'000);
    return report;
}

} // namespace

class TestConnectModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowLongAgo_data();
    void saysHowLongAgo();
    void listsAClient();
    void keepsAClientsRowWhileItSends();
    void putsANewClientFirstAndForgetsOldOnes();
    void namesClients_data();
    void namesClients();
    void listsRejectedRequestsNewestFirst();
    void showsARawRequestAsPlainText();
    void advisesOnEachStatus_data();
    void advisesOnEachStatus();
    void countsWhatAnSdkLost_data();
    void countsWhatAnSdkLost();
    void listsLossesWhenASessionIsOver();
    void saysEachStepOfTheTest_data();
    void saysEachStepOfTheTest();
    void readsWhoMaySend_data();
    void readsWhoMaySend();
    void refusesWhatIsNoAccess_data();
    void refusesWhatIsNoAccess();
    void makesTokensThatAreTaken();
    void saysWhatBecameOfTheStore_data();
    void saysWhatBecameOfTheStore();
    void saysWhyRequestsAreNotStored_data();
    void saysWhyRequestsAreNotStored();
};

void TestConnectModels::saysHowLongAgo_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("ahead") << -5 << QStringLiteral("now");
    QTest::newRow("0") << 0 << QStringLiteral("now");
    QTest::newRow("1") << 1 << QStringLiteral("1 s ago");
    QTest::newRow("59") << 59 << QStringLiteral("59 s ago");
    QTest::newRow("60") << 60 << QStringLiteral("1 min ago");
    QTest::newRow("3599") << 3'599 << QStringLiteral("59 min ago");
    QTest::newRow("3600") << 3'600 << QStringLiteral("1 h ago");
    QTest::newRow("86399") << 86'399 << QStringLiteral("23 h ago");
}

void TestConnectModels::saysHowLongAgo()
{
    QFETCH(int, seconds);
    QTEST(agoText(atSecond(0), atSecond(seconds)), "text");
    QCOMPARE(agoText(atSecond(0), atSecond(86'400)), shortTimeText(atSecond(0), atSecond(86'400)));
}

void TestConnectModels::listsAClient()
{
    ClientsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setNow(atSecond(22));
    model.update(oneClient());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(textAt(model, 0, ClientsModel::Client), QStringLiteral("agentops 0.3.26"));
    QCOMPARE(textAt(model, 0, ClientsModel::Service), unknownText());
    QCOMPARE(textAt(model, 0, ClientsModel::Protocol), QStringLiteral("AgentOps REST v2"));
    QCOMPARE(textAt(model, 0, ClientsModel::Last), QStringLiteral("12 s ago"));
    QCOMPARE(textAt(model, 0, ClientsModel::Events), QStringLiteral("340"));
    model.setNow(atSecond(23));
    QCOMPARE(textAt(model, 0, ClientsModel::Last), QStringLiteral("13 s ago"));
}

void TestConnectModels::keepsAClientsRowWhileItSends()
{
    ClientsModel model;
    ClientsSeen seen = oneClient();
    seen.clients.insert(
        seen.clients.begin(), clientSeen("otel", "1", WireDialect::OtlpJson, 5, 12, SessionId()));
    model.update(seen);
    const QPersistentModelIndex agentops(model.index(1, ClientsModel::Client));
    QCOMPARE(agentops.data().toString(), QStringLiteral("agentops 0.3.26"));
    std::swap(seen.clients[0], seen.clients[1]); // the collector tells the last seen first
    seen.clients[0].last = atSecond(20);
    seen.clients[0].requests = 99;
    model.update(seen);
    QCOMPARE(agentops.row(), 1);
    QCOMPARE(textAt(model, 1, ClientsModel::Requests), QStringLiteral("99"));
}

void TestConnectModels::putsANewClientFirstAndForgetsOldOnes()
{
    ClientsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update(oneClient());
    ClientsSeen seen = oneClient();
    seen.clients.push_back(clientSeen("otel", "1", WireDialect::OtlpProtobuf, 9, 9, SessionId()));
    model.update(seen);
    QCOMPARE(textAt(model, 0, ClientsModel::Client), QStringLiteral("otel 1"));
    seen.clients.erase(seen.clients.begin());
    model.update(seen);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(textAt(model, 0, ClientsModel::Client), QStringLiteral("otel 1"));
    model.update({});
    QCOMPARE(model.rowCount(), 0);
}

void TestConnectModels::namesClients_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("name");
    QTest::newRow("both") << "agentops"
                          << "0.4.21"
                          << "x/1"
                          << "agentops 0.4.21";
    QTest::newRow("no version") << "agentops"
                                << ""
                                << "x/1"
                                << "agentops";
    QTest::newRow("User-Agent only") << ""
                                     << ""
                                     << "curl/7.88"
                                     << "curl/7.88";
    QTest::newRow("nothing") << ""
                             << ""
                             << ""
                             << "unknown program";
    QTest::newRow("hidden characters") << "a\nb"
                                       << ""
                                       << ""
                                       << "a b";
    QTest::newRow("bidi") << QStringLiteral("a") + QChar(0x202e) << ""
                          << ""
                          << "a[U+202E]";
}

void TestConnectModels::namesClients()
{
    QFETCH(QString, sdk);
    QFETCH(QString, version);
    QFETCH(QString, agent);
    ClientSeen client;
    client.sdk = sdk.toStdString();
    client.version = version.toStdString();
    client.userAgent = agent.toStdString();
    QTEST(clientName(client), "name");
}

void TestConnectModels::listsRejectedRequestsNewestFirst()
{
    RejectedRequestsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ClientsSeen seen;
    seen.rejected = {rejectedRequest(1, 400, "first")};
    model.update(seen);
    const QPersistentModelIndex first(model.index(0, RejectedRequestsModel::Why));
    seen.rejected.insert(
        seen.rejected.begin(), {rejectedRequest(3, 401, "third"), rejectedRequest(2, 415, "second")});
    model.update(seen);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(textAt(model, 0, RejectedRequestsModel::Why), QStringLiteral("third"));
    QCOMPARE(textAt(model, 0, RejectedRequestsModel::Status), QStringLiteral("401"));
    QCOMPARE(textAt(model, 1, RejectedRequestsModel::What), QStringLiteral("POST /v2/create_events"));
    QCOMPARE(first.row(), 2);
    seen.rejected.pop_back();
    model.update(seen);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!first.isValid());
    QVERIFY(model.at(2) == nullptr);
}

void TestConnectModels::showsARawRequestAsPlainText()
{
    RejectedRequest request = rejectedRequest(1, 400, "no");
    request.body = "a\xe2\x80\xae"
                   "b";
    request.bodyBytes = request.body.size();
    QCOMPARE(rawRequestText(request),
        QStringLiteral("POST /v2/create_events\nHost: 127.0.0.1:4318\nContent-Type: application/json\n"
                       "X-Agentops-Api-Key: [masked]\n\na[U+202E]b"));
    request.bodyBytes = 20'000;
    QVERIFY(rawRequestText(request).endsWith(QStringLiteral("(the beginning of 19.5 KiB)")));
    request.body.clear();
    request.bodyBytes = 0;
    QVERIFY(rawRequestText(request).endsWith(QStringLiteral("\n\n(no body was read)")));
}

void TestConnectModels::advisesOnEachStatus_data()
{
    QTest::addColumn<unsigned>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("200") << 200U << QStringLiteral("all else in it is stored");
    QTest::newRow("400") << 400U << QStringLiteral("names the place");
    QTest::newRow("401") << 401U << QStringLiteral("access token");
    QTest::newRow("403") << 403U << QStringLiteral("web page");
    QTest::newRow("404") << 404U << QStringLiteral("address");
    QTest::newRow("413") << 413U << QStringLiteral("smaller batches");
    QTest::newRow("414") << 414U << QStringLiteral("head is too large");
    QTest::newRow("415") << 415U << QStringLiteral("Content-Type");
    QTest::newRow("421") << 421U << QStringLiteral("allowed names");
    QTest::newRow("431") << 431U << QStringLiteral("head is too large");
}

void TestConnectModels::advisesOnEachStatus()
{
    QFETCH(unsigned, status);
    QFETCH(QString, word);
    const QString advice = rejectionAdvice(rejectedRequest(1, status, {}));
    QVERIFY2(advice.contains(word), qPrintable(advice));
}

void TestConnectModels::countsWhatAnSdkLost_data()
{
    QTest::addColumn<int>("counted");
    QTest::addColumn<int>("arrived");
    QTest::addColumn<bool>("isEnded");
    QTest::addColumn<int>("lost");
    QTest::newRow("all came") << 10 << 10 << true << 0;
    QTest::newRow("one more") << 9 << 10 << true << 0;
    QTest::newRow("one less") << 10 << 9 << true << 1;
    QTest::newRow("running") << 10 << 9 << false << 0;
    QTest::newRow("not told") << -1 << 9 << true << 0;
}

void TestConnectModels::countsWhatAnSdkLost()
{
    QFETCH(int, counted);
    QFETCH(int, arrived);
    QFETCH(bool, isEnded);
    QFETCH(int, lost);
    SessionSummary session
        = countedSession("s", static_cast<std::uint64_t>(counted), static_cast<std::uint64_t>(arrived));
    if (counted < 0)
        session.sdkEvents.reset();
    if (!isEnded)
        session.ended.reset();
    const auto found = lostBySdk(session, atSecond(1));
    QCOMPARE(found.has_value(), lost > 0);
    QCOMPARE(found.value_or(0), static_cast<std::uint64_t>(lost));
    session.origin = Origin::Recorded;
    QVERIFY(!lostBySdk(session, atSecond(1)));
}

void TestConnectModels::listsLossesWhenASessionIsOver()
{
    LostBySdkModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setNow(atSecond(1));
    SessionSummary session = countedSession("s", 3'000, 2'550);
    const auto ended = std::exchange(session.ended, std::nullopt);
    model.update({session});
    QCOMPARE(model.rowCount(), 0);
    session.ended = ended;
    model.update({session, countedSession("fine", 5, 5)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(textAt(model, 0, LostBySdkModel::Lost), QStringLiteral("the SDK lost 450"));
    QCOMPARE(model.lostInAll(), 450U);
    session.counts.of(EventType::Action) = 3'000; // they came late
    model.update({session});
    QCOMPARE(model.rowCount(), 0);

    SessionSummary silent = countedSession("silent", 2, 1);
    silent.ended.reset();
    model.update({silent});
    QCOMPARE(model.rowCount(), 0);
    model.setNow(silent.lastNews + silentAfter + std::chrono::seconds(1));
    QCOMPARE(model.rowCount(), 1);
}

void TestConnectModels::saysEachStepOfTheTest_data()
{
    using End = ConnectionReport::End;
    QTest::addColumn<ConnectionReport>("report");
    QTest::addColumn<QString>("states"); // open, under way, good, bad
    QTest::addColumn<QString>("word"); // of the last step that is not open
    QTest::addColumn<bool>("isAdvised");
    QTest::newRow("begun") << reportAt(0, End::Running) << "uooo"
                           << "Reach" << false;
    QTest::newRow("answered") << reportAt(2, End::Running) << "gguo"
                              << "Have an event" << false;
    QTest::newRow("good") << reportAt(4, End::Good) << "gggg"
                          << "in the list" << false;
    QTest::newRow("not reached") << reportAt(0, End::NotReached) << "booo"
                                 << "Not reached" << true;
    QTest::newRow("no second answer") << reportAt(2, End::NotReached) << "ggbo"
                                      << "No answer" << true;
    QTest::newRow("another server") << reportAt(1, End::NotOurs, 200) << "gboo"
                                    << "not as an" << true;
    QTest::newRow("refused") << reportAt(1, End::Refused, 401) << "gboo"
                             << "Refused with 401" << true;
    QTest::newRow("not stored") << reportAt(2, End::NotStored, 503) << "ggbo"
                                << "Not stored: 503" << true;
    QTest::newRow("not shown") << reportAt(3, End::NotShown) << "gggb"
                               << "does not appear" << true;
}

void TestConnectModels::saysEachStepOfTheTest()
{
    QFETCH(ConnectionReport, report);
    QFETCH(QString, word);
    QFETCH(bool, isAdvised);
    QString states;
    QString last;
    for (const TestLine &line : testLines(report, QStringLiteral("http://127.0.0.1:1"))) {
        states += QStringLiteral("ougb").at(static_cast<int>(line.state));
        if (line.state != TestLine::State::Open)
            last = line.text;
    }
    QTEST(states, "states");
    QVERIFY2(last.contains(word), qPrintable(last));
    QCOMPARE(!testAdvice(report).isEmpty(), isAdvised);
    if (report.done >= 2)
        QCOMPARE(testLines(report, {}).at(1).text, QStringLiteral("Answered in 1.50 ms"));
}

void TestConnectModels::readsWhoMaySend_data()
{
    QTest::addColumn<QString>("hosts");
    QTest::addColumn<QString>("origins");
    QTest::addColumn<QString>("readHosts");
    QTest::addColumn<QString>("readOrigins");
    QTest::newRow("nothing") << ""
                             << " "
                             << ""
                             << "";
    QTest::newRow("one each") << "Host.Docker.Internal"
                              << "http://LOCALHOST:3000/"
                              << "host.docker.internal"
                              << "http://localhost:3000";
    QTest::newRow("several") << "a, b\nc;d a"
                             << "http://a https://b"
                             << "a, b, c, d"
                             << "http://a, https://b";
    QTest::newRow("addresses") << "172.17.0.1 [fd00::1]"
                               << "http://[::1]:80"
                               << "172.17.0.1, [fd00::1]"
                               << "http://[::1]:80";
}

void TestConnectModels::readsWhoMaySend()
{
    QFETCH(QString, hosts);
    QFETCH(QString, origins);
    const Result<CollectorAccess> access = accessOf({{}, hosts, origins});
    QVERIFY2(access.ok(), access ? "" : access.error().message.c_str());
    QTEST(formOf(*access).hosts, "readHosts");
    QTEST(formOf(*access).origins, "readOrigins");
}

void TestConnectModels::refusesWhatIsNoAccess_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("hosts");
    QTest::addColumn<QString>("origins");
    QTest::newRow("host with a port") << ""
                                      << "a:80"
                                      << "";
    QTest::newRow("host with a scheme") << ""
                                        << "http://a"
                                        << "";
    QTest::newRow("host too long") << "" << QString(254, QLatin1Char('a')) << "";
    QTest::newRow("origin with a path") << ""
                                        << ""
                                        << "http://a/b";
    QTest::newRow("origin null") << ""
                                 << ""
                                 << "null";
    QTest::newRow("origin of a file") << ""
                                      << ""
                                      << "file:///x";
    QTest::newRow("origin without a port") << ""
                                           << ""
                                           << "http://a:";
    QTest::newRow("port too large") << ""
                                    << ""
                                    << "http://a:65536";
    QTest::newRow("token no UUID") << "secret-words"
                                   << ""
                                   << "";
    QTest::newRow("nil token") << "00000000-0000-0000-0000-000000000000"
                               << ""
                               << "";
}

void TestConnectModels::refusesWhatIsNoAccess()
{
    QFETCH(QString, token);
    QFETCH(QString, hosts);
    QFETCH(QString, origins);
    const Result<CollectorAccess> access = accessOf({token, hosts, origins});
    QVERIFY(!access);
    QVERIFY(access.error().kind == ErrorKind::Usage);
    if (!token.isEmpty())
        QVERIFY(!QString::fromStdString(access.error().message).contains(token));
}

void TestConnectModels::makesTokensThatAreTaken()
{
    const QString token = newToken();
    QVERIFY(token != newToken());
    const Result<CollectorAccess> access = accessOf({token, {}, {}});
    QVERIFY(access.ok());
    QCOMPARE(QString::fromStdString(access->token), token);
}

void TestConnectModels::saysWhatBecameOfTheStore_data()
{
    QTest::addColumn<bool>("isSalvaged");
    QTest::addColumn<int>("gaps");
    QTest::addColumn<QString>("word");
    QTest::newRow("whole") << true << 0 << QStringLiteral("12,345 rows of it; no place");
    QTest::newRow("gaps") << true << 3 << QStringLiteral("3 places could not be read");
    QTest::newRow("nothing") << false << 0 << QStringLiteral("nothing in it could be read");
}

void TestConnectModels::saysWhatBecameOfTheStore()
{
    QFETCH(bool, isSalvaged);
    QFETCH(int, gaps);
    QFETCH(QString, word);
    const QString text
        = rescueText({"/data/sluice.db.corrupt-1", isSalvaged, 12'345, static_cast<std::uint64_t>(gaps)});
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("/data/sluice.db.corrupt-1")));
}

void TestConnectModels::saysWhyRequestsAreNotStored_data()
{
    QTest::addColumn<NotStoredCause>("cause");
    QTest::addColumn<DiskFault>("fault");
    QTest::addColumn<qint64>("free"); // -1: not known
    QTest::addColumn<QString>("word");
    const auto row
        = [](const char *name, NotStoredCause cause, DiskFault fault, qint64 free, const char *word) {
              QTest::newRow(name) << cause << fault << free << QString::fromLatin1(word);
          };
    const auto byStore = [row](const char *name, DiskFault fault, qint64 free, const char *word) {
        row(name, NotStoredCause::Store, fault, free, word);
    };
    const auto little = qint64(fullDiskBytes) - 1;
    const auto enough = qint64(fullDiskBytes);
    byStore("little room", DiskFault::None, little, "is full: 128 MiB are free");
    byStore("room", DiskFault::None, enough, "slower than the senders");
    byStore("unknown", DiskFault::None, -1, "slower than the senders");
    byStore("full", DiskFault::Full, little, "is full: 128 MiB are free");
    byStore("full, it says", DiskFault::Full, -1, "is full. Make room");
    byStore("a quota", DiskFault::Full, enough, "a quota may be used up");
    byStore("fails", DiskFault::Failed, little, "errors in reading or writing");
    byStore("damaged", DiskFault::Damaged, enough, "The store in /data is damaged. Start Sluice anew");
    byStore("read-only", DiskFault::ReadOnly, enough, "is read-only");
    byStore("locked", DiskFault::Locked, enough, "Another program has locked");
    byStore("another", DiskFault::Other, enough, "or cannot be written");
    row("too much at once", NotStoredCause::NoRoom, DiskFault::None, little, "more than 256 MiB");
    row("over", NotStoredCause::Over, DiskFault::None, little, "What came later is stored");
}

void TestConnectModels::saysWhyRequestsAreNotStored()
{
    QFETCH(NotStoredCause, cause);
    QFETCH(DiskFault, fault);
    QFETCH(qint64, free);
    QFETCH(QString, word);
    const auto bytes = free < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(free));
    const QString text = notStoredText({12, cause, fault, QStringLiteral("/data"), bytes});
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(text.startsWith(QStringLiteral("12 requests")));
}

QTEST_GUILESS_MAIN(TestConnectModels)
#include "tst_connect_models.moc"

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/access_file.h"
#include "app/engine/engine.h"
#include "app/sluicectl/access_options.h"
#include "core/agentops/encode.h"
#include "core/transport/curl_transport.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

namespace {

constexpr const char *token = "11111111-2222-4333-8444-555555555555";
constexpr const char *otherToken = "99999999-2222-4333-8444-555555555555";

CollectorAccess closed()
{
    CollectorAccess access;
    access.token = token;
    access.hosts = {"host.docker.internal"};
    access.origins = {"http://localhost:3000"};
    return access;
}

/// The status of a session that is begun with that key, by a client that calls us so.
int statusFor(Engine &engine, const std::string &key, const std::string &host = {})
{
    const std::string body = R"({"session":{"session_id":"638552b9-0000-4000-8000-000000000001"}})";
    HttpRequest request;
    request.url = engine.collector()->address().toUrl() + "/v2/create_session";
    request.headers = {{"Content-Type", "application/json"}, {"X-Agentops-Api-Key", key}};
    if (!host.empty())
        request.headers.emplace_back("Host", host + ':' + std::to_string(engine.collector()->address().port));
    request.body = body;
    return CurlTransport().post(request).status;
}

} // namespace

class TestCollectorAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void keepsWhatWasSet();
    void keepsItForItsUserAlone();
    void isOpenWithoutAFile();
    void namesTheLineThatIsWrong_data();
    void namesTheLineThatIsWrong();
    void saysWhenItCannotBeKept();
    void readsATokenFile_data();
    void readsATokenFile();
    void startsWithWhatWasSet();
    void changesWhileItRuns();
    void letsItsOwnRecorderInWhateverIsSet();
    void letsTheRecorderOfAnotherProcessIn();
    void takesOptionsOverWhatWasSet();
    void refusesOptionsThatMakeNoSense_data();
    void refusesOptionsThatMakeNoSense();

private:
    DataDir dataDir() const { return {m_dir->path().toStdString()}; }
    EngineOptions options() const
    {
        EngineOptions options;
        options.dataDir = m_dir->path().toStdString();
        options.listen = ListenAddress{"127.0.0.1", 0};
        return options;
    }
    QString write(const char *name, const QByteArray &text) const
    {
        QFile file(m_dir->filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    static std::uint64_t delivered(Engine &engine)
    {
        const std::shared_ptr<RecordingSession> session = engine.recorder()->startSession().value();
        session->record(ActionEvent());
        session->end(EndState::Success);
        return engine.recorder()->ledger().delivered;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCollectorAccess::keepsWhatWasSet()
{
    QVERIFY(writeAccess(dataDir(), closed()).ok());
    const Result<CollectorAccess> read = readAccess(dataDir());
    QVERIFY(read.ok());
    QCOMPARE(read->token, closed().token);
    QCOMPARE(read->hosts, closed().hosts);
    QCOMPARE(read->origins, closed().origins);
    QVERIFY(writeAccess(dataDir(), {}).ok());
    QVERIFY(readAccess(dataDir())->token.empty());
    QVERIFY(readAccess(dataDir())->hosts.empty());
}

void TestCollectorAccess::keepsItForItsUserAlone()
{
    const QString file = QString::fromStdString(accessFileOf(dataDir()).string());
    write("collector-access", "# anybody may read this\n");
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(writeAccess(dataDir(), closed()).ok());
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther | QFile::ExeOwner;
    QCOMPARE(QFileInfo(file).permissions() & others, QFile::Permissions());
    QVERIFY(!QFile::exists(file + QStringLiteral(".new")));
}

void TestCollectorAccess::isOpenWithoutAFile()
{
    const Result<CollectorAccess> read = readAccess(dataDir());
    QVERIFY(read.ok());
    QVERIFY(read->token.empty() && read->hosts.empty() && read->origins.empty());
}

void TestCollectorAccess::namesTheLineThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << QByteArray("# x\nuser me\n") << QStringLiteral("line 2: expected token");
    QTest::newRow("host") << QByteArray("host a b\n") << QStringLiteral("line 1: \"a b\": expected a host");
    QTest::newRow("origin") << QByteArray("origin null\n") << QStringLiteral("line 1: \"null\": expected");
    QTest::newRow("token") << QByteArray("\ntoken my-secret\n") << QStringLiteral("line 2: the access token");
}

void TestCollectorAccess::namesTheLineThatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    write("collector-access", text);
    const Result<CollectorAccess> read = readAccess(dataDir());
    QVERIFY(!read);
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.contains(words), qPrintable(message));
    QVERIFY(!message.contains(QStringLiteral("my-secret")));
    QVERIFY(!Engine::open(options())); // a wrong file opens nothing
}

void TestCollectorAccess::saysWhenItCannotBeKept()
{
    const Result<void> written = writeAccess({m_dir->path().toStdString() + "/missing"}, closed());
    QVERIFY(!written);
    QVERIFY(written.error().kind == ErrorKind::Io);
}

void TestCollectorAccess::readsATokenFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("a line") << QByteArray(token) + "\n" << true;
    QTest::newRow("no line end") << QByteArray(token) << true;
    QTest::newRow("of Windows") << QByteArray(token) + "\r\nmore\r\n" << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("words") << QByteArray("open sesame\n") << false;
}

void TestCollectorAccess::readsATokenFile()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGood);
    const Result<std::string> read = accessTokenFrom(write("token", text).toStdString());
    QCOMPARE(read.ok(), isGood);
    if (isGood)
        QCOMPARE(*read, std::string(token));
    else
        QVERIFY(read.error().message.find("sesame") == std::string::npos);
}

void TestCollectorAccess::startsWithWhatWasSet()
{
    QVERIFY(writeAccess(dataDir(), closed()).ok());
    const auto engine = Engine::open(options()).value();
    QCOMPARE(statusFor(*engine, token), 200);
    QCOMPARE(statusFor(*engine, otherToken), 401);
    QCOMPARE(statusFor(*engine, token, "host.docker.internal"), 200);
    QCOMPARE(statusFor(*engine, token, "elsewhere"), 421);
}

void TestCollectorAccess::changesWhileItRuns()
{
    const auto engine = Engine::open(options()).value();
    const std::uint16_t port = engine->collector()->address().port;
    QCOMPARE(statusFor(*engine, otherToken), 200);
    QVERIFY(engine->setAccess(closed()).ok());
    QCOMPARE(engine->collector()->address().port, port);
    QCOMPARE(statusFor(*engine, otherToken), 401);
    QCOMPARE(statusFor(*engine, token), 200);
    QVERIFY(engine->setAccess({}).ok());
    QCOMPARE(statusFor(*engine, otherToken), 200);
    QCOMPARE(statusFor(*engine, token, "host.docker.internal"), 421);
}

void TestCollectorAccess::letsItsOwnRecorderInWhateverIsSet()
{
    const auto engine = Engine::open(options()).value();
    QCOMPARE(delivered(*engine), 1U);
    QVERIFY(engine->setAccess(closed()).ok());
    QCOMPARE(delivered(*engine), 2U);
    CollectorAccess changed = closed();
    changed.token = otherToken;
    QVERIFY(engine->setAccess(changed).ok());
    QCOMPARE(delivered(*engine), 3U);
}

void TestCollectorAccess::letsTheRecorderOfAnotherProcessIn()
{
    QVERIFY(writeAccess(dataDir(), closed()).ok());
    const auto holder = Engine::open(options()).value();
    const auto viewer = Engine::open(options()).value();
    QVERIFY(viewer->isViewer());
    QCOMPARE(delivered(*viewer), 1U);
    QVERIFY(!viewer->setAccess({}));
}

void TestCollectorAccess::takesOptionsOverWhatWasSet()
{
    QVERIFY(writeAccess(dataDir(), closed()).ok());
    const QString file = write("token", QByteArray(otherToken));
    const Grammar grammar{{"--token-file", "--allow-host", "--allow-origin"}, {}, 0, ""};
    const auto arguments = Arguments::read(
        {"--token-file", file.toStdString(), "--allow-host", "a,B", "--allow-origin=http://x"}, grammar);
    EngineOptions asked = options();
    QVERIFY(takeAccess(*arguments, asked).ok());
    const auto engine = Engine::open(asked).value();
    QCOMPARE(statusFor(*engine, token), 401);
    QCOMPARE(statusFor(*engine, otherToken, "b"), 200);
    QCOMPARE(statusFor(*engine, otherToken, "host.docker.internal"), 200);
    QCOMPARE(engine->access().origins, (std::vector<std::string>{"http://localhost:3000", "http://x"}));
    QCOMPARE(readAccess(dataDir())->token, std::string(token)); // the options hold this time only
}

void TestCollectorAccess::refusesOptionsThatMakeNoSense_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::newRow("no such file") << "--token-file"
                                  << "/nonexistent/token";
    QTest::newRow("host") << "--allow-host"
                          << "a,http://b";
    QTest::newRow("empty host") << "--allow-host"
                                << "a,";
    QTest::newRow("origin") << "--allow-origin"
                            << "localhost:3000";
}

void TestCollectorAccess::refusesOptionsThatMakeNoSense()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    const Grammar grammar{{"--token-file", "--allow-host", "--allow-origin"}, {}, 0, ""};
    const auto arguments = Arguments::read({option.toStdString(), value.toStdString()}, grammar);
    EngineOptions asked;
    const Result<void> taken = takeAccess(*arguments, asked);
    QVERIFY(!taken);
    QVERIFY(!taken.error().message.empty());
}

QTEST_GUILESS_MAIN(TestCollectorAccess)
#include "tst_collector_access.moc"

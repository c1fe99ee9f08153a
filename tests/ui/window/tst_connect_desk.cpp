// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The connect page on a real engine, and the lines across the top that have to do with collector and store.

#include "app/bridges/window_bridges.h"
#include "app/engine/access_file.h"
#include "core/transport/curl_transport.h"
#include "ui/bridge/convert.h"
#include "ui/connect/connect_page.h"
#include "ui/connect/lines_panel.h"
#include "ui/widgets/copyable_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/collector_label.h"
#include "ui/window/connect_desk.h"
#include "ui/window/port_banner.h"
#include "ui/window/rescue_banner.h"
#include "ui/window/start_page.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000;

CollectorStats failed(std::uint64_t requests, std::uint64_t noRoom = 0, std::uint64_t events = 0)
{
    CollectorStats stats;
    stats.failed = requests;
    stats.noRoom = noRoom;
    stats.events = events;
    return stats;
}

class Bench
{
public:
    /// `damage`: what became of the data directory since the last Sluice had it.
    explicit Bench(const std::function<void(const QString &dataDir)> &damage = {})
        : engine(openAfter(damage))
        , bridges(*engine)
        , desk(bridges.main, &m_host)
    {
        m_host.resize(1024, 640);
        desk.page()->resize(m_host.size());
        m_host.show();
        desk.refreshSources({});
        bridges.main.start();
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = m_host.findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("the window has no %s", name);
        return found;
    }

    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    std::string url() const { return engine->collector()->address().toUrl(); }

    /// The status of what an SDK begins with.
    int beginSession(const std::string &key) const
    {
        const std::string body = R"({"session":{"session_id":"638552b9-0000-4000-8000-000000000001"}})";
        HttpRequest request;
        request.url = url() + "/v2/create_session";
        request.headers = {{"Content-Type", "application/json"}, {"X-Agentops-Api-Key", key},
            {"User-Agent", "python-requests/2.28.1"}};
        request.body = body;
        return CurlTransport().post(request).status;
    }

private:
    EngineOptions options() const
    {
        EngineOptions options;
        options.dataDir = m_dir.path().toStdString();
        options.listen = ListenAddress{"127.0.0.1", 0};
        return options;
    }

    std::unique_ptr<Engine> openAfter(const std::function<void(const QString &dataDir)> &damage) const
    {
        if (damage) {
            Engine::open(options()).value().reset();
            damage(m_dir.path());
        }
        return Engine::open(options()).value();
    }

    QTemporaryDir m_dir; // first: it goes last

public:
    std::unique_ptr<Engine> engine;
    WindowBridges bridges;

private:
    QWidget m_host;

public:
    ConnectDesk desk;
};

} // namespace

class TestConnectDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsATestThatArrives();
    void showsWhoSendsAsItComes();
    void showsWhatWasRejected();
    void runsTheLinesThatAreCopied();
    void copiesTheGuidesLines();
    void letsNobodyInWithoutTheTokenThatItMade();
    void saysWhatBecameOfADamagedStore();
    void saysItAtTheNextStart();
    void leadsAViewersAgentsToTheHolder();
    void countsWhatIsNotStored();
    void saysWhyAndWhenItIsOver();
    void offersAFreePort();
    void saysWhenTheHolderIsASluice_data();
    void saysWhenTheHolderIsASluice();
    void leadsThereFromTheStartPageAndTheStatusBar();
    void countsInTheStatusBar();
};

void TestConnectDesk::sendsATestThatArrives()
{
    const Bench bench;
    bench.click("sendTest");
    const auto *result = bench.find<MessageBanner>("testResult");
    QTRY_VERIFY2_WITH_TIMEOUT(result->text().contains(QStringLiteral("✓ The session is in the list")),
        qPrintable(result->text()), patience);
    QSignalSpy spy(&bench.desk, &ConnectDesk::sessionAsked);
    QTest::mouseClick(result->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(spy.size(), 1);
    QVERIFY(!spy.at(0).at(0).value<SessionId>().isEmpty());
}

void TestConnectDesk::showsWhoSendsAsItComes()
{
    const Bench bench;
    QVERIFY(bench.find("noClients")->isVisible());
    QCOMPARE(bench.beginSession(exampleKey), 200);
    const auto *table = bench.find<QTableView>("clients");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
    QVERIFY(table->isVisible());
}

void TestConnectDesk::showsWhatWasRejected()
{
    const Bench bench;
    HttpRequest request;
    request.url = bench.url() + "/v2/create_events";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = "{}";
    QCOMPARE(CurlTransport().post(request).status, 400);
    const auto *table = bench.find<QTableView>("rejected");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
    bench.desk.page()->openTab(ConnectPage::Tab::Rejected);
    QVERIFY(bench.find<QLabel>("advice")->text().contains(QStringLiteral("Bearer Token is Missing")));
}

/// As a person pastes them: the events of curl's lines are in the store afterwards.
void TestConnectDesk::runsTheLinesThatAreCopied()
{
    const Bench bench;
    ConnectTarget target;
    target.url = toQt(bench.url());
    for (const bool isKeyAsked : {false, true}) {
        if (isKeyAsked) {
            CollectorAccess access;
            access.token = "11111111-2222-4333-8444-555555555555";
            QVERIFY(bench.bridges.main.hands().setAccess(access).ok());
            target.key = toQt(access.token);
            target.isKeyAsked = true;
        }
        const std::uint64_t before = bench.engine->collector()->stats().events;
        QProcess shell;
        shell.start(QStringLiteral("bash"),
            {QStringLiteral("-c"), connectLines(SdkKind::Curl, ShellKind::Bash, target)});
        // The collector lives in this process, on a thread of its own.
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
        const QByteArray output = shell.readAllStandardOutput() + shell.readAllStandardError();
        QCOMPARE(shell.exitCode(), 0);
        QVERIFY2(output.contains("\"Success\""), output.constData());
        QVERIFY2(output.contains("\"status\""), output.constData());
        QCOMPARE(bench.engine->collector()->stats().events, before + 1);
        QCOMPARE(bench.engine->collector()->stats().rejected, 0U);
    }
}

/// What the guide tells a person to paste is what the page copies, which was run above and in
/// tst_connect_lines.
void TestConnectDesk::copiesTheGuidesLines()
{
    QFile file(
        qEnvironmentVariable("SLUICE_FIXTURES") + QStringLiteral("/../../docs/guide/connecting-an-agent.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString guide = QString::fromUtf8(file.readAll());
    ConnectTarget target;
    target.url = QStringLiteral("http://127.0.0.1:4318");
    for (const SdkKind sdk : allSdkKinds) {
        if (sdk == SdkKind::AgentOps01)
            continue; // the same lines as those of 0.2
        const QString block = QStringLiteral("```sh\n") + connectLines(sdk, ShellKind::Bash, target)
            + QStringLiteral("```\n");
        QVERIFY2(guide.contains(block), qPrintable(block));
    }
    const QList<ConnectPiece> node = connectPieces(SdkKind::AgentOpsNode, ShellKind::Bash, target);
    QVERIFY(guide.contains(QStringLiteral("```js\n") + node.at(1).text + QStringLiteral("```\n")));
    QVERIFY(guide.contains(QStringLiteral("```js\n") + node.at(2).text + QStringLiteral("```\n")));
}

void TestConnectDesk::letsNobodyInWithoutTheTokenThatItMade()
{
    const Bench bench;
    QSignalSpy spy(&bench.desk, &ConnectDesk::collectorChanged);
    bench.desk.page()->openTab(ConnectPage::Tab::Access);
    bench.click("makeToken");
    const std::string token = fromQt(bench.find<CopyableLine>("newToken")->text());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(bench.engine->access().token, token);
    QCOMPARE(readAccess(bench.engine->dataDir())->token, token);
    QCOMPARE(bench.beginSession(exampleKey), 401);
    QCOMPARE(bench.beginSession(token), 200);
    bench.click("sendTest");
    const auto *result = bench.find<MessageBanner>("testResult");
    QTRY_VERIFY2_WITH_TIMEOUT(result->text().contains(QStringLiteral("✓ The session is in the list")),
        qPrintable(result->text()), patience);
    bench.click("clearToken");
    QCOMPARE(bench.beginSession(exampleKey), 200);
}

void TestConnectDesk::saysWhatBecameOfADamagedStore()
{
    QWidget host;
    RescueBanner banner(
        QStringLiteral("/data"), [] { return RescueBanner::StoreState{}; }, &host);
    QSignalSpy spy(&banner, &RescueBanner::folderAsked);
    QVERIFY(banner.isHidden());
    banner.showRescue({"/data/sluice.db.corrupt-7", true, 1'234, 2});
    host.show();
    QVERIFY(banner.isVisible());
    QVERIFY(banner.rescueText().contains(QStringLiteral("2 places could not be read")));
    QTest::mouseClick(banner.findChild<MessageBanner *>(QStringLiteral("rescue"))->findChild<QPushButton *>(),
        Qt::LeftButton);
    QCOMPARE(spy.at(0).at(0).toString(), QStringLiteral("/data"));
    QTest::keyClick(banner.findChild<MessageBanner *>(QStringLiteral("rescue")), Qt::Key_Escape);
    QVERIFY(banner.isHidden());
}

void TestConnectDesk::leadsAViewersAgentsToTheHolder()
{
    const Bench holder;
    EngineOptions options;
    options.dataDir = holder.engine->dataDir().path.string();
    options.listen = ListenAddress{"127.0.0.1", 0};
    const auto viewer = Engine::open(options).value();
    WindowBridges bridges(*viewer);
    QWidget host;
    ConnectDesk desk(bridges.main, &host);
    desk.refreshSources(QStringLiteral("Another one listens."));
    bridges.main.start();
    host.show();
    const auto *lines = desk.page()->lines()->findChild<QPlainTextEdit *>(QStringLiteral("lines"));
    QVERIFY(lines->toPlainText().contains(toQt(holder.url())));
    QTest::mouseClick(desk.page()->findChild<QPushButton *>(QStringLiteral("sendTest")), Qt::LeftButton);
    const auto *result = desk.page()->findChild<MessageBanner *>(QStringLiteral("testResult"));
    QTRY_VERIFY2_WITH_TIMEOUT(result->text().contains(QStringLiteral("✓ The session is in the list")),
        qPrintable(result->text()), patience);
    QVERIFY(!desk.page()->findChild<QPushButton *>(QStringLiteral("makeToken"))->isEnabled());
}

void TestConnectDesk::saysItAtTheNextStart()
{
    const Bench whole;
    QVERIFY(whole.desk.banner()->rescueText().isEmpty());
    const Bench bench([](const QString &dataDir) {
        QFile file(dataDir + QStringLiteral("/sluice.db"));
        if (!file.open(QIODevice::ReadWrite) || file.write(QByteArray(4'096, '\xff')) != 4'096)
            qFatal("cannot damage the store");
    });
    const QString text = bench.desk.banner()->rescueText();
    QVERIFY2(text.contains(QStringLiteral("sluice.db.corrupt-")), qPrintable(text));
    QCOMPARE(bench.beginSession(exampleKey), 200);
}

void TestConnectDesk::countsWhatIsNotStored()
{
    QWidget host;
    RescueBanner banner(
        QStringLiteral("/data"),
        [] {
            return RescueBanner::StoreState{0, false};
        },
        &host);
    banner.showStats(failed(0));
    QVERIFY(banner.isHidden());
    host.show();
    banner.showStats(failed(1));
    QVERIFY(banner.failureText().startsWith(QStringLiteral("1 request was not stored")));
    QVERIFY(banner.failureText().contains(QStringLiteral("is full: 0 B are free")));
    banner.showStats(failed(7));
    QVERIFY(banner.failureText().startsWith(QStringLiteral("7 requests")));
    QTest::keyClick(banner.findChild<MessageBanner *>(QStringLiteral("notStored")), Qt::Key_Escape);
    banner.showStats(failed(7));
    QVERIFY(banner.isHidden());
    banner.showStats(failed(8));
    QVERIFY(banner.isVisible());
    banner.showStats(failed(0)); // the collector started anew
    banner.showStats(failed(1));
    QVERIFY(banner.failureText().startsWith(QStringLiteral("1 request")));
    CollectorStats readOnly = failed(2);
    readOnly.trouble = {DiskFault::ReadOnly, 3};
    banner.showStats(readOnly);
    QVERIFY(banner.failureText().contains(QStringLiteral("is read-only")));
    ++readOnly.failed; // this one has another reason
    banner.showStats(readOnly);
    QVERIFY(!banner.failureText().contains(QStringLiteral("is read-only")));
}

void TestConnectDesk::saysWhyAndWhenItIsOver()
{
    QWidget host;
    RescueBanner::StoreState state{std::uint64_t{1} << 40U, false};
    RescueBanner banner(
        QStringLiteral("/data"), [&state] { return state; }, &host);
    const auto says
        = [&banner](const char *words) { return banner.failureText().contains(QLatin1String(words)); };
    banner.showStats(failed(2, 2));
    QVERIFY2(says("more than 256 MiB"), qPrintable(banner.failureText()));
    banner.showStats(failed(2, 2, 5));
    QVERIFY2(says("2 requests were not stored") && says("What came later is stored."),
        qPrintable(banner.failureText()));
    banner.showStats(failed(3, 2, 5));
    QVERIFY2(says("slower than the senders"), qPrintable(banner.failureText()));
    banner.showStats(failed(4, 3, 5));
    QVERIFY2(says("more than 256 MiB"), qPrintable(banner.failureText()));
    state.isDamaged = true;
    banner.showStats(failed(5, 3, 5));
    QVERIFY2(says("Start Sluice anew"), qPrintable(banner.failureText()));
    banner.showStats(failed(5, 3, 9)); // other sessions are still stored: the damage is not over
    QVERIFY2(says("Start Sluice anew"), qPrintable(banner.failureText()));
}

void TestConnectDesk::offersAFreePort()
{
    const Bench holder; // this process, which is no Sluice by its name
    QWidget host;
    PortBanner banner(&host);
    QSignalSpy asked(&banner, &PortBanner::portAsked);
    QSignalSpy retried(&banner, &PortBanner::retryAsked);
    const quint16 taken = holder.engine->collector()->address().port;
    banner.showProblem(QStringLiteral("port taken"), taken);
    host.show();
    QVERIFY(!banner.findChild<QLabel *>(QStringLiteral("holderNote"))->isVisible());
    QTest::mouseClick(banner.findChild<QPushButton *>(QStringLiteral("takeFreePort")), Qt::LeftButton);
    QTest::mouseClick(banner.findChild<QPushButton *>(QStringLiteral("listenThere")), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.at(0).at(0).value<quint16>(), quint16{0});
    QCOMPARE(asked.at(1).at(0).value<quint16>(), quint16(taken + 1));
    QTest::mouseClick(banner.findChild<MessageBanner *>()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(retried.size(), 1);
}

void TestConnectDesk::saysWhenTheHolderIsASluice_data()
{
    QTest::addColumn<QString>("holder");
    QTest::addColumn<bool>("isSluice");
    QTest::newRow("window") << QStringLiteral("PID 12 (sluice)") << true;
    QTest::newRow("command line") << QStringLiteral("PID 12 (sluicectl)") << true;
    QTest::newRow("another program") << QStringLiteral("PID 12 (nginx)") << false;
    QTest::newRow("nobody that shows") << QString() << false;
}

void TestConnectDesk::saysWhenTheHolderIsASluice()
{
    QFETCH(QString, holder);
    QFETCH(bool, isSluice);
    QCOMPARE(!portHolderNote(holder).isEmpty(), isSluice);
}

void TestConnectDesk::leadsThereFromTheStartPageAndTheStatusBar()
{
    QWidget host;
    StartPage start(&host);
    start.resize(800, 600);
    CollectorLabel label(&host);
    host.show();
    QSignalSpy fromStart(&start, &StartPage::connectAsked);
    QSignalSpy fromLabel(&label, &CollectorLabel::asked);
    QTest::mouseClick(start.findChild<QPushButton *>(QStringLiteral("connectAgent")), Qt::LeftButton);
    label.showAddress(ListenAddress());
    QTest::keyClick(&label, Qt::Key_Space);
    QCOMPARE(fromStart.size(), 1);
    QCOMPARE(fromLabel.size(), 1);
    QCOMPARE(label.text(), QStringLiteral("● http://127.0.0.1:4318"));
}

void TestConnectDesk::countsInTheStatusBar()
{
    QWidget host;
    CollectorLabel label(&host);
    label.showAddress(ListenAddress());
    CollectorStats stats;
    stats.events = 1;
    stats.misrouted = 1'204;
    stats.mended = 7;
    stats.masked = 3;
    label.showStats(stats);
    QVERIFY2(label.text().endsWith(QStringLiteral(" · 1 event")), qPrintable(label.text()));
    for (const char *line : {"went there: 1,204\n", "mended (NaN, half characters, numbers too large): 7\n",
             "secrets masked: 3\n"})
        QVERIFY2(label.toolTip().contains(QString::fromUtf8(line)), qPrintable(label.toolTip()));
    StartPage start(&host);
    const ListenAddress address;
    start.showCollector(address, {});
    stats.requests = 1;
    start.showStats(stats);
    const auto lines = start.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(
        lines, [](const QLabel *line) { return line->text() == u"1 event received, 1 request so far."; }));
}

QTEST_MAIN(TestConnectDesk)
#include "tst_connect_desk.moc"

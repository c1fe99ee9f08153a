// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/bridge/seen_clients.h"
#include "ui/connect/access_panel.h"
#include "ui/connect/code_box.h"
#include "ui/connect/connect_page.h"
#include "ui/connect/lines_panel.h"
#include "ui/models/access_form.h"
#include "ui/widgets/copyable_line.h"
#include "ui/widgets/message_banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

/// The page as it stands in a window, driven by its widgets.
class Bench
{
public:
    Bench()
        : page(new ConnectPage(&m_host))
    {
        m_host.resize(1024, 640);
        page->resize(m_host.size());
        QObject::connect(page, &ConnectPage::accessAsked, page, [this](const CollectorAccess &access) {
            asked.push_back(access);
            if (takesAccess)
                page->showAccess(access, {});
        });
        page->showCollector(QStringLiteral("http://127.0.0.1:4318"), {});
        page->setNow(atSecond(60));
        m_host.show();
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = m_host.findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("the page has no %s", name);
        return found;
    }

    /// The first box of lines that is in sight.
    CodeBox *box() const
    {
        for (CodeBox *box : page->lines()->findChildren<CodeBox *>()) {
            if (box->isVisible())
                return box;
        }
        qFatal("no lines are in sight");
    }

    QString lines() const { return box()->shown(); }
    QString state() const { return find<QLabel>("connectState")->text(); }
    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    QString copied() const
    {
        QTest::mouseClick(box()->copyButton(), Qt::LeftButton);
        return QGuiApplication::clipboard()->text();
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }

    std::vector<CollectorAccess> asked;
    bool takesAccess = true;

private:
    QWidget m_host; // a window with a layout warns offscreen

public:
    ConnectPage *const page; ///< the host's
};

ClientsSeen twoClients()
{
    ClientsSeen seen;
    seen.clients = {clientSeen("agentops", "0.3.26", WireDialect::AgentOpsV2, 1, 58, SessionId("last")),
        clientSeen("otel", "1", WireDialect::OtlpProtobuf, 20, 40, SessionId())};
    return seen;
}

} // namespace

class TestConnectPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesTheLinesThatItShows();
    void changesTheLinesByKeys();
    void offersWhatCurlCanDo();
    void showsASecondPieceWhereOneIsNeeded();
    void hidesATokenAndCopiesIt();
    void saysThatItWaits();
    void saysWhyNothingListens();
    void leadsToTheSluiceThatListens();
    void showsAClientWhenItsFirstRequestComes();
    void opensTheLastSessionOfAClient();
    void hasNoSessionToOpenOfAClientWithoutOne();
    void showsTheRawRequestOfARejectedOne();
    void opensASessionWhoseSdkLostEvents();
    void sendsATestAndSaysWhatCameOfIt();
    void makesATokenAndShowsItOnce();
    void usesATokenOfOnesOwn();
    void clearsTheToken();
    void allowsNamesAndPages();
    void namesWhatIsNoName();
    void saysWhyAccessCannotBeChanged();
    void allowsDockersNameByAButton();
    void tellsWhenItIsInSight();
    void fitsASmallWindow();
};

void TestConnectPage::copiesTheLinesThatItShows()
{
    const Bench bench;
    QCOMPARE(bench.lines(),
        QStringLiteral("export AGENTOPS_API_ENDPOINT=http://127.0.0.1:4318\n"
                       "export AGENTOPS_API_KEY=00000000-0000-4000-8000-000000000000"));
    QCOMPARE(bench.copied(), bench.lines() + QLatin1Char('\n'));
    QCOMPARE(bench.box()->copyButton()->text(), QStringLiteral("Copied"));
    bench.page->showCollector(QStringLiteral("http://127.0.0.1:7777"), {});
    QVERIFY(bench.copied().contains(QStringLiteral("http://127.0.0.1:7777")));
}

void TestConnectPage::changesTheLinesByKeys()
{
    const Bench bench;
    bench.find("sdks")->setFocus();
    QTest::keyClick(bench.find("sdks"), Qt::Key_Down);
    QVERIFY(
        bench.lines().contains(QStringLiteral("AGENTOPS_EXPORTER_ENDPOINT=http://127.0.0.1:4318/v1/traces")));
    bench.find("shells")->setFocus();
    QTest::keyClick(bench.find("shells"), Qt::Key_Right);
    QVERIFY(bench.lines().startsWith(QStringLiteral("set -gx ")));
    QVERIFY(bench.find<QLabel>("notRedirected")->text().contains(QStringLiteral("otlp.agentops.ai")));
}

void TestConnectPage::offersWhatCurlCanDo()
{
    const Bench bench;
    bench.page->lines()->choose(SdkKind::OpenTelemetry, ShellKind::Docker);
    bench.page->lines()->choose(SdkKind::Curl, ShellKind::Docker);
    QCOMPARE(bench.page->lines()->shell(), ShellKind::Bash);
    QVERIFY(bench.lines().contains(QStringLiteral("curl -sS")));
    QVERIFY(!bench.find<QTabBar>("shells")->isTabEnabled(4));
}

void TestConnectPage::showsASecondPieceWhereOneIsNeeded()
{
    const Bench bench;
    const auto visible = [&] {
        int count = 0;
        for (const CodeBox *box : bench.page->lines()->findChildren<CodeBox *>())
            count += box->isVisible() ? 1 : 0;
        return count;
    };
    QCOMPARE(visible(), 1);
    bench.page->lines()->choose(SdkKind::AgentOpsNode, ShellKind::Bash);
    QCOMPARE(visible(), 3);
    bench.page->lines()->choose(SdkKind::OpenTelemetry, ShellKind::Bash);
    QCOMPARE(visible(), 1);
}

void TestConnectPage::hidesATokenAndCopiesIt()
{
    const Bench bench;
    CollectorAccess access;
    access.token = "11111111-2222-4333-8444-555555555555";
    bench.page->showAccess(access, {});
    QVERIFY(!bench.lines().contains(QStringLiteral("11111111")));
    QVERIFY(
        bench.copied().contains(QStringLiteral("AGENTOPS_API_KEY=11111111-2222-4333-8444-555555555555\n")));
}

void TestConnectPage::saysThatItWaits()
{
    const Bench bench;
    QVERIFY(bench.find("noClients")->isVisible());
    QCOMPARE(bench.state(),
        QStringLiteral("● Listening on http://127.0.0.1:4318 · waiting for the first request"));
}

void TestConnectPage::saysWhyNothingListens()
{
    const Bench bench;
    bench.page->showCollector({}, QStringLiteral("The port is taken."));
    QCOMPARE(bench.state(), QStringLiteral("○ The port is taken."));
    QVERIFY(!bench.find("sendTest")->isEnabled());
    QVERIFY(!bench.box()->copyButton()->isEnabled());
    QVERIFY(bench.find("clientsElsewhere")->isVisible());
}

void TestConnectPage::leadsToTheSluiceThatListens()
{
    const Bench bench;
    bench.page->showCollector(
        QStringLiteral("http://127.0.0.1:9"), QStringLiteral("Agents send to the other."));
    QCOMPARE(bench.state(), QStringLiteral("● Agents send to the other."));
    QVERIFY(bench.copied().contains(QStringLiteral("http://127.0.0.1:9\n")));
    QVERIFY(bench.find("sendTest")->isEnabled());
    QVERIFY(bench.find("clientsElsewhere")->isVisible());
    bench.page->showCollector(QStringLiteral("http://127.0.0.1:9"), {});
    QVERIFY(bench.find("noClients")->isVisible());
}

void TestConnectPage::showsAClientWhenItsFirstRequestComes()
{
    const Bench bench;
    bench.page->showClients(twoClients());
    QVERIFY(!bench.find("noClients")->isVisible());
    QVERIFY(bench.find("clients")->isVisible());
    QCOMPARE(bench.find<QTableView>("clients")->model()->rowCount(), 2);
    QCOMPARE(bench.find<QTabWidget>("connectTabs")->tabText(0), QStringLiteral("Clients (2)"));
    QVERIFY(bench.state().endsWith(QStringLiteral("24 requests · the last 2 s ago")));
    bench.page->setNow(atSecond(70));
    QVERIFY(bench.state().endsWith(QStringLiteral("the last 12 s ago")));
}

void TestConnectPage::opensTheLastSessionOfAClient()
{
    const Bench bench;
    QSignalSpy spy(bench.page, &ConnectPage::sessionAsked);
    bench.page->showClients(twoClients());
    auto *table = bench.find<QTableView>("clients");
    const QRect row = table->visualRect(table->model()->index(1, 0)); // the older one is below
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    bench.click("openLastSession");
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.at(0).at(0).value<SessionId>(), SessionId("last"));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(spy.size(), 2);
}

void TestConnectPage::hasNoSessionToOpenOfAClientWithoutOne()
{
    const Bench bench;
    bench.page->showClients(twoClients());
    bench.find<QTableView>("clients")->selectRow(0);
    QVERIFY(!bench.find("openLastSession")->isEnabled());
    QVERIFY(bench.find<QLabel>("clientLine")->text().contains(QStringLiteral("has sent no event yet")));
}

void TestConnectPage::showsTheRawRequestOfARejectedOne()
{
    const Bench bench;
    ClientsSeen seen = twoClients();
    seen.rejected
        = {rejectedRequest(2, 421, "Host: expected localhost"), rejectedRequest(1, 400, "/events/0")};
    bench.page->showClients(seen);
    QCOMPARE(bench.find<QTabWidget>("connectTabs")->tabText(1), QStringLiteral("Rejected (2)"));
    bench.page->openTab(ConnectPage::Tab::Rejected);
    auto *table = bench.find<QTableView>("rejected");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(bench.find<QLabel>("advice")->text().startsWith(QStringLiteral("400 /events/0")));
    auto *raw = bench.find("rejectedPanel")->findChild<CodeBox *>();
    QVERIFY(raw->shown().startsWith(QStringLiteral("POST /v2/create_events\nHost:")));
    QTest::mouseClick(raw->copyButton(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("X-Agentops-Api-Key: [masked]")));
    QCOMPARE(bench.find<QLabel>("advice")->textFormat(), Qt::PlainText);
}

void TestConnectPage::opensASessionWhoseSdkLostEvents()
{
    const Bench bench;
    QSignalSpy spy(bench.page, &ConnectPage::sessionAsked);
    bench.page->showSessions({countedSession("lossy", 100, 97)});
    QCOMPARE(bench.find<QTabWidget>("connectTabs")->tabText(2), QStringLiteral("Lost by SDKs (1)"));
    bench.page->openTab(ConnectPage::Tab::Lost);
    QVERIFY(bench.find<QLabel>("lostLine")->text().startsWith(QStringLiteral("SDKs counted 3 events")));
    auto *table = bench.find<QTableView>("lostSessions");
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.at(0).at(0).value<SessionId>(), SessionId("lossy"));
}

void TestConnectPage::sendsATestAndSaysWhatCameOfIt()
{
    const Bench bench;
    QSignalSpy asked(bench.page, &ConnectPage::testAsked);
    QSignalSpy opened(bench.page, &ConnectPage::sessionAsked);
    bench.click("sendTest");
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), QStringLiteral("http://127.0.0.1:4318"));
    ConnectionReport report;
    report.session = SessionId("t");
    bench.page->showTest(report);
    QVERIFY(!bench.find("sendTest")->isEnabled());
    report.done = ConnectionReport::steps;
    report.end = ConnectionReport::End::Good;
    bench.page->showTest(report);
    QVERIFY(bench.find("sendTest")->isEnabled());
    auto *result = bench.find<MessageBanner>("testResult");
    QVERIFY(result->text().startsWith(QStringLiteral("✓ Reached http://127.0.0.1:4318   ✓ Answered")));
    QTest::mouseClick(result->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    report.end = ConnectionReport::End::NotReached;
    report.done = 0;
    report.words = QStringLiteral("Connection refused");
    bench.page->showTest(report);
    QVERIFY(
        result->text().contains(QStringLiteral("✗ Not reached http://127.0.0.1:4318: Connection refused")));
    QVERIFY(result->text().contains(QStringLiteral("Nothing listens there")));
}

void TestConnectPage::makesATokenAndShowsItOnce()
{
    const Bench bench;
    bench.page->openTab(ConnectPage::Tab::Access);
    QVERIFY(!bench.find("newToken")->isVisible());
    bench.click("makeToken");
    QCOMPARE(bench.asked.size(), 1U);
    const QString token = QString::fromStdString(bench.asked.at(0).token);
    QVERIFY(bench.find("newToken")->isVisible());
    QCOMPARE(bench.find<CopyableLine>("newToken")->text(), token);
    QCOMPARE(bench.find<QTabWidget>("connectTabs")->tabText(3), QStringLiteral("Access (token set)"));
    bench.page->openTab(ConnectPage::Tab::Clients);
    bench.page->openTab(ConnectPage::Tab::Access);
    QVERIFY(!bench.find("newToken")->isVisible());
    QCOMPARE(bench.find<CopyableLine>("newToken")->text(), QString());
}

void TestConnectPage::usesATokenOfOnesOwn()
{
    const Bench bench;
    bench.page->openTab(ConnectPage::Tab::Access);
    QVERIFY(!bench.find("useToken")->isEnabled());
    bench.type("ownToken", QStringLiteral("not a uuid"));
    bench.click("useToken");
    QVERIFY(bench.asked.empty());
    QVERIFY(bench.find<QLabel>("accessProblem")->text().contains(QStringLiteral("UUID")));
    bench.type("ownToken", QStringLiteral("AAAAAAAA-2222-4333-8444-555555555555"));
    QTest::keyClick(bench.find("ownToken"), Qt::Key_Return);
    QCOMPARE(bench.asked.size(), 1U);
    QCOMPARE(bench.asked.at(0).token, std::string("aaaaaaaa-2222-4333-8444-555555555555"));
    QVERIFY(!bench.find("accessProblem")->isVisible());
    QVERIFY(bench.find<QLineEdit>("ownToken")->text().isEmpty());
}

void TestConnectPage::clearsTheToken()
{
    const Bench bench;
    CollectorAccess access;
    access.token = "11111111-2222-4333-8444-555555555555";
    access.hosts = {"a"};
    bench.page->showAccess(access, {});
    bench.page->openTab(ConnectPage::Tab::Access);
    bench.click("clearToken");
    QCOMPARE(bench.asked.size(), 1U);
    QVERIFY(bench.asked.at(0).token.empty());
    QCOMPARE(bench.asked.at(0).hosts, std::vector<std::string>{"a"});
    QVERIFY(!bench.find("clearToken")->isEnabled());
}

void TestConnectPage::allowsNamesAndPages()
{
    const Bench bench;
    bench.page->openTab(ConnectPage::Tab::Access);
    QVERIFY(!bench.find("applyAccess")->isEnabled());
    bench.type("allowedHosts", QStringLiteral("host.docker.internal, box"));
    bench.type("allowedOrigins", QStringLiteral("http://localhost:3000"));
    bench.click("applyAccess");
    QCOMPARE(bench.asked.size(), 1U);
    QCOMPARE(bench.asked.at(0).hosts, (std::vector<std::string>{"host.docker.internal", "box"}));
    QCOMPARE(bench.asked.at(0).origins, std::vector<std::string>{"http://localhost:3000"});
    QVERIFY(!bench.find("applyAccess")->isEnabled());
}

void TestConnectPage::namesWhatIsNoName()
{
    const Bench bench;
    bench.page->openTab(ConnectPage::Tab::Access);
    bench.type("allowedHosts", QStringLiteral("http://x"));
    bench.click("applyAccess");
    QVERIFY(bench.asked.empty());
    QVERIFY(bench.find<QLabel>("accessProblem")->text().startsWith(QStringLiteral("\"http://x\": expected")));
}

void TestConnectPage::saysWhyAccessCannotBeChanged()
{
    const Bench bench;
    bench.page->showAccess({}, QStringLiteral("Another Sluice does it."));
    bench.page->openTab(ConnectPage::Tab::Access);
    QCOMPARE(bench.find<QLabel>("accessProblem")->text(), QStringLiteral("Another Sluice does it."));
    for (const char *field :
        {"makeToken", "ownToken", "useToken", "clearToken", "allowedHosts", "applyAccess"})
        QVERIFY(!bench.find(field)->isEnabled());
}

void TestConnectPage::allowsDockersNameByAButton()
{
    const Bench bench;
    bench.page->lines()->choose(SdkKind::AgentOps03, ShellKind::Bash);
    QVERIFY(!bench.find("allowDocker")->isVisible());
    bench.page->lines()->choose(SdkKind::AgentOps03, ShellKind::DockerDesktop);
    QVERIFY(bench.find("allowDocker")->isVisible());
    bench.find("allowDocker")->setFocus();
    QTest::keyClick(bench.find("allowDocker"), Qt::Key_Space);
    QCOMPARE(bench.asked.size(), 1U);
    QCOMPARE(bench.asked.at(0).hosts, std::vector<std::string>{"host.docker.internal"});
    QVERIFY(!bench.find("allowDocker")->isVisible());
}

void TestConnectPage::tellsWhenItIsInSight()
{
    const Bench bench;
    QSignalSpy spy(bench.page, &ConnectPage::shown);
    bench.page->hide();
    bench.page->show();
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy.at(0).at(0).toBool(), false);
    QCOMPARE(spy.at(1).at(0).toBool(), true);
}

void TestConnectPage::fitsASmallWindow()
{
    const Bench bench;
    const QSize least = bench.page->minimumSizeHint();
    QVERIFY2(least.width() <= 780 && least.height() <= 480,
        qPrintable(QStringLiteral("%1x%2").arg(least.width()).arg(least.height())));
}

QTEST_MAIN(TestConnectPage)
#include "tst_connect_page.moc"

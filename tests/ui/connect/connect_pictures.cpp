// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Draws the connect page as it is seen: connect_pictures DIR. A program and not a test: pictures are for
// eyes.

#include "tests/ui/bridge/seen_clients.h"
#include "ui/connect/connect_page.h"
#include "ui/connect/lines_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QTextStream>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr QSize small{800, 500}; ///< what a window of 1024x640 leaves beside the sessions
constexpr QSize large{1690, 930}; ///< 1920x1080

class Photographer
{
public:
    explicit Photographer(QDir dir)
        : m_dir(std::move(dir))
    { }

    void takeAll(const QString &theme)
    {
        m_theme = theme;
        ConnectPage page;
        page.showCollector(QStringLiteral("http://127.0.0.1:4318"), {});
        page.setNow(atSecond(60));
        take(page, "first", small);
        take(page, "first", large);
        page.lines()->choose(SdkKind::AgentOpsNode, ShellKind::Bash);
        take(page, "node", large);
        page.lines()->choose(SdkKind::Curl, ShellKind::Bash);
        take(page, "curl", small);
        page.lines()->choose(SdkKind::OpenTelemetry, ShellKind::DockerDesktop);
        page.showClients(seen());
        take(page, "clients", small);
        take(page, "clients", large);
        page.openTab(ConnectPage::Tab::Rejected);
        take(page, "rejected", small);
        take(page, "rejected", large);
        page.showSessions({countedSession("a", 3'000, 2'550), countedSession("b", 75, 74)});
        page.openTab(ConnectPage::Tab::Lost);
        take(page, "lost", small);
        CollectorAccess access;
        access.token = "11111111-2222-4333-8444-555555555555";
        access.hosts = {dockerHostName};
        page.showAccess(access, {});
        page.openTab(ConnectPage::Tab::Access);
        page.lines()->choose(SdkKind::AgentOps04, ShellKind::Fish);
        page.showTest(tested());
        take(page, "access", small);
        take(page, "access", large);
    }

    bool wasGood() const { return m_good; }

private:
    static ClientsSeen seen()
    {
        ClientsSeen seen;
        seen.clients = {clientSeen("agentops", "0.3.26", WireDialect::AgentOpsV2, 1, 58, SessionId("s")),
            clientSeen("opentelemetry (nodejs)", "1.25.1", WireDialect::OtlpProtobuf, 20, 40, SessionId()),
            clientSeen("", "", WireDialect::Unknown, 30, 31, SessionId())};
        seen.clients[1].service = "research-agent";
        seen.clients[1].refused = 3;
        seen.clients[2].rejected = 2;
        seen.clients[2].events = 0;
        seen.rejected = {rejectedRequest(2, 400, "/events/0/prompt: the text ends in the middle of a value"),
            rejectedRequest(1, 421, "Host: expected 127.0.0.1:4318 or localhost with our port")};
        return seen;
    }

    static ConnectionReport tested()
    {
        ConnectionReport report;
        report.session = SessionId("t");
        report.done = ConnectionReport::steps;
        report.end = ConnectionReport::End::Good;
        report.answered = Micros(1'200);
        report.committed = Micros(3'400);
        return report;
    }

    void take(ConnectPage &page, const char *name, QSize size)
    {
        page.resize(size);
        page.show();
        QTest::qWait(50);
        const QString file = QStringLiteral("connect-%1-%2-%3.png")
                                 .arg(QLatin1String(name), m_theme, QString::number(size.width()));
        m_good = page.grab().save(m_dir.filePath(file)) && m_good;
    }

    QDir m_dir;
    QString m_theme;
    bool m_good = true;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "expected a directory\n";
        return 2;
    }
    Photographer photographer{QDir(QString::fromLocal8Bit(argv[1]))};
    applyTheme(qt, Theme::Light);
    photographer.takeAll(QStringLiteral("light"));
    applyTheme(qt, Theme::Dark);
    photographer.takeAll(QStringLiteral("dark"));
    return photographer.wasGood() ? 0 : 1;
}

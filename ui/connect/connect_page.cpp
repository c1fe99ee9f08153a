// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/connect_page.h"

#include "ui/bridge/convert.h"
#include "ui/connect/access_panel.h"
#include "ui/connect/clients_panel.h"
#include "ui/connect/lines_panel.h"
#include "ui/connect/lost_panel.h"
#include "ui/connect/rejected_panel.h"
#include "ui/connect/table_look.h"
#include "ui/models/ago_text.h"
#include "ui/models/connection_test_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/message_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int upperShare = 3;
constexpr int lowerShare = 2;

QString glyph(TestLine::State state)
{
    switch (state) {
    case TestLine::State::Open:
        return QStringLiteral("○");
    case TestLine::State::Under:
        return QStringLiteral("…");
    case TestLine::State::Good:
        return QStringLiteral("✓");
    case TestLine::State::Bad:
        return QStringLiteral("✗");
    }
    return {};
}

QString resultText(const ConnectionReport &report, const QString &url)
{
    QStringList parts;
    for (const TestLine &line : testLines(report, url))
        parts += glyph(line.state) + QLatin1Char(' ') + line.text;
    const QString advice = testAdvice(report);
    const QString steps = parts.join(QStringLiteral("   "));
    return advice.isEmpty() ? steps : steps + QLatin1Char('\n') + advice;
}

bool isAmong(const std::vector<std::string> &hosts, const char *host)
{
    return std::ranges::find(hosts, host) != hosts.end();
}

} // namespace

ConnectPage::ConnectPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("connectPage"));
    setAccessibleName(tr("Connect your agent"));
    m_result = new MessageBanner(this);
    m_result->setObjectName(QStringLiteral("testResult"));
    m_lines = new LinesPanel(this);
    auto *upper = new QWidget(this);
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(2 * metrics::grid, metrics::grid, 2 * metrics::grid, metrics::grid);
    upperColumn->setSpacing(metrics::grid);
    upperColumn->addWidget(buildHead());
    upperColumn->addWidget(m_lines, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(upper);
    split->addWidget(buildTabs());
    split->setSizes({1'000 * upperShare, 1'000 * lowerShare});
    split->setStretchFactor(0, upperShare);
    split->setStretchFactor(1, lowerShare);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_result);
    column->addWidget(split, 1);

    connect(m_test, &QPushButton::clicked, this, [this] {
        m_testUrl = m_url;
        Q_EMIT testAsked(
            m_testUrl, m_access.token.empty() ? QString::fromLatin1(exampleKey) : toQt(m_access.token));
    });
    connect(m_result, &MessageBanner::actionTriggered, this, [this] { Q_EMIT sessionAsked(m_testSession); });
    connect(m_accessPanel, &AccessPanel::accessAsked, this, &ConnectPage::accessAsked);
    connect(m_lines, &LinesPanel::hostAsked, this, [this](const QString &host) {
        CollectorAccess access = m_access;
        access.hosts.push_back(fromQt(host));
        Q_EMIT accessAsked(access);
    });
    showCollector({}, tr("No collector runs in this window."));
    showAccess({}, {});
    nameTabs();
}

QWidget *ConnectPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *title = new QLabel(tr("Connect your agent"), head);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    m_state = noteLabel(QStringLiteral("connectState"), head);
    m_state->setToolTip(
        tr("Requests of all clients below, whatever was answered, since the collector started"));
    m_test = new QPushButton(tr("Send a &test request"), head);
    m_test->setObjectName(QStringLiteral("sendTest"));
    m_test->setToolTip(
        tr("Sends a session with one event by HTTP, as an SDK does, and says what came of it"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(title);
    texts->addWidget(m_state);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * metrics::grid);
    row->addLayout(texts, 1);
    row->addWidget(m_test, 0, Qt::AlignVCenter);
    return head;
}

QWidget *ConnectPage::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("connectTabs"));
    m_tabs->setDocumentMode(true);
    m_clientsPanel = new ClientsPanel(m_clients, m_tabs);
    auto *lost = new LostPanel(m_lost, m_tabs);
    m_accessPanel = new AccessPanel(m_tabs);
    m_tabs->addTab(m_clientsPanel, QString());
    m_tabs->addTab(new RejectedPanel(m_rejected, m_tabs), QString());
    m_tabs->addTab(lost, QString());
    m_tabs->addTab(m_accessPanel, QString());
    connect(m_clientsPanel, &ClientsPanel::sessionAsked, this, &ConnectPage::sessionAsked);
    connect(lost, &LostPanel::sessionAsked, this, &ConnectPage::sessionAsked);
    return m_tabs;
}

void ConnectPage::showCollector(const QString &url, const QString &why)
{
    m_url = url;
    m_why = why;
    m_test->setEnabled(!url.isEmpty());
    m_lines->setEnabled(!url.isEmpty());
    m_clientsPanel->setKnown(why.isEmpty());
    showTarget();
    showState();
}

void ConnectPage::showAccess(const CollectorAccess &access, const QString &whyFixed)
{
    m_access = access;
    m_accessPanel->setAccess(access, whyFixed);
    showTarget();
    nameTabs();
}

void ConnectPage::showAccessProblem(const QString &problem)
{
    m_accessPanel->showProblem(problem);
    openTab(Tab::Access);
}

void ConnectPage::showTarget()
{
    ConnectTarget target;
    target.url = m_url.isEmpty() ? toQt(ListenAddress().toUrl()) : m_url;
    target.isKeyAsked = !m_access.token.empty();
    if (target.isKeyAsked)
        target.key = toQt(m_access.token);
    m_lines->setTarget(target, isAmong(m_access.hosts, dockerHostName));
}

void ConnectPage::showClients(const ClientsSeen &seen)
{
    m_clients.update(seen);
    m_rejected.update(seen);
    m_forgottenClients = seen.forgottenClients;
    m_forgottenRejected = seen.forgottenRejected;
    m_requests = 0;
    for (const ClientSeen &client : seen.clients)
        m_requests += client.requests;
    showState();
    nameTabs();
}

void ConnectPage::showSessions(const QList<SessionSummary> &sessions)
{
    m_lost.update(sessions);
    nameTabs();
}

void ConnectPage::setNow(Timestamp now)
{
    m_now = now;
    m_clients.setNow(now);
    m_lost.setNow(now);
    showState();
    nameTabs();
}

void ConnectPage::showState()
{
    if (!m_why.isEmpty()) {
        m_state->setText((m_url.isEmpty() ? QStringLiteral("○ ") : QStringLiteral("● ")) + m_why);
        return;
    }
    const QString listening = tr("● Listening on %1").arg(m_url);
    if (m_clients.rowCount() == 0) {
        m_state->setText(listening + tr(" · waiting for the first request"));
        return;
    }
    Timestamp last;
    for (int row = 0; row < m_clients.rowCount(); ++row)
        last = std::max(last, m_clients.at(row)->last);
    m_state->setText(
        listening + tr(" · %1 · the last %2").arg(requestsText(m_requests), agoText(last, m_now)));
}

void ConnectPage::nameTabs()
{
    const auto name = [this](Tab tab, const QString &text, const QString &meaning) {
        m_tabs->setTabText(static_cast<int>(tab), text);
        m_tabs->setTabToolTip(static_cast<int>(tab), meaning);
    };
    // "32+" when older ones are forgotten.
    const auto counted = [](int count, std::uint64_t forgotten) -> QString {
        return numberText(static_cast<std::uint64_t>(count))
            + (forgotten > 0 ? QStringLiteral("+") : QString());
    };
    name(Tab::Clients, tr("Clients (%1)").arg(counted(m_clients.rowCount(), m_forgottenClients)),
        tr("Programs that sent since the collector started; the last %1 are remembered")
            .arg(numberText(ClientsSeen::mostClients)));
    name(Tab::Rejected, tr("Rejected (%1)").arg(counted(m_rejected.rowCount(), m_forgottenRejected)),
        tr("Requests that were answered 4xx, or refused in part, since the collector started; the last %1 "
           "are "
           "remembered")
            .arg(numberText(ClientsSeen::mostRejected)));
    name(Tab::Lost, tr("Lost by SDKs (%1)").arg(counted(m_lost.rowCount(), 0)),
        tr("Sessions that are over, and whose SDK counted more events than came"));
    name(Tab::Access, m_access.token.empty() ? tr("Access") : tr("Access (token set)"), tr("Who may send"));
}

void ConnectPage::showTest(const ConnectionReport &report)
{
    using End = ConnectionReport::End;
    m_testSession = report.session;
    m_test->setEnabled(!m_url.isEmpty() && report.end != End::Running);
    const Severity severity = report.end == End::Running ? Severity::Notice
        : report.end == End::Good                        ? Severity::Ok
                                                         : Severity::Warning;
    m_result->showMessage(severity, resultText(report, m_testUrl),
        report.end == End::Good ? tr("Open the session") : QString());
}

void ConnectPage::openTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

void ConnectPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown(true);
}

void ConnectPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    Q_EMIT shown(false);
}

} // namespace sluice::ui

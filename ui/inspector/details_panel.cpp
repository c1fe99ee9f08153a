// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/details_panel.h"

#include "core/agentops/event_logs.h"
#include "ui/bridge/convert.h"
#include "ui/inspector/chat_page.h"
#include "ui/inspector/detail_rows_model.h"
#include "ui/inspector/json_tree_page.h"
#include "ui/inspector/life_line_view.h"
#include "ui/inspector/log_page.h"
#include "ui/inspector/raw_page.h"
#include "ui/inspector/screenshot_page.h"
#include "ui/models/curl_text.h"
#include "ui/models/json_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/proof_badge.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice::ui {

DetailsPanel::DetailsPanel(QWidget *parent)
    : QWidget(parent)
    , m_rows(new DetailRowsModel(this))
    , m_title(new QLabel(this))
    , m_proof(new ProofBadge(this))
    , m_tabs(new QTabWidget(this))
    , m_chat(new ChatPage(this))
    , m_json(new JsonTreePage(this))
    , m_raw(new RawPage(this))
    , m_screenshot(new ScreenshotPage(this))
    , m_log(new LogPage(this))
    , m_life(new LifeLineView(this))
    , m_buttons(buildButtons())
{
    setObjectName(QStringLiteral("details"));
    setAccessibleName(tr("Details"));
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setMargin(metrics::grid);
    buildTabs();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    auto *badge = new QHBoxLayout;
    badge->setContentsMargins(metrics::grid, 0, metrics::grid, metrics::halfGrid);
    badge->addWidget(m_proof);
    badge->addStretch();
    layout->addLayout(badge);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_buttons);
    layout->addStretch();
    connect(m_life, &LifeLineView::flushAsked, this, &DetailsPanel::flushAsked);
    connect(m_log, &LogPage::eventAsked, this, &DetailsPanel::eventAsked);
    connect(m_log, &LogPage::cancelled, this, [this] {
        showLogsMessage(tr("Cancelled. Open the tab again to read the log."));
        m_isFilled[static_cast<std::size_t>(Tab::Log)] = false;
        Q_EMIT logsCancelled();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailsPanel::followTab);
    showMessage(tr("Select a bar of the timeline or a session."));
}

void DetailsPanel::showDetails(const DetailsText &details)
{
    if (details.title != m_details.title || details.proof)
        putLifeLineAway();
    const bool isSame = details.body == m_details.body && details.session == m_details.session
        && (details.body || details.session);
    m_details = details;
    if (!isSame)
        forgetPages();
    if (details.proof)
        m_proof->showProof(details.proof->proof, details.proof->word, details.proof->reason);
    else
        m_proof->clear();
    m_title->setText(details.title);
    m_rows->setRows(details.rows);
    m_table->resizeRowsToContents();
    setTabs(details);
    m_tabs->setVisible(!details.rows.empty());
    m_buttons->setVisible(!details.rows.empty());
    m_copyJson->setVisible(details.body != nullptr);
    m_copyCurl->setVisible(details.body != nullptr);
}

void DetailsPanel::setTabs(const DetailsText &details)
{
    const EventBody *body = details.body.get();
    setTab(Tab::Chat, body != nullptr && body->mayHaveMessages());
    setTab(Tab::Json, body != nullptr);
    setTab(Tab::Raw, body != nullptr);
    setTab(Tab::Screenshot, body != nullptr && body->member("screenshot"));
    setTab(Tab::Log, details.session || (body != nullptr && body->hasLogs()));
    showWanted();
}

void DetailsPanel::setTab(Tab tab, bool isThere)
{
    m_isSettingTabs = true;
    m_tabs->setTabVisible(static_cast<int>(tab), isThere);
    m_isSettingTabs = false;
}

/// Back to the tab that the user chose, when the thing has it again.
void DetailsPanel::showWanted()
{
    m_isSettingTabs = true;
    m_tabs->setCurrentIndex(static_cast<int>(has(m_wanted) ? m_wanted : Tab::Overview));
    m_isSettingTabs = false;
    fill(current());
}

void DetailsPanel::followTab()
{
    if (m_isSettingTabs)
        return;
    m_wanted = current();
    fill(m_wanted);
}

void DetailsPanel::fill(Tab tab)
{
    bool &isFilled = m_isFilled[static_cast<std::size_t>(tab)];
    if (isFilled)
        return;
    isFilled = true;
    if (tab == Tab::Log)
        fillLog();
    if (!m_details.body)
        return;
    if (tab == Tab::Chat)
        m_chat->showChat(m_details.body);
    else if (tab == Tab::Json)
        m_json->showBody(m_details.body);
    else if (tab == Tab::Raw)
        m_raw->showBody(m_details.body);
    else if (tab == Tab::Screenshot)
        m_screenshot->showScreenshot(m_details.body);
}

void DetailsPanel::fillLog()
{
    if (m_details.session) {
        m_log->showProgress(tr("Reading the log …"));
        Q_EMIT logsWanted(*m_details.session);
    } else if (m_details.body) {
        m_log->showLogs({{{m_details.event, m_details.body->type(), m_details.eventName, m_details.eventStart,
                             logTextOf(m_details.body->text())}},
            false});
    }
}

void DetailsPanel::forgetPages()
{
    m_isFilled.fill(false);
    m_chat->clear();
    m_json->clear();
    m_raw->clear();
    m_screenshot->clear();
    m_log->showMessage({});
}

void DetailsPanel::showLifeLine(const LifeLine &line)
{
    m_life->showLife(line);
    setTab(Tab::LifeLine, true);
    showWanted();
}

void DetailsPanel::showLifeLineMessage(const QString &message)
{
    m_life->showMessage(message);
    setTab(Tab::LifeLine, true);
    showWanted();
}

void DetailsPanel::putLifeLineAway()
{
    setTab(Tab::LifeLine, false);
}

void DetailsPanel::showLogs(const SessionLogs &logs)
{
    if (m_details.session)
        m_log->showLogs(logs);
}

void DetailsPanel::showLogsProgress(const QString &text)
{
    if (m_details.session)
        m_log->showProgress(text);
}

void DetailsPanel::showLogsMessage(const QString &text)
{
    if (m_details.session)
        m_log->showMessage(text);
}

std::optional<SessionId> DetailsPanel::logSession() const
{
    return m_isFilled[static_cast<std::size_t>(Tab::Log)] ? m_details.session : std::nullopt;
}

bool DetailsPanel::has(Tab tab) const
{
    return m_tabs->isTabVisible(static_cast<int>(tab));
}

DetailsPanel::Tab DetailsPanel::current() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void DetailsPanel::open(Tab tab)
{
    if (!has(tab))
        return;
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    m_wanted = tab;
}

void DetailsPanel::showMessage(const QString &message)
{
    DetailsText details;
    details.title = message;
    showDetails(details);
}

void DetailsPanel::askRow(int row)
{
    const auto event = m_details.rows[static_cast<std::size_t>(row)].event;
    if (event)
        Q_EMIT eventAsked(*event);
}

void DetailsPanel::copyRows()
{
    QGuiApplication::clipboard()->setText(plainText(m_details));
}

void DetailsPanel::copyJson()
{
    QGuiApplication::clipboard()->setText(indentedJson(toQtBytes(m_details.body->text())));
}

void DetailsPanel::copyCurl()
{
    QGuiApplication::clipboard()->setText(curlText(m_details.body->session(), m_details.body->text()));
}

} // namespace sluice::ui

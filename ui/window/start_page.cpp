// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/start_page.h"

#include "ui/bridge/convert.h"
#include "ui/models/connect_lines.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copyable_line.h"
#include "ui/window/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int pageWidth = 640;

} // namespace

StartPage::StartPage(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("startPage"));
    setAccessibleName(tr("Start page"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *page = new QWidget(this);
    auto *column = new QWidget(page);
    column->setMaximumWidth(pageWidth);
    auto *cards = new QVBoxLayout(column);
    cards->setContentsMargins(2 * metrics::grid, 3 * metrics::grid, 2 * metrics::grid, 3 * metrics::grid);
    cards->setSpacing(2 * metrics::grid);
    auto *title = new QLabel(tr("No session yet"), column);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setBold(true);
    title->setFont(large);
    auto *sentence
        = new QLabel(tr("Sluice records sessions of AI agents and shows where each event is: in the queue, "
                        "on its way, delivered or lost."),
            column);
    sentence->setWordWrap(true);
    cards->addStretch(1);
    cards->addWidget(title);
    cards->addWidget(sentence);
    cards->addWidget(buildConnectCard());
    cards->addWidget(buildDemoCard());
    cards->addStretch(2);
    auto *centred = new QHBoxLayout(page);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 8);
    centred->addStretch(1);
    setWidget(page);
}

QWidget *StartPage::buildDemoCard()
{
    auto *card = new Card(tr("Try it"),
        tr("Fires 2,000 events at an endpoint that is too slow for them: the queue fills, some are dropped, "
           "the "
           "ledger names each loss. It needs no network."),
        this);
    m_demo = new QPushButton(tr("Fire a demo b&urst"), card);
    m_demo->setObjectName(QStringLiteral("demoBurst"));
    m_demo->setMinimumSize(m_demo->sizeHint() + QSize(4 * metrics::grid, metrics::grid));
    auto *row = new QHBoxLayout;
    row->addWidget(m_demo);
    row->addStretch();
    card->content()->addLayout(row);
    connect(m_demo, &QPushButton::clicked, this, &StartPage::demoAsked);
    return card;
}

QWidget *StartPage::buildConnectCard()
{
    auto *card = new Card(tr("Connect an agent"),
        tr("Copy the lines for your SDK, and start it: AgentOps, OpenTelemetry, OpenInference, Langfuse, "
           "Traceloop, Vercel, LiteLLM, curl. For AgentOps in Python up to 0.3:"),
        this);
    m_listening = new QLabel(card);
    m_listening->setTextFormat(Qt::PlainText);
    m_listening->setWordWrap(true);
    m_both = new CopyableLine(tr("Shell line"), {}, card);
    m_connect = new QPushButton(tr("&Lines for my SDK"), card);
    m_connect->setObjectName(QStringLiteral("connectAgent"));
    m_connect->setMinimumSize(m_connect->sizeHint() + QSize(4 * metrics::grid, metrics::grid));
    connect(m_connect, &QPushButton::clicked, this, &StartPage::connectAsked);
    m_waiting = new QLabel(card);
    m_waiting->setObjectName(QStringLiteral("waiting"));
    m_waiting->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout;
    row->addWidget(m_connect);
    row->addStretch();
    card->content()->addWidget(m_both);
    card->content()->addLayout(row);
    card->content()->addWidget(m_listening);
    card->content()->addWidget(m_waiting);
    showCollector(std::nullopt, tr("No collector runs in this window."));
    return card;
}

void StartPage::showCollector(const std::optional<ListenAddress> &address, const QString &why)
{
    m_listens = address.has_value();
    m_both->setVisible(m_listens);
    m_waiting->setVisible(m_listens);
    if (!m_listens) {
        m_listening->setText(why);
        return;
    }
    const QString url = toQt(address->toUrl());
    m_listening->setText(tr("● The collector listens on %1").arg(url));
    m_both->setText(agentOpsExports(url, QLatin1String(exampleKey)));
    sayWaiting();
}

void StartPage::showStats(const CollectorStats &stats)
{
    m_stats = stats;
    sayWaiting();
}

void StartPage::sayWaiting()
{
    const QString requests = tr("%1 so far").arg(requestsText(m_stats.requests));
    QString line = m_stats.events == 0 ? tr("Waiting for the first event, %1.").arg(requests)
                                       : tr("%1 received, %2.").arg(eventsText(m_stats.events), requests);
    if (m_stats.rejected > 0)
        line += tr(" %1 of them were not understood.").arg(numberText(m_stats.rejected));
    m_waiting->setText(line);
}

void StartPage::setBurstAvailable(bool available)
{
    m_demo->setEnabled(available);
}

} // namespace sluice::ui

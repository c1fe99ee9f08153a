// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/details_panel.h"

#include "ui/inspector/detail_rows_model.h"
#include "ui/inspector/json_highlighter.h"
#include "ui/inspector/life_line_view.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/proof_badge.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice::ui {

DetailsPanel::DetailsPanel(QWidget *parent)
    : QWidget(parent)
    , m_rows(new DetailRowsModel(this))
    , m_title(new QLabel(this))
    , m_proof(new ProofBadge(this))
    , m_body(new QSplitter(Qt::Vertical, this))
    , m_life(new LifeLineView(this))
{
    setObjectName(QStringLiteral("details"));
    setAccessibleName(tr("Details"));
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setMargin(8);
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(buildRows());
    m_body->addWidget(m_life);
    m_life->hide();
    connect(m_life, &LifeLineView::flushAsked, this, &DetailsPanel::flushAsked);
    m_body->addWidget(buildJson());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    auto *badge = new QHBoxLayout;
    badge->setContentsMargins(metrics::grid, 0, metrics::grid, metrics::halfGrid);
    badge->addWidget(m_proof);
    badge->addStretch();
    layout->addLayout(badge);
    layout->addWidget(m_body, 1);
    layout->addWidget(buildButtons());
    layout->addStretch();
    showMessage(tr("Select a bar of the timeline or a session."));
}

QWidget *DetailsPanel::buildRows()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("detailRows"));
    m_table->setAccessibleName(tr("Fields"));
    m_table->setModel(m_rows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    return m_table;
}

QWidget *DetailsPanel::buildJson()
{
    m_jsonPart = new QWidget(this);
    m_json = new QPlainTextEdit(m_jsonPart);
    m_json->setObjectName(QStringLiteral("detailJson"));
    m_json->setAccessibleName(tr("JSON"));
    m_json->setReadOnly(true);
    m_json->setTabChangesFocus(true);
    m_json->setFrameShape(QFrame::NoFrame);
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_json->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_highlighter = new JsonHighlighter(m_json->document());
    m_highlighter->setColors(m_json->palette());
    m_cut = new QLabel(m_jsonPart);
    m_cut->setTextFormat(Qt::PlainText);
    m_cut->setMargin(4);
    auto *layout = new QVBoxLayout(m_jsonPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_json, 1);
    layout->addWidget(m_cut);
    return m_jsonPart;
}

QWidget *DetailsPanel::buildButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 4, 8, 8);
    m_copyRows = new QPushButton(tr("Copy te&xt"), row);
    m_copyRows->setObjectName(QStringLiteral("copyText"));
    m_copyJson = new QPushButton(tr("Copy &JSON"), row);
    m_copyJson->setObjectName(QStringLiteral("copyJson"));
    layout->addWidget(m_copyRows);
    layout->addWidget(m_copyJson);
    layout->addStretch();
    connect(m_copyRows, &QPushButton::clicked, this, &DetailsPanel::copyRows);
    connect(m_copyJson, &QPushButton::clicked, this, &DetailsPanel::copyJson);
    return row;
}

void DetailsPanel::showDetails(const DetailsText &details)
{
    if (details.title != m_details.title || details.proof)
        putLifeLineAway();
    m_details = details;
    if (details.proof)
        m_proof->showProof(details.proof->proof, details.proof->word, details.proof->reason);
    else
        m_proof->clear();
    m_title->setText(details.title);
    m_rows->setRows(details.rows);
    m_table->resizeRowsToContents();
    if (m_json->toPlainText() != details.json)
        m_json->setPlainText(details.json);
    m_cut->setText(details.cut);
    m_cut->setVisible(!details.cut.isEmpty());
    m_body->setVisible(!details.rows.empty());
    m_jsonPart->setVisible(!details.json.isEmpty());
    m_copyRows->setVisible(!details.rows.empty());
    m_copyJson->setVisible(!details.json.isEmpty());
}

void DetailsPanel::showLifeLine(const LifeLine &line)
{
    m_life->showLife(line);
    m_life->show();
}

void DetailsPanel::showLifeLineMessage(const QString &message)
{
    m_life->showMessage(message);
    m_life->show();
}

void DetailsPanel::putLifeLineAway()
{
    m_life->hide();
}

void DetailsPanel::showMessage(const QString &message)
{
    DetailsText details;
    details.title = message;
    showDetails(details);
}

void DetailsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setColors(palette());
}

void DetailsPanel::copyRows()
{
    QGuiApplication::clipboard()->setText(plainText(m_details));
}

void DetailsPanel::copyJson()
{
    QGuiApplication::clipboard()->setText(m_details.json);
}

} // namespace sluice::ui

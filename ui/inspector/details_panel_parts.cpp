// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the details are built of.

#include "ui/inspector/chat_page.h"
#include "ui/inspector/detail_rows_model.h"
#include "ui/inspector/details_panel.h"
#include "ui/inspector/json_tree_page.h"
#include "ui/inspector/life_line_view.h"
#include "ui/inspector/log_page.h"
#include "ui/inspector/raw_page.h"
#include "ui/inspector/screenshot_page.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

namespace sluice::ui {

QWidget *DetailsPanel::buildRows()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("detailRows"));
    m_table->setAccessibleName(tr("Fields; Enter follows a link to an event"));
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
    const auto ask = [this](const QModelIndex &at) { askRow(at.row()); };
    connect(m_table, &QAbstractItemView::activated, this, ask);
    connect(m_table, &QAbstractItemView::clicked, this, [ask](const QModelIndex &at) {
        if (at.column() == 1)
            ask(at);
    });
    return m_table;
}

void DetailsPanel::buildTabs()
{
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("detailTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Details"));
    m_tabs->addTab(buildRows(), tr("Overview"));
    m_tabs->addTab(m_chat, tr("Chat"));
    m_tabs->addTab(m_json, tr("JSON"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_screenshot, tr("Screenshot"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_life, tr("Life line"));
    m_tabs->setTabToolTip(static_cast<int>(Tab::Log), tr("What was logged, as in a terminal"));
}

QWidget *DetailsPanel::buildButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    const auto add = [&](const QString &text, const QString &name, const QString &tip, auto slot) {
        auto *button = new QPushButton(text, row);
        button->setObjectName(name);
        button->setToolTip(tip);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, slot);
        return button;
    };
    add(tr("Copy te&xt"), QStringLiteral("copyText"), tr("The overview, a line for each field"),
        &DetailsPanel::copyRows);
    m_copyJson = add(tr("Copy &JSON"), QStringLiteral("copyJson"), tr("The event's body, indented"),
        &DetailsPanel::copyJson);
    m_copyCurl = add(tr("Copy c&url"), QStringLiteral("copyCurl"),
        tr("Shell commands that send this event again; address and key are variables of your shell"),
        &DetailsPanel::copyCurl);
    layout->addStretch();
    return row;
}

} // namespace sluice::ui

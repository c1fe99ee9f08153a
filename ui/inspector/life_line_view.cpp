// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/life_line_view.h"

#include "ui/inspector/life_bar.h"
#include "ui/inspector/life_steps_model.h"
#include "ui/theme/metrics.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice::ui {

LifeLineView::LifeLineView(QWidget *parent)
    : QWidget(parent)
    , m_steps(new LifeStepsModel(this))
    , m_summary(new QLabel(this))
    , m_bar(new LifeBar(this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("lifeLine"));
    setAccessibleName(tr("Life line"));
    m_summary->setObjectName(QStringLiteral("lifeSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("lifeSteps"));
    m_table->setAccessibleName(tr("Steps of the event's life; Enter goes to the flush"));
    m_table->setModel(m_steps);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const int column : {LifeStepsModel::Step, LifeStepsModel::Time, LifeStepsModel::After})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &at) { ask(at.row()); });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &at) { ask(at.row()); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    layout->addWidget(m_summary);
    layout->addWidget(m_bar);
    layout->addWidget(m_table, 1);
    showMessage({});
}

void LifeLineView::showLife(const LifeLine &line)
{
    const LifeLineText life = lifeLineText(line);
    m_summary->setText(life.summary);
    m_bar->showLife(life);
    m_steps->setSteps(life.steps);
    m_table->show();
}

void LifeLineView::showMessage(const QString &message)
{
    m_summary->setText(message);
    m_bar->showLife({});
    m_steps->setSteps({});
    m_table->hide();
}

void LifeLineView::ask(int row)
{
    if (const auto flush = m_steps->flushAt(row))
        Q_EMIT flushAsked(*flush);
}

} // namespace sluice::ui

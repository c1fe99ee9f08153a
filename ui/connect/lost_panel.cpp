// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/lost_panel.h"

#include "ui/connect/table_look.h"
#include "ui/models/format.h"
#include "ui/models/lost_by_sdk_model.h"
#include "ui/theme/metrics.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace sluice::ui {

namespace {

/// In digits and letters of the table's font, in the order of LostBySdkModel::Column.
constexpr std::array widths{36, 14, 24, 10, 10};

} // namespace

LostPanel::LostPanel(LostBySdkModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_line(noteLabel(QStringLiteral("lostLine"), this))
{
    setObjectName(QStringLiteral("lostPanel"));
    m_table->setObjectName(QStringLiteral("lostSessions"));
    m_table->setAccessibleName(tr("Sessions whose SDK lost events"));
    m_table->setModel(&m_model);
    makeTable(m_table);
    for (int column = 0; column < LostBySdkModel::columns; ++column)
        m_table->setColumnWidth(column,
            widths.at(static_cast<std::size_t>(column)) * m_table->fontMetrics().averageCharWidth()
                + 2 * metrics::grid);
    m_line->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_table, 1);
    m_stack->addWidget(emptyState(tr("No SDK has lost events"),
        tr("When a session is over, the SDK's own count of its events is compared with what came. SDKs drop "
           "events when their queue is full, and say it in their log at most."),
        this));
    m_stack->addWidget(list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, change, this, &LostPanel::showState);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &LostPanel::showState);
    connect(m_table, &QTableView::activated, this, &LostPanel::open);
    showState();
}

void LostPanel::showState()
{
    m_stack->setCurrentIndex(m_model.rowCount() == 0 ? 0 : 1);
    m_line->setText(tr("SDKs counted %1 that never came here. What was answered 200 is all stored. "
                       "Enter opens a session.")
                        .arg(eventsText(m_model.lostInAll())));
}

void LostPanel::open(const QModelIndex &index)
{
    if (const SessionSummary *session = m_model.at(index.row()))
        Q_EMIT sessionAsked(session->id);
}

} // namespace sluice::ui

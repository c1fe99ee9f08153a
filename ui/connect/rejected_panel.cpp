// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/rejected_panel.h"

#include "ui/bridge/convert.h"
#include "ui/connect/code_box.h"
#include "ui/connect/table_look.h"
#include "ui/models/rejected_requests_model.h"
#include "ui/models/visible_text.h"
#include "ui/theme/metrics.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace sluice::ui {

namespace {

/// In digits and letters of the table's font, in the order of RejectedRequestsModel::Column.
constexpr std::array widths{12, 6, 36, 22, 20};
constexpr qsizetype mostReason = 400;

} // namespace

RejectedPanel::RejectedPanel(RejectedRequestsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_advice(noteLabel(QStringLiteral("advice"), this))
    , m_raw(new CodeBox(this))
{
    setObjectName(QStringLiteral("rejectedPanel"));
    m_stack->addWidget(emptyState(tr("Nothing was rejected"),
        tr("Requests that the collector does not take stand here, with the reason and the request itself; "
           "keys "
           "and tokens are masked."),
        this));
    m_stack->addWidget(buildList());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, change, this, &RejectedPanel::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &RejectedPanel::showSelected);
    showState();
}

QWidget *RejectedPanel::buildList()
{
    m_table->setObjectName(QStringLiteral("rejected"));
    m_table->setAccessibleName(tr("Rejected requests"));
    m_table->setModel(&m_model);
    makeTable(m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < RejectedRequestsModel::columns; ++column)
        m_table->setColumnWidth(column,
            widths.at(static_cast<std::size_t>(column)) * m_table->fontMetrics().averageCharWidth()
                + 2 * metrics::grid);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(scroll);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    column->setSpacing(metrics::halfGrid);
    column->addWidget(m_advice);
    column->addWidget(m_raw);
    column->addStretch(1);
    scroll->setWidget(inside);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(scroll);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    return split;
}

void RejectedPanel::showState()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showSelected();
}

void RejectedPanel::showSelected()
{
    const RejectedRequest *request = m_model.at(m_table->currentIndex().row());
    m_raw->setVisible(request != nullptr);
    if (!request) {
        m_advice->clear();
        return;
    }
    const QString reason = oneLine(toQt(request->reason), mostReason);
    m_advice->setText(QStringLiteral("%1 %2\n%3")
                          .arg(QString::number(request->status), reason, rejectionAdvice(*request))
                          .trimmed());
    const QString raw = rawRequestText(*request);
    m_raw->setLines(tr("The request as it came (keys and tokens masked)"), raw, raw);
}

} // namespace sluice::ui

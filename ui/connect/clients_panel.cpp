// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/clients_panel.h"

#include "ui/connect/table_look.h"
#include "ui/models/clients_model.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

/// In digits and letters of the table's font, in the order of ClientsModel::Column.
constexpr std::array widths{24, 13, 17, 11, 11, 8, 7, 8, 7};

} // namespace

ClientsPanel::ClientsPanel(ClientsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
    , m_waiting(emptyState(tr("Waiting for the first request"),
          tr("Choose your SDK above, copy the lines, and start your agent. It appears here with its first "
             "request, and its session in the list with its first event. No agent at hand? Send a test "
             "request."),
          this))
    , m_elsewhere(emptyState(tr("Who sends is not known here"),
          tr("No collector of this window listens. What another Sluice receives on this data directory "
             "appears "
             "in the list of sessions; who sends it stands on the page of that one."),
          this))
    , m_table(new QTableView(this))
    , m_line(noteLabel(QStringLiteral("clientLine"), this))
    , m_open(new QPushButton(tr("Open its &last session"), this))
{
    setObjectName(QStringLiteral("clientsPanel"));
    m_waiting->setObjectName(QStringLiteral("noClients"));
    m_elsewhere->setObjectName(QStringLiteral("clientsElsewhere"));
    m_stack->addWidget(m_waiting);
    m_stack->addWidget(m_elsewhere);
    m_list = buildList();
    m_stack->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, change, this, &ClientsPanel::showState);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ClientsPanel::showSelected);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClientsPanel::showSelected);
    connect(m_table, &QTableView::activated, this, &ClientsPanel::openSelected);
    connect(m_open, &QPushButton::clicked, this, &ClientsPanel::openSelected);
    showState();
}

QWidget *ClientsPanel::buildList()
{
    m_table->setObjectName(QStringLiteral("clients"));
    m_table->setAccessibleName(tr("Clients seen"));
    m_table->setModel(&m_model);
    makeTable(m_table);
    for (int column = 0; column < ClientsModel::columns; ++column)
        m_table->setColumnWidth(column, widthOf(column));
    m_table->viewport()->installEventFilter(this);
    m_open->setObjectName(QStringLiteral("openLastSession"));
    auto *list = new QWidget(this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    row->addWidget(m_line, 1);
    row->addWidget(m_open);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    return list;
}

void ClientsPanel::setKnown(bool known)
{
    m_known = known;
    showState();
}

int ClientsPanel::widthOf(int column) const
{
    return widths.at(static_cast<std::size_t>(column)) * m_table->fontMetrics().averageCharWidth()
        + 2 * metrics::grid;
}

/// The names get the room that is left; where there is none the table scrolls.
void ClientsPanel::fillWidth()
{
    int others = 0;
    for (int column = ClientsModel::Client + 1; column < ClientsModel::columns; ++column)
        others += m_table->columnWidth(column);
    m_table->setColumnWidth(
        ClientsModel::Client, std::max(widthOf(ClientsModel::Client), m_table->viewport()->width() - others));
}

bool ClientsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fillWidth();
    return QWidget::eventFilter(watched, event);
}

void ClientsPanel::showState()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentWidget(!isEmpty ? m_list : m_known ? m_waiting : m_elsewhere);
    if (!isEmpty && !m_table->selectionModel()->hasSelection())
        m_table->selectRow(0);
    showSelected();
}

void ClientsPanel::showSelected()
{
    const ClientSeen *client = m_model.at(m_table->currentIndex().row());
    m_open->setEnabled(client && !client->lastSession.isEmpty());
    if (!client) {
        m_line->clear();
        return;
    }
    m_line->setText(client->lastSession.isEmpty()
            ? tr("%1 has sent no event yet.").arg(clientName(*client))
            : tr("%1 · last request %2")
                  .arg(clientName(*client),
                      m_model.index(m_table->currentIndex().row(), ClientsModel::Last).data().toString()));
}

void ClientsPanel::openSelected()
{
    const ClientSeen *client = m_model.at(m_table->currentIndex().row());
    if (client && !client->lastSession.isEmpty())
        Q_EMIT sessionAsked(client->lastSession);
}

} // namespace sluice::ui

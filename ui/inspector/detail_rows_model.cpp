// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/detail_rows_model.h"

#include "ui/models/format.h"

#include <QBrush>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace sluice::ui {

namespace {

bool isLink(const DetailRow &row, const QModelIndex &index)
{
    return row.event && index.column() == 1;
}

QFont linkFont()
{
    QFont font;
    font.setUnderline(true);
    return font;
}

} // namespace

int DetailRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DetailRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant DetailRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DetailRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? row.key : row.value;
    case Qt::ToolTipRole: // an id is cut when there is no room
        return plainToolTip(index.column() == 0 || !row.rule.isEmpty() ? row.rule : row.value);
    case Qt::AccessibleDescriptionRole:
        return row.event ? tr("Leads to the event") : row.rule;
    case Qt::ForegroundRole:
        return isLink(row, index) ? QVariant(QGuiApplication::palette().brush(QPalette::Link)) : QVariant();
    case Qt::FontRole:
        return isLink(row, index) ? QVariant(linkFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignTop);
    default:
        return {};
    }
}

QVariant DetailRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Field") : tr("Value");
}

void DetailRowsModel::setRows(const std::vector<DetailRow> &rows)
{
    const bool sameShape = rows.size() == m_rows.size();
    if (sameShape) { // keeps the place where a person reads
        m_rows = rows;
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

} // namespace sluice::ui

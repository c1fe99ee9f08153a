// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/compare_model.h"

#include "ui/models/format.h"

#include <QFont>

#include <utility>

namespace sluice::ui {

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CompareRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == What)
            return row.what;
        return index.column() == Difference ? row.difference : row.values[index.column() == First ? 0 : 1];
    case Qt::ToolTipRole:
        return plainToolTip(row.meaning);
    case Qt::TextAlignmentRole:
        return index.column() == What ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
        if (!row.isHeading)
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case HeadingRole:
        return row.isHeading;
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case First:
        return tr("First run");
    case Second:
        return tr("Second run");
    case Difference:
        return tr("Second to first");
    default:
        return {};
    }
}

void CompareModel::setRows(std::vector<CompareRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

} // namespace sluice::ui

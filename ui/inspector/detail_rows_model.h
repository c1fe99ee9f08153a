// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/details_text.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// Keys and values of one thing, two columns.
class DetailRowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(const std::vector<DetailRow> &rows);

private:
    std::vector<DetailRow> m_rows;
};

} // namespace sluice::ui

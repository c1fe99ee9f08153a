// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/run_facts.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// Two runs side by side, a line each fact. thread: GUI.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, First, Second, Difference };
    static constexpr int columns = 4;

    enum Role {
        HeadingRole = Qt::UserRole, ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setRows(std::vector<CompareRow> rows);

private:
    std::vector<CompareRow> m_rows;
};

} // namespace sluice::ui

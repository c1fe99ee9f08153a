// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/deadlock_lab.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// The steps of one reproduction, a line each, in their order. thread: GUI.
class DeadlockStepsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { At, Thread, What, Tale };
    static constexpr int columns = 4;

    enum Role {
        KindRole = Qt::UserRole, ///< int: DeadlockStep::Kind
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What is told again keeps its line; the last line may have changed, and new ones follow it.
    void setSteps(std::vector<DeadlockStep> steps);

    /// The line of the self-deadlock; -1: none.
    int deadlockRow() const;

private:
    QVariant text(const DeadlockStep &step, int column) const;

    std::vector<DeadlockStep> m_steps;
};

} // namespace sluice::ui

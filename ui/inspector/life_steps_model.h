// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/life_line_text.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// The moments of an event's life, a row each.
class LifeStepsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Step, Time, After, Note };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setSteps(std::vector<LifeStep> steps);

    /// Where the step happened; nullopt: not in a flush.
    std::optional<std::uint64_t> flushAt(int row) const;

private:
    std::vector<LifeStep> m_steps;
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/life_steps_model.h"

#include "ui/models/format.h"

namespace sluice::ui {

int LifeStepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int LifeStepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LifeStepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LifeStep &step = m_steps[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return index.column() == After ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role == Qt::ToolTipRole)
        return plainToolTip(step.note);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Step:
        return step.name;
    case Time:
        return step.time;
    case After:
        return step.after;
    default:
        return step.note;
    }
}

QVariant LifeStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole)
        return section == After ? tr("Time since the step before that is known") : QString();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Step:
        return tr("Step");
    case Time:
        return tr("Time");
    case After:
        return tr("After");
    default:
        return tr("How");
    }
}

void LifeStepsModel::setSteps(std::vector<LifeStep> steps)
{
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
}

std::optional<std::uint64_t> LifeStepsModel::flushAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_steps[static_cast<std::size_t>(row)].flush : std::nullopt;
}

} // namespace sluice::ui

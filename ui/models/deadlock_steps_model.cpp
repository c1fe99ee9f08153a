// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/deadlock_steps_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/deadlock_text.h"
#include "ui/models/format.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

int DeadlockStepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int DeadlockStepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant DeadlockStepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeadlockStep &step = m_steps[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(step, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toQt(step.text));
    case Qt::TextAlignmentRole:
        return index.column() == At ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case KindRole:
        return static_cast<int>(step.kind);
    default:
        return {};
    }
}

QVariant DeadlockStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("After");
    case Thread:
        return tr("Thread");
    case What:
        return tr("Does");
    case Tale:
        return tr("Who holds what, and wants what");
    default:
        return {};
    }
}

QVariant DeadlockStepsModel::text(const DeadlockStep &step, int column) const
{
    switch (column) {
    case At:
        return durationText(step.at);
    case Thread:
        return toQt(step.thread);
    case What:
        return stepKindText(step.kind);
    case Tale:
        return toQt(step.text);
    default:
        return {};
    }
}

void DeadlockStepsModel::setSteps(std::vector<DeadlockStep> steps)
{
    if (steps.size() < m_steps.size()) {
        beginResetModel();
        m_steps = std::move(steps);
        endResetModel();
        return;
    }
    const std::size_t known = m_steps.size();
    std::copy_n(steps.begin(), known, m_steps.begin());
    if (known > 0)
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(known) - 1, columns - 1));
    if (steps.size() == known)
        return;
    beginInsertRows({}, static_cast<int>(known), static_cast<int>(steps.size()) - 1);
    m_steps = std::move(steps);
    endInsertRows();
}

int DeadlockStepsModel::deadlockRow() const
{
    const auto found = std::ranges::find(m_steps, DeadlockStep::Kind::SelfDeadlock, &DeadlockStep::kind);
    return found == m_steps.end() ? -1 : static_cast<int>(found - m_steps.begin());
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/what_if_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/what_if_text.h"
#include "ui/models/words.h"

#include <algorithm>

namespace sluice::ui {

WhatIfModel::WhatIfModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    reset({});
}

int WhatIfModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int WhatIfModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

Qt::ItemFlags WhatIfModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.row() > 0 && index.column() < settings)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant WhatIfModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() < settings ? settingText(shown.tried, index.column())
                                         : outcomeText(shown, index.column());
    case Qt::EditRole:
        return settingValue(shown.tried, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(shown.problem.isEmpty() ? whatIfColumnMeaning(index.column()) : shown.problem);
    case Qt::TextAlignmentRole:
        return index.column() == Name || index.column() == Policy
            ? QVariant()
            : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return whatIfColumnText(section);
    return role == Qt::ToolTipRole ? plainToolTip(whatIfColumnMeaning(section)) : QVariant();
}

QVariant WhatIfModel::settingText(const WhatIf &tried, int column) const
{
    switch (column) {
    case Name:
        return toQt(tried.name);
    case Capacity:
        return numberText(tried.queue.maxQueueSize);
    case Policy:
        return policyText(tried.queue.policy);
    case Batch:
        return tried.batchDepth == 0 ? tr("%1 (usual)").arg(numberText(tried.queue.flushDepth()))
                                     : numberText(tried.batchDepth);
    case Interval:
        return durationText(tried.queue.maxWaitTime);
    case Latency:
        return tried.serverTime ? durationText(*tried.serverTime) : tr("as recorded");
    default:
        return {};
    }
}

QVariant WhatIfModel::settingValue(const WhatIf &tried, int column)
{
    switch (column) {
    case Name:
        return toQt(tried.name);
    case Capacity:
        return static_cast<int>(tried.queue.maxQueueSize);
    case Policy:
        return static_cast<int>(tried.queue.policy);
    case Batch:
        return static_cast<int>(tried.batchDepth);
    case Interval:
        return static_cast<int>(tried.queue.maxWaitTime.count());
    case Latency:
        return tried.serverTime ? static_cast<int>(tried.serverTime->count()) : -1;
    default:
        return {};
    }
}

QVariant WhatIfModel::outcomeText(const Line &shown, int column) const
{
    if (!shown.outcome)
        return unknownText();
    const WhatIfOutcome &outcome = *shown.outcome;
    switch (column) {
    case Dropped:
        return outcome.recorded == 0 ? numberText(outcome.dropped)
                                     : tr("%1 (%2 %)")
                                           .arg(numberText(outcome.dropped),
                                               QString::number(100.0 * static_cast<double>(outcome.dropped)
                                                       / static_cast<double>(outcome.recorded),
                                                   'f', 1));
    case Delivered:
        return numberText(outcome.delivered);
    case Spilled:
        return numberText(outcome.spilled);
    case DelayP50:
        return outcome.delivered == 0 ? unknownText() : durationText(outcome.delayP50);
    case DelayP99:
        return outcome.delivered == 0 ? unknownText() : durationText(outcome.delayP99);
    case Blocked:
        return durationText(outcome.blocked);
    case LongestBlock:
        return durationText(outcome.longestBlock);
    case Memory:
        return bytesText(outcome.mostMemory);
    case HighWater:
        return numberText(outcome.highWater);
    case Flushes:
        return numberText(outcome.flushes);
    default:
        return {};
    }
}

bool WhatIfModel::change(WhatIf &tried, int column, const QVariant &value)
{
    const int number = value.toInt();
    switch (column) {
    case Name:
        tried.name = fromQt(value.toString().trimmed());
        return !tried.name.empty();
    case Capacity:
        tried.queue.maxQueueSize = static_cast<std::size_t>(std::max(number, 0));
        break;
    case Policy:
        tried.queue.policy = static_cast<OverflowPolicy>(number);
        return number >= 0 && number <= static_cast<int>(OverflowPolicy::Spill);
    case Batch:
        tried.batchDepth = static_cast<std::size_t>(std::max(number, 0));
        return number >= 0;
    case Interval:
        tried.queue.maxWaitTime = Millis(number);
        break;
    case Latency:
        tried.serverTime = number < 0 ? std::nullopt : std::optional(Millis(number));
        return number <= mostMillis;
    default:
        return false;
    }
    return tried.queue.validate().ok();
}

bool WhatIfModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    WhatIf changed = line(index.row()).tried;
    if (!change(changed, index.column(), value))
        return false;
    if (settingValue(line(index.row()).tried, index.column()) == value)
        return true;
    if (index.column() == Name)
        line(index.row()).tried = std::move(changed);
    else
        line(index.row()) = {std::move(changed), std::nullopt, {}};
    lineChanged(index.row());
    return true;
}

void WhatIfModel::reset(const WhatIf &baseline)
{
    beginResetModel();
    m_lines.clear();
    for (WhatIf &variant : firstVariants(baseline))
        m_lines.push_back({std::move(variant), std::nullopt, {}});
    endResetModel();
}

int WhatIfModel::addCopyOf(int row)
{
    if (rowCount() >= mostLines || row < 0 || row >= rowCount())
        return -1;
    const int added = rowCount();
    WhatIf copy = line(row).tried;
    copy.name = fromQt(tr("variant %1").arg(added));
    beginInsertRows({}, added, added);
    m_lines.push_back({std::move(copy), std::nullopt, {}});
    endInsertRows();
    return added;
}

void WhatIfModel::remove(int row)
{
    if (row < 1 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_lines.erase(m_lines.begin() + row);
    endRemoveRows();
}

std::vector<WhatIf> WhatIfModel::variants() const
{
    std::vector<WhatIf> variants;
    for (const Line &one : m_lines)
        variants.push_back(one.tried);
    return variants;
}

void WhatIfModel::setOutcome(int row, const WhatIfOutcome &outcome)
{
    if (row < 0 || row >= rowCount())
        return;
    line(row).outcome = outcome;
    line(row).problem.clear();
    lineChanged(row);
}

void WhatIfModel::setProblem(int row, const QString &problem)
{
    if (row < 0 || row >= rowCount())
        return;
    line(row).outcome.reset();
    line(row).problem = problem;
    lineChanged(row);
}

void WhatIfModel::forgetOutcomes()
{
    for (Line &one : m_lines) {
        one.outcome.reset();
        one.problem.clear();
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void WhatIfModel::lineChanged(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

} // namespace sluice::ui

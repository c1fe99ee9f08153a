// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/flush_log_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <algorithm>
#include <functional>

namespace sluice::ui {

namespace {

bool isDecided(FlushOutcome outcome)
{
    switch (outcome) {
    case FlushOutcome::Sending:
    case FlushOutcome::Retrying:
    case FlushOutcome::InDoubt:
        return false;
    case FlushOutcome::Delivered:
    case FlushOutcome::Refused:
    case FlushOutcome::Split:
    case FlushOutcome::Abandoned:
        break;
    }
    return true;
}

} // namespace

FlushLogModel::FlushLogModel(QObject *parent, std::size_t limit)
    : QAbstractTableModel(parent)
    , m_limit(limit)
{ }

int FlushLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int FlushLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FlushLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FlushRecord &flush = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(flush, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toQt(flush.message));
    case Qt::TextAlignmentRole:
        return index.column() == Started || index.column() == Cause || index.column() == Outcome
            ? QVariant()
            : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case OutcomeRole:
        return static_cast<int>(flush.outcome);
    default:
        return {};
    }
}

QVariant FlushLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Sequence:
        return tr("Flush");
    case Started:
        return tr("Started");
    case Cause:
        return tr("Cause");
    case Events:
        return tr("Events");
    case Bytes:
        return tr("Bytes");
    case Duration:
        return tr("Took");
    case Attempts:
        return tr("Tries");
    case Status:
        return tr("HTTP");
    case Outcome:
        return tr("Outcome");
    default:
        return {};
    }
}

QVariant FlushLogModel::text(const FlushRecord &flush, int column) const
{
    switch (column) {
    case Sequence:
        return numberText(flush.sequence);
    case Started:
        return clockText(flush.started);
    case Cause:
        return flushCauseText(flush.cause);
    case Events:
        return numberText(flush.events);
    case Bytes:
        return bytesText(flush.bytes);
    case Duration:
        return flush.outcome == FlushOutcome::Sending ? unknownText()
                                                      : durationText(flush.ended - flush.started);
    case Attempts:
        return numberText(flush.attempts);
    case Status:
        return flush.httpStatus == 0 ? unknownText() : QString::number(flush.httpStatus);
    case Outcome:
        return flushOutcomeText(flush.outcome);
    default:
        return {};
    }
}

void FlushLogModel::show(const SessionId &session, const std::vector<FlushRecord> &flushes)
{
    beginResetModel();
    m_session = session;
    m_lines.assign(flushes.begin(), flushes.end());
    std::ranges::sort(m_lines, std::greater(), &FlushRecord::sequence);
    m_leftOut = m_lines.size() > m_limit ? m_lines.size() - m_limit : 0;
    m_oldestLeftOut = m_leftOut > 0 ? m_lines[m_limit].sequence : 0;
    m_lines.resize(std::min(m_lines.size(), m_limit));
    endResetModel();
    Q_EMIT leftOutChanged(m_leftOut);
}

void FlushLogModel::add(const QList<FlushRecord> &flushes)
{
    std::vector<FlushRecord> newest;
    for (const FlushRecord &flush : flushes) {
        if (flush.session != m_session || flush.sequence <= m_oldestLeftOut)
            continue;
        const int row = rowFor(flush.sequence);
        if (row < rowCount() && m_lines[static_cast<std::size_t>(row)].sequence == flush.sequence)
            change(row, flush);
        else if (row == 0)
            newest.push_back(flush);
        else
            insertAt(row, flush);
    }
    putOnTop(newest);
    cutToLimit();
}

int FlushLogModel::rowFor(std::uint64_t sequence) const
{
    const auto place = std::ranges::lower_bound(m_lines, sequence, std::greater(), &FlushRecord::sequence);
    return static_cast<int>(place - m_lines.begin());
}

void FlushLogModel::change(int row, const FlushRecord &flush)
{
    m_lines[static_cast<std::size_t>(row)] = flush;
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void FlushLogModel::insertAt(int row, const FlushRecord &flush)
{
    beginInsertRows({}, row, row);
    m_lines.insert(m_lines.begin() + row, flush);
    endInsertRows();
}

void FlushLogModel::putOnTop(const std::vector<FlushRecord> &newest)
{
    std::vector<FlushRecord> lines = newest;
    std::ranges::stable_sort(lines, std::greater(), &FlushRecord::sequence);
    // Not std::ranges::unique(): clang 14 does not take libstdc++'s subrange.
    const auto same = [](const FlushRecord &a, const FlushRecord &b) { return a.sequence == b.sequence; };
    lines.erase(std::unique(lines.begin(), lines.end(), same), lines.end());
    if (lines.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.begin(), lines.begin(), lines.end());
    endInsertRows();
}

void FlushLogModel::cutToLimit()
{
    if (m_lines.size() <= m_limit)
        return;
    beginRemoveRows({}, static_cast<int>(m_limit), rowCount() - 1);
    m_leftOut += m_lines.size() - m_limit;
    m_oldestLeftOut = m_lines[m_limit].sequence;
    m_lines.resize(m_limit);
    endRemoveRows();
    Q_EMIT leftOutChanged(m_leftOut);
}

const FlushRecord *FlushLogModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_lines[static_cast<std::size_t>(row)] : nullptr;
}

bool FlushLogModel::knowsBetter(const FlushRecord &flush) const
{
    const FlushRecord *mine = at(rowFor(flush.sequence));
    return mine && flush.session == m_session && mine->sequence == flush.sequence && isDecided(mine->outcome)
        && !isDecided(flush.outcome);
}

} // namespace sluice::ui

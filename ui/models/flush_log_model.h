// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/flush_record.h"

#include <QAbstractTableModel>
#include <QList>

#include <cstdint>
#include <deque>
#include <vector>

namespace sluice::ui {

/// One session's flushes, a line each, the newest on top. Holds at most mostLines; older lines are left out
/// and counted. A flush that is told again (it started, it ended) keeps its line.
/// thread: GUI.
class FlushLogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Sequence, Started, Cause, Events, Bytes, Duration, Attempts, Status, Outcome };
    static constexpr int columns = 9;
    static constexpr std::size_t mostLines = 5'000;

    enum Role {
        OutcomeRole = Qt::UserRole, ///< int: FlushOutcome
    };

    explicit FlushLogModel(QObject *parent = nullptr, std::size_t limit = mostLines);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Shows `session` from now on, with the flushes that are known of it.
    void show(const SessionId &session, const std::vector<sluice::FlushRecord> &flushes = {});

    /// Flushes of other sessions are passed over.
    void add(const QList<sluice::FlushRecord> &flushes);

    /// Lines that were left out since show().
    std::uint64_t leftOut() const { return m_leftOut; }
    const FlushRecord *at(int row) const;

    /// It shows how this flush ended, and `flush` does not say so yet.
    bool knowsBetter(const FlushRecord &flush) const;

Q_SIGNALS:
    void leftOutChanged(quint64 lines);

private:
    void change(int row, const FlushRecord &flush);
    void insertAt(int row, const FlushRecord &flush);
    void putOnTop(const std::vector<FlushRecord> &newest);
    void cutToLimit();
    int rowFor(std::uint64_t sequence) const; ///< where it is, or where it would go
    QVariant text(const FlushRecord &flush, int column) const;

    const std::size_t m_limit;
    SessionId m_session;
    std::deque<FlushRecord> m_lines; ///< by sequence, the greatest first
    std::uint64_t m_leftOut = 0;
    std::uint64_t m_oldestLeftOut = 0; ///< the greatest sequence that was left out
};

} // namespace sluice::ui

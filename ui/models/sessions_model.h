// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <QAbstractTableModel>
#include <QList>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sluice::ui {

/// All sessions, a row each, in the order of a column or, from the start, live ones first and then the newest
/// first. Sessions are told apart by their ids: a changed one keeps its row's identity and moves to its
/// place; the model resets only when it is filled for the first time. thread: GUI.
class SessionsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Started, Duration, Events, Errors, Drops, From };
    static constexpr int columns = 8;

    enum Role {
        IdRole = Qt::UserRole, ///< QString: the session's id
        StateRole, ///< int: SessionState
        FailedRole, ///< bool: it ended with Fail
        ProofRole, ///< int: Proof
        ProofTextRole, ///< QString: its word
        OutlineRole, ///< QString: how it stands, when it started and how long it took, in one short line
    };

    explicit SessionsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// By a column; a column below 0 brings back the order of the start.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Adds the unknown ones and brings the known ones up to date.
    void update(const QList<sluice::SessionSummary> &sessions);

    /// Live durations grow, and sessions without news fall silent.
    void setNow(Timestamp now);

    /// The session of a row; null when there is no such row. Good until the next change.
    const SessionSummary *at(int row) const;
    const SessionSummary *find(const SessionId &id) const;
    QModelIndex indexOf(const SessionId &id) const;

private:
    struct Row
    {
        SessionSummary session;
        SessionState state = SessionState::Running;
    };
    using Place = std::vector<Row *>::const_iterator;

    bool isBefore(const Row &a, const Row &b) const;
    int compare(const Row &a, const Row &b) const;
    Place placeFor(const Row &row) const;
    int rowOf(const Row &row) const;
    int placeAmongOthers(int from, const Row &row) const; ///< as beginMoveRows() counts destinations
    void fill(const QList<SessionSummary> &sessions);
    void insert(const SessionSummary &session);
    void change(Row &row, Row to);
    void saySorted(const std::vector<Row *> &before);
    Nanos durationOf(const Row &row) const;
    QVariant text(const Row &row, int column) const;
    QString toolTip(const Row &row) const;
    QString outline(const Row &row) const;

    std::unordered_map<SessionId, std::unique_ptr<Row>> m_rows;
    std::vector<Row *> m_order;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    Timestamp m_now{};
};

} // namespace sluice::ui

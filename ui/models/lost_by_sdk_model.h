// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>
#include <vector>

namespace sluice::ui {

/// How many events a session's SDK counted and that never came; nullopt: none is missing, it told no counts,
/// or the session still runs (then some may be on their way) or was not received here. SDKs since 0.3.19
/// count what was recorded; older ones count what they sent (agentops-contract.md, part 7).
std::optional<std::uint64_t> lostBySdk(const SessionSummary &session, Timestamp now);

/// The sessions whose SDK lost events, the newest first. thread: GUI.
class LostBySdkModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Session, Started, Lost, Counted, Arrived };
    static constexpr int columns = 5;

    explicit LostBySdkModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Sessions that changed, as the bridge tells them.
    void update(const QList<sluice::SessionSummary> &sessions);
    void setNow(Timestamp now);

    /// The session of a row; null when there is no such row. Good until the next change.
    const SessionSummary *at(int row) const;

    /// The sum of all rows.
    std::uint64_t lostInAll() const;

private:
    void look(const SessionSummary &session);
    void remove(const SessionId &session);

    std::vector<SessionSummary> m_lost; ///< the newest first
    std::vector<SessionSummary> m_undecided; ///< that told counts and still run
    Timestamp m_now{};
};

} // namespace sluice::ui

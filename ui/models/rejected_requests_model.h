// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/clients_seen.h"

#include <QAbstractTableModel>

#include <deque>

namespace sluice::ui {

/// The requests that the collector refused, whole or in part, the newest first. thread: GUI.
class RejectedRequestsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Status, Why, What, Client };
    static constexpr int columns = 5;

    explicit RejectedRequestsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes the place of what was shown before; a request keeps its row's identity by its number.
    void update(const ClientsSeen &seen);

    /// The request of a row; null when there is no such row. Good until the next update().
    const RejectedRequest *at(int row) const;

private:
    QString text(const RejectedRequest &request, int column) const;

    std::deque<RejectedRequest> m_requests;
};

/// The whole of it as text to read and to copy: its first line, its fields, a free line, its body; hidden
/// characters marked. Says when the body is longer than what was kept, or was not read.
QString rawRequestText(const RejectedRequest &request);

/// What to do about a request with that answer, in a sentence or two.
QString rejectionAdvice(const RejectedRequest &request);

} // namespace sluice::ui

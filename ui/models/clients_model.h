// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/clients_seen.h"

#include <QAbstractTableModel>

#include <vector>

namespace sluice::ui {

/// The programs that the collector has seen, a row each, the newest first: a program keeps its row however
/// often it sends, so that a selection stays where it is. thread: GUI.
class ClientsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Client, Service, Protocol, Last, First, Requests, Events, Rejected, Refused };
    static constexpr int columns = 9;

    explicit ClientsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes the place of what was shown before.
    void update(const ClientsSeen &seen);

    /// "12 s ago" grows.
    void setNow(Timestamp now);

    /// The client of a row; null when there is no such row. Good until the next update().
    const ClientSeen *at(int row) const;

private:
    QString text(const ClientSeen &client, int column) const;
    void removeGone(const ClientsSeen &seen);
    void sayChanged(int column, int lastColumn);

    std::vector<ClientSeen> m_clients; ///< the last that came first
    Timestamp m_now{};
};

/// "agentops 0.3.26"; without an SDK's name the beginning of its User-Agent; "unknown program" without both.
/// In one line, hidden characters marked.
QString clientName(const ClientSeen &client);

/// "AgentOps REST v2", "OTLP protobuf"; a dash when nothing of it was understood.
QString dialectText(WireDialect dialect);

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/clients_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/ago_text.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace sluice::ui {

namespace {

constexpr qsizetype mostName = 120;

/// Two runs of one program are one client (ClientSeen).
bool isSame(const ClientSeen &a, const ClientSeen &b)
{
    const auto names = [](const ClientSeen &client) {
        return std::tie(client.sdk, client.version, client.service, client.userAgent, client.dialect);
    };
    return names(a) == names(b);
}

bool isIn(const std::vector<ClientSeen> &clients, const ClientSeen &wanted)
{
    return std::ranges::any_of(clients, [&](const ClientSeen &client) { return isSame(client, wanted); });
}

QString orDash(const std::string &text)
{
    return text.empty() ? unknownText() : oneLine(toQt(text), mostName);
}

} // namespace

ClientsModel::ClientsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int ClientsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_clients.size());
}

int ClientsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ClientsModel::data(const QModelIndex &index, int role) const
{
    const ClientSeen *client = index.isValid() ? at(index.row()) : nullptr;
    if (!client)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*client, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() >= Requests ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        if (index.column() == Client)
            return plainToolTip(tr("User-Agent: %1").arg(orDash(client->userAgent)));
        if (index.column() == First || index.column() == Last)
            return dateTimeText(index.column() == First ? client->first : client->last);
        return plainToolTip(text(*client, index.column()));
    default:
        return {};
    }
}

QString ClientsModel::text(const ClientSeen &client, int column) const
{
    switch (column) {
    case Client:
        return clientName(client);
    case Service:
        return orDash(client.service);
    case Protocol:
        return dialectText(client.dialect);
    case Last:
        return agoText(client.last, m_now);
    case First:
        return shortTimeText(client.first, m_now);
    case Requests:
        return numberText(client.requests);
    case Events:
        return numberText(client.events);
    case Rejected:
        return numberText(client.rejected);
    case Refused:
        return numberText(client.refused);
    default:
        return {};
    }
}

QVariant ClientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section >= Requests ? Qt::AlignRight : Qt::AlignLeft));
    const std::array names = {tr("Client"), tr("Service"), tr("Protocol"), tr("Last request"),
        tr("First request"), tr("Requests"), tr("Events"), tr("Rejected"), tr("Refused")};
    const std::array meanings = {tr("Name and version of its SDK, as far as its requests say them"),
        tr("service.name of its resource"), tr("How it talks to the collector"),
        tr("When its last request came"), tr("When its first request came, since the collector started"),
        tr("All requests of it, whatever was answered"), tr("Events, spans and log records on disk"),
        tr("Requests answered 4xx: nothing of them was kept"),
        tr("Spans, log records and data points not kept, of requests answered 200")};
    const auto at = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole)
        return names[at];
    return role == Qt::ToolTipRole ? QVariant(meanings[at]) : QVariant();
}

void ClientsModel::update(const ClientsSeen &seen)
{
    removeGone(seen);
    for (const ClientSeen &client : seen.clients) {
        const auto known
            = std::ranges::find_if(m_clients, [&](const ClientSeen &other) { return isSame(other, client); });
        if (known != m_clients.end()) {
            *known = client;
            continue;
        }
        const auto place = std::ranges::find_if(
            m_clients, [&](const ClientSeen &other) { return other.first <= client.first; });
        const int row = static_cast<int>(place - m_clients.begin());
        beginInsertRows({}, row, row);
        m_clients.insert(place, client);
        endInsertRows();
    }
    sayChanged(Client, columns - 1);
}

void ClientsModel::removeGone(const ClientsSeen &seen)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isIn(seen.clients, *at(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_clients.erase(m_clients.begin() + row);
        endRemoveRows();
    }
}

void ClientsModel::setNow(Timestamp now)
{
    m_now = now;
    sayChanged(Last, First);
}

void ClientsModel::sayChanged(int column, int lastColumn)
{
    if (!m_clients.empty())
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, lastColumn));
}

const ClientSeen *ClientsModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_clients[static_cast<std::size_t>(row)] : nullptr;
}

QString clientName(const ClientSeen &client)
{
    const QString sdk = oneLine(toQt(client.sdk), mostName);
    const QString version = oneLine(toQt(client.version), mostName);
    if (!sdk.isEmpty())
        return version.isEmpty() ? sdk : sdk + QLatin1Char(' ') + version;
    const QString agent = oneLine(toQt(client.userAgent), mostName);
    return agent.isEmpty() ? ClientsModel::tr("unknown program") : agent;
}

QString dialectText(WireDialect dialect)
{
    switch (dialect) {
    case WireDialect::Unknown:
        return unknownText();
    case WireDialect::AgentOpsV1:
        return ClientsModel::tr("AgentOps REST v1");
    case WireDialect::AgentOpsV2:
        return ClientsModel::tr("AgentOps REST v2");
    case WireDialect::AgentOpsV4:
        return ClientsModel::tr("AgentOps sign-in, logs");
    case WireDialect::OtlpProtobuf:
        return ClientsModel::tr("OTLP protobuf");
    case WireDialect::OtlpJson:
        return ClientsModel::tr("OTLP JSON");
    }
    return unknownText();
}

} // namespace sluice::ui

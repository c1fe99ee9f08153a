// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/rejected_requests_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr qsizetype mostLine = 200;

QString lineOr(const std::string &text, const QString &otherwise)
{
    return text.empty() ? otherwise : oneLine(toQt(text), mostLine);
}

} // namespace

RejectedRequestsModel::RejectedRequestsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int RejectedRequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_requests.size());
}

int RejectedRequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RejectedRequestsModel::data(const QModelIndex &index, int role) const
{
    const RejectedRequest *request = index.isValid() ? at(index.row()) : nullptr;
    if (!request)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*request, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() == Status ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        if (index.column() == Time)
            return dateTimeText(request->time);
        return plainToolTip(text(*request, index.column()));
    default:
        return {};
    }
}

QString RejectedRequestsModel::text(const RejectedRequest &request, int column) const
{
    switch (column) {
    case Time:
        return clockText(request.time);
    case Client:
        return lineOr(request.userAgent, tr("unknown program"));
    case What:
        return oneLine(toQt(request.method + ' ' + request.target), mostLine);
    case Status:
        return QString::number(request.status);
    case Why:
        return lineOr(request.reason, unknownText());
    default:
        return {};
    }
}

QVariant RejectedRequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Status ? Qt::AlignRight : Qt::AlignLeft));
    const std::array names = {tr("Time"), tr("Status"), tr("Why"), tr("What"), tr("Client")};
    const std::array meanings
        = {tr("When it came"), tr("What was answered: 4xx, or 200 when a part of it was refused"),
            tr("The answer's own words"), tr("Method and path"), tr("Its User-Agent")};
    const auto at = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole)
        return names[at];
    return role == Qt::ToolTipRole ? QVariant(meanings[at]) : QVariant();
}

void RejectedRequestsModel::update(const ClientsSeen &seen)
{
    const auto isKept = [&](const RejectedRequest &request) {
        return std::ranges::find(seen.rejected, request.number, &RejectedRequest::number)
            != seen.rejected.end();
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isKept(*at(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_requests.erase(m_requests.begin() + row);
        endRemoveRows();
    }
    const std::uint64_t newest = m_requests.empty() ? 0 : m_requests.front().number;
    const auto firstKnown = std::ranges::find_if(
        seen.rejected, [&](const RejectedRequest &request) { return request.number <= newest; });
    if (firstKnown == seen.rejected.begin())
        return;
    beginInsertRows({}, 0, static_cast<int>(firstKnown - seen.rejected.begin()) - 1);
    m_requests.insert(m_requests.begin(), seen.rejected.begin(), firstKnown);
    endInsertRows();
}

const RejectedRequest *RejectedRequestsModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_requests[static_cast<std::size_t>(row)] : nullptr;
}

QString rawRequestText(const RejectedRequest &request)
{
    QString text = toQt(request.method + ' ' + request.target) + QLatin1Char('\n') + toQt(request.head);
    if (!text.endsWith(QLatin1Char('\n')))
        text += QLatin1Char('\n');
    text += QLatin1Char('\n') + toQt(request.body);
    if (request.bodyBytes == 0)
        text += RejectedRequestsModel::tr("(no body was read)");
    else if (request.bodyBytes > request.body.size())
        text += RejectedRequestsModel::tr("\n(the beginning of %1)").arg(bytesText(request.bodyBytes));
    return visibleText(text);
}

QString rejectionAdvice(const RejectedRequest &request)
{
    switch (request.status) {
    case 200:
        return RejectedRequestsModel::tr("What the reason names is not kept; all else in it is stored.");
    case 400:
        return RejectedRequestsModel::tr(
            "Its body or its fields are not as this protocol has them; the reason "
            "names the place.");
    case 401:
        return RejectedRequestsModel::tr(
            "It did not show the access token. Give it the key of the lines above, "
            "or clear the token.");
    case 403:
        return RejectedRequestsModel::tr(
            "It came from a web page, or asked for what is stored. A page of yours "
            "can be let in by its origin.");
    case 404:
    case 405:
        return RejectedRequestsModel::tr(
            "Nothing answers at that path: look at the address and at what the SDK "
            "puts behind it.");
    case 413:
        return RejectedRequestsModel::tr(
            "Its body is too large: 64 MiB or 250,000 events at most. Send smaller "
            "batches.");
    case 415:
        return RejectedRequestsModel::tr("Its Content-Type is neither JSON's nor protobuf's.");
    case 421:
        return RejectedRequestsModel::tr(
            "It called this machine by a name that is not allowed. A container's "
            "name for its host can be added to the allowed names.");
    case 431:
    case 414:
        return RejectedRequestsModel::tr(
            "Its head is too large: 16 KiB at most, of which 8 KiB for the path.");
    default:
        return {};
    }
}

} // namespace sluice::ui

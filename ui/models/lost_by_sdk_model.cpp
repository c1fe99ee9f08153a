// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/lost_by_sdk_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

namespace {

constexpr qsizetype mostName = 120;

} // namespace

std::optional<std::uint64_t> lostBySdk(const SessionSummary &session, Timestamp now)
{
    const std::uint64_t arrived = session.counts.total();
    if (session.origin != Origin::Received || !session.sdkEvents || *session.sdkEvents <= arrived
        || session.stateAt(now) == SessionState::Running)
        return std::nullopt;
    return *session.sdkEvents - arrived;
}

LostBySdkModel::LostBySdkModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int LostBySdkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lost.size());
}

int LostBySdkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LostBySdkModel::data(const QModelIndex &index, int role) const
{
    const SessionSummary *session = index.isValid() ? at(index.row()) : nullptr;
    if (!session)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (index.column() >= Counted ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const std::uint64_t arrived = session->counts.total();
    switch (index.column()) {
    case Session: {
        const QString name = oneLine(toQt(session->displayName()), mostName);
        return role == Qt::ToolTipRole ? plainToolTip(toQt(session->id.text())) : name;
    }
    case Started:
        return role == Qt::ToolTipRole ? dateTimeText(session->started)
                                       : shortTimeText(session->started, m_now);
    case Lost:
        return tr("the SDK lost %1").arg(numberText(*session->sdkEvents - arrived));
    case Counted:
        return numberText(*session->sdkEvents);
    case Arrived:
        return numberText(arrived);
    default:
        return {};
    }
}

QVariant LostBySdkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section >= Counted ? Qt::AlignRight : Qt::AlignLeft));
    const std::array names = {tr("Session"), tr("Started"), tr("Lost"), tr("Counted"), tr("Arrived")};
    const std::array meanings = {tr("Its tags"), tr("When it started"), tr("Counted and not arrived"),
        tr("Events by the SDK's own event_counts"), tr("Events of it that are stored here")};
    const auto at = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole)
        return names[at];
    return role == Qt::ToolTipRole ? QVariant(meanings[at]) : QVariant();
}

void LostBySdkModel::update(const QList<SessionSummary> &sessions)
{
    for (const SessionSummary &session : sessions) {
        if (session.origin == Origin::Received && session.sdkEvents)
            look(session);
    }
}

void LostBySdkModel::setNow(Timestamp now)
{
    m_now = now;
    for (const SessionSummary &session : std::exchange(m_undecided, {}))
        look(session);
}

void LostBySdkModel::look(const SessionSummary &session)
{
    std::erase_if(m_undecided, [&](const SessionSummary &other) { return other.id == session.id; });
    const auto known = std::ranges::find(m_lost, session.id, &SessionSummary::id);
    if (!lostBySdk(session, m_now)) {
        if (session.stateAt(m_now) == SessionState::Running)
            m_undecided.push_back(session);
        remove(session.id);
        return;
    }
    if (known != m_lost.end()) {
        *known = session;
        const int row = static_cast<int>(known - m_lost.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
        return;
    }
    const auto place = std::ranges::find_if(
        m_lost, [&](const SessionSummary &other) { return other.started <= session.started; });
    const int row = static_cast<int>(place - m_lost.begin());
    beginInsertRows({}, row, row);
    m_lost.insert(place, session);
    endInsertRows();
}

void LostBySdkModel::remove(const SessionId &session)
{
    const auto known = std::ranges::find(m_lost, session, &SessionSummary::id);
    if (known == m_lost.end())
        return;
    const int row = static_cast<int>(known - m_lost.begin());
    beginRemoveRows({}, row, row);
    m_lost.erase(known);
    endRemoveRows();
}

const SessionSummary *LostBySdkModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_lost[static_cast<std::size_t>(row)] : nullptr;
}

std::uint64_t LostBySdkModel::lostInAll() const
{
    std::uint64_t sum = 0;
    for (const SessionSummary &session : m_lost)
        sum += *session.sdkEvents - session.counts.total();
    return sum;
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/listed_sessions_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace sluice::ui {

QString outcomeText(Outcome outcome)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Outcome", text); };
    switch (outcome) {
    case Outcome::Success:
        return tr("Success");
    case Outcome::Fail:
        return tr("Fail");
    case Outcome::Indeterminate:
        return tr("Indeterminate");
    case Outcome::NotSaid:
        return tr("ended, not said how");
    case Outcome::Running:
        return tr("not ended");
    }
    return {};
}

ListedSessionsModel::ListedSessionsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_overview(std::make_shared<const ShownOverview>())
{ }

int ListedSessionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int ListedSessionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

const CostSum &ListedSessionsModel::costOf(std::size_t place) const
{
    return m_overview->overview.costs[m_costPlaces[place]];
}

QString ListedSessionsModel::cell(std::size_t place, int column) const
{
    const SessionSummary &session = m_overview->sessions[place].session;
    switch (column) {
    case Name:
        return toQt(session.displayName());
    case Started:
        return dateTimeText(session.started).left(19);
    case End:
        return outcomeText(outcomeOf(session));
    case Duration:
        return session.ended ? durationText(*session.ended - session.started) : unknownText();
    case Events:
        return numberText(session.counts.total());
    case Errors:
        return numberText(session.counts.of(EventType::Error));
    case Drops:
        return session.origin == Origin::Recorded ? numberText(session.drops) : unknownText();
    case Tokens:
        if (session.usage.calls > 0 && session.usage.callsWithoutTokens == session.usage.calls)
            return unknownText();
        return numberText(session.usage.promptTokens + session.usage.completionTokens);
    case Cost:
        return costText(costOf(place));
    default:
        return {};
    }
}

QVariant ListedSessionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t place = m_places[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(place, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Cost ? costMeaning(costOf(place), toQt(m_overview->pricesDate))
                                                   : toQt(m_overview->sessions[place].session.id.text()));
    case Qt::TextAlignmentRole:
        return index.column() == Name || index.column() == End
            ? QVariant()
            : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ListedSessionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columns)
        return {};
    const std::array titles{tr("Session"), tr("Started"), tr("End"), tr("Duration"), tr("Events"),
        tr("Errors"), tr("Drops"), tr("Tokens"), tr("Cost")};
    return titles[static_cast<std::size_t>(section)];
}

void ListedSessionsModel::show(std::shared_ptr<const ShownOverview> overview, SessionPlaces places)
{
    beginResetModel();
    m_overview = std::move(overview);
    m_places = std::move(places);
    m_costPlaces.assign(m_overview->sessions.size(), 0);
    const SessionPlaces &all = m_overview->overview.sessions;
    for (std::size_t i = 0; i < all.size(); ++i)
        m_costPlaces[all[i]] = i;
    std::ranges::stable_sort(m_places, std::greater(),
        [this](std::size_t place) { return m_overview->sessions[place].session.started; });
    endResetModel();
}

bool ListedSessionsModel::isBefore(std::size_t a, std::size_t b, int column) const
{
    const SessionSummary &first = m_overview->sessions[a].session;
    const SessionSummary &second = m_overview->sessions[b].session;
    const auto length = [](const SessionSummary &session) {
        return session.ended ? Micros(*session.ended - session.started) : Micros(-1);
    };
    switch (column) {
    case Started:
        return first.started < second.started;
    case End:
        return outcomeOf(first) < outcomeOf(second);
    case Duration:
        return length(first) < length(second);
    case Events:
        return first.counts.total() < second.counts.total();
    case Errors:
        return first.counts.of(EventType::Error) < second.counts.of(EventType::Error);
    case Drops:
        return first.drops < second.drops;
    case Tokens:
        return first.usage.promptTokens + first.usage.completionTokens
            < second.usage.promptTokens + second.usage.completionTokens;
    case Cost:
        return costOf(a).known() < costOf(b).known();
    default:
        return first.displayName() < second.displayName();
    }
}

void ListedSessionsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        return;
    beginResetModel();
    std::ranges::stable_sort(m_places, [&](std::size_t a, std::size_t b) {
        return order == Qt::AscendingOrder ? isBefore(a, b, column) : isBefore(b, a, column);
    });
    endResetModel();
}

SessionId ListedSessionsModel::sessionAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return m_overview->sessions[m_places[static_cast<std::size_t>(row)]].session.id;
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/event_table_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/event_text.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/models/words.h"

#include <QFont>

#include <algorithm>
#include <limits>
#include <utility>

namespace sluice::ui {

namespace {

/// A table's rows are ints; what is more is not shown.
constexpr std::size_t mostRows = std::numeric_limits<int>::max();

} // namespace

EventTableModel::EventTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_listed(std::make_shared<const ListedEvents>())
{ }

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min(m_listed->order.size(), mostRows));
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventIndex event = eventAt(index.row());
    const EventSnapshot &events = m_listed->source.events;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*m_listed, event, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(eventToolTip(*m_listed, event));
    case RowRole:
        return static_cast<qint64>(events.row(event));
    case TypeRole:
        return static_cast<int>(events.type(event));
    case ErrorRole:
        return events.isError(event);
    case OpenRole:
        return events.isOpen(event);
    default:
        return style(event, index.column(), role);
    }
}

QVariant EventTableModel::style(EventIndex event, int column, int role) const
{
    const bool isReckoned = column == Cost
        && m_listed->costs.of(m_listed->source.events, event).kind == EventCosts::Kind::Reckoned;
    switch (role) {
    case Qt::TextAlignmentRole: {
        const bool isNumber = column == Time || column == Duration || column == Tokens || column == Cost;
        return isNumber ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    }
    case Qt::FontRole: {
        if (!isReckoned)
            return {};
        QFont font;
        font.setItalic(true);
        return font;
    }
    case ReckonedRole:
        return isReckoned;
    default:
        return {};
    }
}

QString EventTableModel::columnText(int column)
{
    switch (column) {
    case Time:
        return tr("Time");
    case Type:
        return tr("Type");
    case Name:
        return tr("Name");
    case Agent:
        return tr("Agent");
    case Duration:
        return tr("Duration");
    case Tokens:
        return tr("Tokens");
    case Cost:
        return tr("Cost");
    case State:
        return tr("State");
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::DisplayRole)
        return columnText(section);
    if (role == Qt::TextAlignmentRole)
        return style({}, section, role);
    if (role != Qt::ToolTipRole)
        return {};
    switch (section) {
    case Time:
        return plainToolTip(tr("When it started, counted from the start of the session"));
    case Duration:
        return plainToolTip(tr("From its start to its end; of what is still open, to its last news"));
    case Tokens:
        return plainToolTip(
            tr("Prompt and completion tokens of an LLM call together; a dash: neither was told"));
    case Cost:
        return plainToolTip(
            tr("US dollars, as given with the call; in italics: by the price table; a dash: unknown"));
    default:
        return {};
    }
}

QString EventTableModel::cellText(const ListedEvents &listed, EventIndex event, int column)
{
    const EventSnapshot &events = listed.source.events;
    switch (column) {
    case Time:
        return sinceStartText(events.start(event) - listed.source.zero);
    case Type:
        return eventTypeText(events.type(event));
    case Name:
        return toQt(events.name(event));
    case Agent:
        return toQt(listed.agentText(event));
    case Duration:
        return durationText(events.duration(event));
    case Tokens:
        return tokensText(events, event);
    case Cost: {
        const EventCosts::Cost cost = listed.costs.of(events, event);
        if (cost.kind == EventCosts::Kind::None)
            return {};
        return cost.kind == EventCosts::Kind::Unknown ? unknownText() : dollarsText(cost.amount);
    }
    case State:
        return eventStateText(events, event);
    default:
        return {};
    }
}

EventKey EventTableModel::keyOf(int column)
{
    switch (column) {
    case Type:
        return EventKey::Type;
    case Name:
        return EventKey::Name;
    case Agent:
        return EventKey::Agent;
    case Duration:
        return EventKey::Duration;
    case Tokens:
        return EventKey::Tokens;
    case Cost:
        return EventKey::Cost;
    case State:
        return EventKey::State;
    default:
        return EventKey::Start;
    }
}

void EventTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0)
        Q_EMIT sortAsked({keyOf(column), order == Qt::DescendingOrder});
}

void EventTableModel::show(std::shared_ptr<const ListedEvents> listed)
{
    const auto &before = m_listed->order;
    const auto &after = listed->order;
    const bool isSame = listed->source.session == m_listed->source.session;
    const auto differs = std::ranges::mismatch(before, after);
    const auto kept = static_cast<std::size_t>(differs.in1 - before.begin());
    if (isSame && after.size() <= mostRows && kept * 2 >= before.size())
        return replaceEnd(kept, std::move(listed));
    beginResetModel();
    m_listed = std::move(listed);
    endResetModel();
}

void EventTableModel::replaceEnd(std::size_t kept, std::shared_ptr<const ListedEvents> listed)
{
    const int first = static_cast<int>(kept);
    if (kept < m_listed->order.size()) {
        auto shorter = std::make_shared<ListedEvents>(*m_listed);
        beginRemoveRows({}, first, rowCount() - 1);
        shorter->order.resize(kept);
        m_listed = std::move(shorter);
        endRemoveRows();
    }
    const int last = static_cast<int>(listed->order.size()) - 1;
    if (last >= first) {
        beginInsertRows({}, first, last);
        m_listed = std::move(listed);
        endInsertRows();
    } else {
        m_listed = std::move(listed);
    }
    if (first > 0)
        Q_EMIT dataChanged(index(0, 0), index(first - 1, columns - 1));
}

std::optional<int> EventTableModel::rowOf(std::int64_t storeRow) const
{
    const std::size_t place = m_listed->placeOf(storeRow);
    return place < static_cast<std::size_t>(rowCount()) ? std::optional(static_cast<int>(place))
                                                        : std::nullopt;
}

} // namespace sluice::ui

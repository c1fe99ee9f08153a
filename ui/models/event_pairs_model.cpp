// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/event_pairs_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/compared_facts_model.h"
#include "ui/models/event_text.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice::ui {

namespace {

using Tokens = std::optional<std::uint64_t>;

Tokens tokensOf(const EventSnapshot &events, EventIndex event)
{
    if (event == noEvent || events.type(event) != EventType::Llm)
        return std::nullopt;
    const auto prompt = events.promptTokens(event);
    const auto completion = events.completionTokens(event);
    return prompt || completion ? Tokens(prompt.value_or(0) + completion.value_or(0)) : std::nullopt;
}

QString durationOr(const EventSnapshot &events, EventIndex event)
{
    return event == noEvent ? unknownText() : durationText(events.duration(event));
}

} // namespace

EventPairsModel::EventPairsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_compared(std::make_shared<const ComparedSessions>())
{ }

int EventPairsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int EventPairsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString EventPairsModel::cell(const EventPair &pair, int column) const
{
    const SessionComparison &comparison = m_compared->comparison;
    const std::size_t side = pair.first == noEvent ? 1 : 0;
    const EventSnapshot &events = comparison.events[side];
    const EventIndex event = side == 0 ? pair.first : pair.second;
    switch (column) {
    case Where:
        return pair.isWhole() ? tr("both") : side == 0 ? tr("only first") : tr("only second");
    case Type:
        return eventTypeText(events.type(event));
    case Name:
        return toQt(events.name(event));
    case FirstTime:
        return durationOr(comparison.events[0], pair.first);
    case SecondTime:
        return durationOr(comparison.events[1], pair.second);
    default:
        break;
    }
    if (!pair.isWhole())
        return {};
    switch (column) {
    case TimeDifference:
        return timeDifference(
            comparison.events[0].duration(pair.first), comparison.events[1].duration(pair.second));
    case Tokens:
        return events.type(event) != EventType::Llm
            ? QString()
            : countDifference(
                tokensOf(comparison.events[0], pair.first), tokensOf(comparison.events[1], pair.second));
    case Cost:
        return events.type(event) != EventType::Llm
            ? QString()
            : costDifference(comparison.costs[0].of(comparison.events[0], pair.first).known(),
                comparison.costs[1].of(comparison.events[1], pair.second).known());
    default:
        return {};
    }
}

QVariant EventPairsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventPair &pair = m_compared->comparison.pairs[pairAt(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(pair, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(pairText(*m_compared, pair));
    case Qt::TextAlignmentRole:
        return index.column() <= Name ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case TypeRole: {
        const std::size_t side = pair.first == noEvent ? 1 : 0;
        return static_cast<int>(
            m_compared->comparison.events[side].type(side == 0 ? pair.first : pair.second));
    }
    default:
        return {};
    }
}

QVariant EventPairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section <= Name ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::array titles{
        tr("In"), tr("Type"), tr("Name"), tr("First"), tr("Second"), tr("Time"), tr("Tokens"), tr("Cost")};
    return titles[static_cast<std::size_t>(section)];
}

void EventPairsModel::show(std::shared_ptr<const ComparedSessions> compared)
{
    beginResetModel();
    m_compared = std::move(compared);
    choosePairs();
    endResetModel();
}

void EventPairsModel::setShown(Shown shown)
{
    beginResetModel();
    m_shown = shown;
    choosePairs();
    endResetModel();
}

bool EventPairsModel::isShown(const EventPair &pair) const
{
    switch (m_shown) {
    case Shown::All:
        return true;
    case Shown::Alone:
        return !pair.isWhole();
    case Shown::Slower:
        return pair.isWhole()
            && m_compared->comparison.events[1].duration(pair.second)
            > m_compared->comparison.events[0].duration(pair.first);
    }
    return true;
}

void EventPairsModel::choosePairs()
{
    m_places.clear();
    const auto &pairs = m_compared->comparison.pairs;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (isShown(pairs[i]))
            m_places.push_back(static_cast<std::uint32_t>(i));
    }
}

std::optional<int> EventPairsModel::rowOf(std::size_t pair) const
{
    const auto place = std::ranges::lower_bound(m_places, pair);
    if (place == m_places.end() || *place != pair)
        return std::nullopt;
    return static_cast<int>(place - m_places.begin());
}

QString pairText(const ComparedSessions &compared, const EventPair &pair)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("EventPairs", text); };
    const SessionComparison &comparison = compared.comparison;
    const std::size_t side = pair.first == noEvent ? 1 : 0;
    const EventSnapshot &events = comparison.events[side];
    const EventIndex event = side == 0 ? pair.first : pair.second;
    const QString what = eventTypeText(events.type(event)) + QLatin1Char(' ') + toQt(events.name(event));
    if (!pair.isWhole())
        return (
            side == 0 ? tr("%1; only in the first session, %2") : tr("%1; only in the second session, %2"))
            .arg(what, durationText(events.duration(event)));
    const Micros first = comparison.events[0].duration(pair.first);
    const Micros second = comparison.events[1].duration(pair.second);
    return tr("%1; first %2, second %3, %4")
        .arg(what, durationText(first), durationText(second), timeDifference(first, second));
}

} // namespace sluice::ui

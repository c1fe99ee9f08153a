// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/figures_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/models/words.h"

#include <QFont>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace sluice::ui {

namespace {

/// Without a single duration there is none.
QString durationOr(const DurationFigures &durations, Micros duration)
{
    return durations.count == 0 ? unknownText() : durationText(duration);
}

QString tokenSum(const EventFigures &figures, std::uint64_t sum)
{
    if (figures.cost.calls() == 0)
        return {};
    return figures.callsWithoutTokens == figures.cost.calls() ? unknownText() : numberText(sum);
}

} // namespace

FiguresModel::FiguresModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_figures(std::make_shared<const ReckonedFigures>())
{ }

const std::vector<EventGroup> &FiguresModel::groups() const
{
    return m_figures->statistics.groups[static_cast<std::size_t>(m_grouping)];
}

const EventGroup &FiguresModel::groupAt(int row) const
{
    return groups()[m_order[static_cast<std::size_t>(row) - 1]];
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || m_figures->statistics.all.count == 0)
        return 0;
    return static_cast<int>(m_order.size()) + 1;
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

const EventFigures &FiguresModel::figuresAt(int row) const
{
    return row <= 0 ? m_figures->statistics.all : groupAt(row).figures;
}

QString FiguresModel::groupText(int row) const
{
    if (row <= 0)
        return tr("All");
    const EventGroup &group = groupAt(row);
    switch (m_grouping) {
    case Grouping::Type:
        return eventTypeText(static_cast<EventType>(group.key));
    case Grouping::Name:
    case Grouping::Model:
        return group.text.empty() ? tr("(no name)") : toQt(group.text);
    case Grouping::Agent: {
        const auto &names = m_figures->source.agentNames;
        if (group.key < names.size() && !names[group.key].empty())
            return toQt(names[group.key]);
        return group.text.empty() ? tr("(no agent)") : toQt(group.text);
    }
    }
    return {};
}

QString FiguresModel::termFor(int row) const
{
    if (row <= 0)
        return {};
    const EventGroup &group = groupAt(row);
    const auto quoted = [&group] { return toQt(quotedForFilter(group.text)); };
    switch (m_grouping) {
    case Grouping::Type: {
        QString word = toQt(wireName(static_cast<EventType>(group.key)));
        word.chop(1); // the wire's words are plurals
        return QStringLiteral("type:") + word;
    }
    case Grouping::Name:
        return QStringLiteral("name:") + quoted();
    case Grouping::Model:
        return QStringLiteral("model:") + quoted();
    case Grouping::Agent:
        return group.text.empty() ? QString() : QStringLiteral("agent:") + quoted();
    }
    return {};
}

QString FiguresModel::cell(int row, int column) const
{
    const EventFigures &figures = figuresAt(row);
    const DurationFigures &durations = figures.durations;
    switch (column) {
    case Group:
        return groupText(row);
    case Count:
        return numberText(figures.count);
    case Errors:
        return numberText(figures.errors);
    case Total:
        return durationOr(durations, durations.total);
    case P50:
        return durationOr(durations, durations.p50);
    case P90:
        return durationOr(durations, durations.p90);
    case P99:
        return durationOr(durations, durations.p99);
    case Longest:
        return durationOr(durations, durations.longest);
    case Prompt:
        return tokenSum(figures, figures.promptTokens);
    case Completion:
        return tokenSum(figures, figures.completionTokens);
    case Cost:
        return figures.cost.calls() == 0 ? QString() : costText(figures.cost);
    default:
        return {};
    }
}

QString FiguresModel::meaning(int row, int column) const
{
    const EventFigures &figures = figuresAt(row);
    switch (column) {
    case Group:
        if (row > 0 && m_grouping == Grouping::Model && groupAt(row).price) {
            const PriceMatch &match = *groupAt(row).price;
            return tr("%1\nPrice: %2 (%3), %4 and %5 a million prompt and completion tokens")
                .arg(groupText(row), toQt(match.entry.model), toQt(wordFor(match.rule)),
                    exactDollarsText(match.entry.input), exactDollarsText(match.entry.output));
        }
        return row > 0 && m_grouping == Grouping::Model
            ? tr("%1\nNo price is known for it").arg(groupText(row))
            : groupText(row);
    case Count:
        return figures.open == 0
            ? tr("Events whose time touches the stretch")
            : tr("Events; %1 of them have not ended, and count in no duration").arg(numberText(figures.open));
    case Errors:
        return tr("Errors, and events that an error names as what failed");
    case Prompt:
    case Completion:
        return tr("Sum over %1 LLM calls; %2 of them told no number of tokens")
            .arg(numberText(figures.cost.calls()), numberText(figures.callsWithoutTokens));
    case Cost:
        return costMeaning(figures.cost, toQt(m_figures->statistics.pricesDate));
    case Total:
        return tr("Sum of the durations of %1 events; those within each other count both")
            .arg(numberText(figures.durations.count));
    case P50:
    case P90:
    case P99:
    case Longest:
        return tr("A duration that occurred: so many of %1 are not longer (nearest rank)")
            .arg(numberText(figures.durations.count));
    default:
        return {};
    }
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(meaning(row, index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == Group ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
        if (row > 0)
            return {};
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case TypeRole:
        return row > 0 && m_grouping == Grouping::Type ? QVariant(static_cast<int>(groupAt(row).key))
                                                       : QVariant();
    case AllRole:
        return row == 0;
    default:
        return {};
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Group ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::array texts{tr("Group"), tr("Events"), tr("Errors"), tr("Total time"), tr("p50"), tr("p90"),
        tr("p99"), tr("Longest"), tr("Prompt tokens"), tr("Completion tokens"), tr("Cost")};
    if (section != Group)
        return texts[static_cast<std::size_t>(section)];
    const std::array groups{tr("Type"), tr("Name"), tr("Model"), tr("Agent")};
    return groups[static_cast<std::size_t>(m_grouping)];
}

void FiguresModel::show(std::shared_ptr<const ReckonedFigures> figures)
{
    beginResetModel();
    m_figures = std::move(figures);
    orderRows();
    endResetModel();
}

void FiguresModel::setGrouping(Grouping grouping)
{
    beginResetModel();
    m_grouping = grouping;
    orderRows();
    endResetModel();
}

void FiguresModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        return;
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    orderRows();
    endResetModel();
}

bool FiguresModel::isBefore(const EventGroup &a, const EventGroup &b) const
{
    const auto value = [this](const EventGroup &group) -> std::int64_t {
        const EventFigures &figures = group.figures;
        switch (m_sortColumn) {
        case Count:
            return static_cast<std::int64_t>(figures.count);
        case Errors:
            return static_cast<std::int64_t>(figures.errors);
        case Total:
            return figures.durations.total.count();
        case P50:
            return figures.durations.p50.count();
        case P90:
            return figures.durations.p90.count();
        case P99:
            return figures.durations.p99.count();
        case Longest:
            return figures.durations.longest.count();
        case Prompt:
            return static_cast<std::int64_t>(figures.promptTokens);
        case Completion:
            return static_cast<std::int64_t>(figures.completionTokens);
        case Cost:
            return figures.cost.known().pico();
        default:
            return 0;
        }
    };
    const bool isUp = m_sortOrder == Qt::AscendingOrder;
    if (m_sortColumn == Group)
        return isUp ? a.text < b.text : a.text > b.text;
    return isUp ? value(a) < value(b) : value(a) > value(b);
}

void FiguresModel::orderRows()
{
    m_order.resize(groups().size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::ranges::stable_sort(
        m_order, [this](std::size_t a, std::size_t b) { return isBefore(groups()[a], groups()[b]); });
}

} // namespace sluice::ui

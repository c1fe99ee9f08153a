// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/compared_facts_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

QString sameText()
{
    return QCoreApplication::translate("ComparedFacts", "same");
}

QString signedText(bool isMore, const QString &size)
{
    return (isMore ? QStringLiteral("+") : QStringLiteral("−")) + size;
}

std::optional<Micros> lengthOf(const EventStatistics &statistics)
{
    if (!statistics.first)
        return std::nullopt;
    return *statistics.last - *statistics.first;
}

} // namespace

QString countDifference(std::optional<std::uint64_t> first, std::optional<std::uint64_t> second)
{
    if (!first || !second)
        return unknownText();
    if (*first == *second)
        return sameText();
    return signedText(*second > *first, numberText(*second > *first ? *second - *first : *first - *second));
}

QString timeDifference(std::optional<Micros> first, std::optional<Micros> second)
{
    if (!first || !second)
        return unknownText();
    if (*first == *second)
        return sameText();
    return signedText(*second > *first, durationText(*second > *first ? *second - *first : *first - *second));
}

QString costDifference(std::optional<Money> first, std::optional<Money> second)
{
    if (!first || !second)
        return unknownText();
    if (*first == *second)
        return sameText();
    return signedText(*second > *first, dollarsText(*second > *first ? *second - *first : *first - *second));
}

int ComparedFactsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparedFactsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ComparedFactsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.cells[static_cast<std::size_t>(index.column())];
    case Qt::ToolTipRole:
        return plainToolTip(row.meaning);
    case Qt::TextAlignmentRole:
        return index.column() == What ? QVariant() : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ComparedFactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columns)
        return {};
    const std::array titles{tr("What"), tr("First"), tr("Second"), tr("Difference")};
    return titles[static_cast<std::size_t>(section)];
}

void ComparedFactsModel::addCount(
    const QString &what, const std::array<std::optional<std::uint64_t>, 2> &counts, const QString &meaning)
{
    const auto text = [](const std::optional<std::uint64_t> &count) {
        return count ? numberText(*count) : unknownText();
    };
    m_rows.push_back(
        {{what, text(counts[0]), text(counts[1]), countDifference(counts[0], counts[1])}, meaning});
}

void ComparedFactsModel::addTime(
    const QString &what, const std::array<std::optional<Micros>, 2> &times, const QString &meaning)
{
    const auto text
        = [](const std::optional<Micros> &time) { return time ? durationText(*time) : unknownText(); };
    m_rows.push_back({{what, text(times[0]), text(times[1]), timeDifference(times[0], times[1])}, meaning});
}

void ComparedFactsModel::addCost(const ComparedSessions &compared)
{
    const CostSum &first = compared.comparison.statistics[0].all.cost;
    const CostSum &second = compared.comparison.statistics[1].all.cost;
    const bool isWhole = first.unknownCalls == 0 && second.unknownCalls == 0;
    const QString date = toQt(compared.pricesDate);
    m_rows.push_back({{tr("Cost"), costText(first), costText(second),
                          isWhole ? costDifference(first.total(), second.total()) : unknownText()},
        tr("First: %1\nSecond: %2\nThe difference is only told when the cost of all calls is known.")
            .arg(costMeaning(first, date), costMeaning(second, date))});
}

void ComparedFactsModel::show(const ComparedSessions &compared)
{
    beginResetModel();
    m_rows.clear();
    const SessionComparison &comparison = compared.comparison;
    const EventStatistics &first = comparison.statistics[0];
    const EventStatistics &second = comparison.statistics[1];
    addTime(
        tr("Time"), {lengthOf(first), lengthOf(second)}, tr("From the first event's start to the last end."));
    addCount(tr("Events"), {first.all.count, second.all.count}, tr("All stored events."));
    addCount(tr("In both"), {comparison.whole, comparison.whole},
        comparison.isLongest
            ? tr("Events of the same type and name in the same order: no other alignment has more.")
            : tr("Events of the same type and name in the same order. The sessions differ so much that there "
                 "may "
                 "be a better alignment."));
    addCount(tr("Only here"), {first.all.count - comparison.whole, second.all.count - comparison.whole},
        tr("Events that the other session has no like of at that place."));
    addCount(tr("Errors"),
        {compared.sessions[0].counts.of(EventType::Error), compared.sessions[1].counts.of(EventType::Error)},
        tr("Stored events of the type error."));
    const auto drops = [](const SessionSummary &session) {
        return session.origin == Origin::Recorded ? std::optional(session.drops) : std::nullopt;
    };
    addCount(tr("Dropped events"), {drops(compared.sessions[0]), drops(compared.sessions[1])},
        tr("By Sluice's own recorder; of what was received from elsewhere it is not known."));
    addCount(tr("LLM calls"), {first.all.cost.calls(), second.all.cost.calls()},
        tr("Stored events of the type llm."));
    addCount(tr("Prompt tokens"), {first.all.promptTokens, second.all.promptTokens},
        tr("As the calls told them; %1 and %2 calls told none.")
            .arg(numberText(first.all.callsWithoutTokens), numberText(second.all.callsWithoutTokens)));
    addCount(tr("Completion tokens"), {first.all.completionTokens, second.all.completionTokens},
        tr("As the calls told them."));
    addCost(compared);
    endResetModel();
}

} // namespace sluice::ui

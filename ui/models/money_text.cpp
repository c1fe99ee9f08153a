// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/money_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

#include <QCoreApplication>
#include <QStringList>

namespace sluice::ui {

namespace {

constexpr std::int64_t one = 1'000'000'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("MoneyText", text);
}

/// `size` rounded half up to `places` behind the point.
QString rounded(std::uint64_t size, int places)
{
    std::uint64_t step = static_cast<std::uint64_t>(one);
    for (int i = 0; i < places; ++i)
        step /= 10;
    const std::uint64_t units = (size + step / 2) / step;
    std::uint64_t scale = 1;
    for (int i = 0; i < places; ++i)
        scale *= 10;
    const QString whole = numberText(units / scale);
    if (places == 0)
        return whole;
    return whole + QLatin1Char('.') + QString::number(units % scale).rightJustified(places, QLatin1Char('0'));
}

/// So many places that four digits are left, and at most twelve.
int placesFor(std::uint64_t size)
{
    int places = 2;
    std::uint64_t limit = static_cast<std::uint64_t>(one);
    while (size < limit && places < 12) {
        limit /= 10;
        ++places;
    }
    return size >= static_cast<std::uint64_t>(one) ? 2 : std::min(places + 1, 12);
}

} // namespace

QString dollarsText(Money amount)
{
    if (amount == Money())
        return QStringLiteral("$0");
    const bool isNegative = amount < Money();
    const std::uint64_t size = isNegative ? std::uint64_t{0} - static_cast<std::uint64_t>(amount.pico())
                                          : static_cast<std::uint64_t>(amount.pico());
    QString text = rounded(size, placesFor(size));
    // Zeros at the end say nothing, but cents are two digits.
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    while (text.size() > point + 3 && text.endsWith(QLatin1Char('0')))
        text.chop(1);
    return (isNegative ? QStringLiteral("−$") : QStringLiteral("$")) + text;
}

QString exactDollarsText(Money amount)
{
    QString text = toQt(amount.text());
    const bool isNegative = text.startsWith(QLatin1Char('-'));
    if (isNegative)
        text.remove(0, 1);
    return (isNegative ? QStringLiteral("−$") : QStringLiteral("$")) + text;
}

QString costText(const CostSum &sum)
{
    const std::optional<Money> total = sum.total();
    if (!total)
        return unknownText();
    if (sum.unknownCalls == 0)
        return dollarsText(*total);
    return tr("%1 + %2 unknown").arg(dollarsText(*total), numberText(sum.unknownCalls));
}

QString costMeaning(const CostSum &sum, const QString &pricesDate)
{
    QStringList lines;
    if (sum.calls() == 0)
        return tr("No LLM calls.");
    if (sum.givenCalls > 0)
        lines << tr("%1 given with %2 calls").arg(exactDollarsText(sum.given), numberText(sum.givenCalls));
    if (sum.reckonedCalls > 0)
        lines << tr("%1 for %2 calls by the price table of %3")
                     .arg(exactDollarsText(sum.reckoned), numberText(sum.reckonedCalls),
                         pricesDate.isEmpty() ? tr("no date") : pricesDate);
    if (sum.unknownCalls > 0)
        lines << tr("%1 calls: no price for the model, or no number of tokens")
                     .arg(numberText(sum.unknownCalls));
    lines << tr("Decimal arithmetic: no cent is lost.");
    return lines.join(QLatin1Char('\n'));
}

QString costMeaning(
    const EventCosts::Cost &cost, const std::optional<PriceMatch> &match, const QString &pricesDate)
{
    switch (cost.kind) {
    case EventCosts::Kind::None:
        return tr("Only LLM calls have a cost.");
    case EventCosts::Kind::Given:
        return tr("%1, given with the call").arg(exactDollarsText(cost.amount));
    case EventCosts::Kind::Unknown:
        return match ? tr("Unknown: the call has no number of tokens.")
                     : tr("Unknown: the price table has no price for this model.");
    case EventCosts::Kind::Reckoned:
        break;
    }
    if (!match)
        return exactDollarsText(cost.amount);
    return tr(
        "%1 by the price table of %2: %3 (%4)\n%5 a million prompt tokens, %6 a million completion tokens")
        .arg(exactDollarsText(cost.amount), pricesDate.isEmpty() ? tr("no date") : pricesDate,
            toQt(match->entry.model), toQt(wordFor(match->rule)), exactDollarsText(match->entry.input),
            exactDollarsText(match->entry.output));
}

} // namespace sluice::ui

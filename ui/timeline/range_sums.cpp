// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/range_sums.h"

#include "core/timeline/duration_text.h"
#include "ui/models/format.h"
#include "ui/models/timeline_model.h"

#include <QCoreApplication>
#include <QStringList>

namespace sluice::ui {

namespace {

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

void addEvents(RangeSums &sums, const TimelineModel &model)
{
    const EventSums found = model.events().sums(sums.range);
    const Usage &usage = found.usage;
    sums.events = found.counts.total();
    sums.errors = found.errors();
    if (usage.calls > usage.callsWithoutTokens)
        sums.tokens = usage.promptTokens + usage.completionTokens;
    if (usage.calls > usage.unpricedCalls)
        sums.cost = usage.givenCost;
}

QString eventsValue(const RangeSums &sums)
{
    const double seconds = std::chrono::duration<double>(sums.range.duration()).count();
    if (seconds <= 0)
        return numberText(sums.events);
    return QStringLiteral("%1 (%2)").arg(
        numberText(sums.events), rateText(static_cast<double>(sums.events) / seconds));
}

} // namespace

RangeSums rangeSums(const TimelineModel &model, const TimeRange &range)
{
    RangeSums sums;
    sums.range = range;
    addEvents(sums, model);
    sums.knowsDrops = model.hasDelivery();
    for (const DropRun &run : model.drops()) {
        if (run.first >= range.begin && run.first < range.end)
            sums.dropped += run.count;
    }
    return sums;
}

std::vector<RangeLine> rangeLines(const RangeSums &sums)
{
    const QString cost = sums.cost ? u'$' + QString::fromStdString(sums.cost->text()) : unknownText();
    return {
        {Timeline::tr("Duration"), QString::fromStdString(exactDurationText(sums.range.duration()))},
        {Timeline::tr("Events"), eventsValue(sums)},
        {Timeline::tr("Tokens"), sums.tokens ? numberText(*sums.tokens) : unknownText()},
        {Timeline::tr("Cost"), cost},
        {Timeline::tr("Errors"), numberText(sums.errors)},
        {Timeline::tr("Drops"), sums.knowsDrops ? numberText(sums.dropped) : unknownText()},
    };
}

QString rangeSentence(const RangeSums &sums)
{
    QStringList parts;
    for (const RangeLine &line : rangeLines(sums)) {
        const QString value = line.value == unknownText() ? Timeline::tr("not known") : line.value;
        parts << QStringLiteral("%1: %2").arg(line.label, value);
    }
    return parts.join(QStringLiteral(", "));
}

QString rangeRules()
{
    return Timeline::tr(
        "An event counts where it begins, and so does a run of drops: neighbouring ranges add up.\n"
        "Rate: events divided by the duration, in true time.\n"
        "Tokens: prompt and completion of the LLM calls that told them.\n"
        "Cost: in US dollars, of the calls that came with one.\n"
        "A dash: not known.");
}

} // namespace sluice::ui

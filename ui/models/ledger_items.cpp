// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_items.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace sluice::ui {

namespace {

constexpr std::size_t mostNameLength = 800; ///< bytes of a name: more than a row shows

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LedgerItems)
};

QString flushNote(const FlushRecord &flush)
{
    QStringList parts;
    if (flush.httpStatus != 0)
        parts << Words::tr("HTTP %1").arg(flush.httpStatus);
    if (flush.outcome != FlushOutcome::Delivered && flush.outcome != FlushOutcome::Refused)
        parts << flushOutcomeText(flush.outcome); // the others' term says it
    if (flush.ended > flush.started)
        parts << durationText(flush.ended - flush.started);
    parts << bytesText(flush.bytes);
    if (flush.attempts > 1)
        parts << Words::tr("%1 attempts").arg(numberText(flush.attempts));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

std::uint64_t LedgerItem::key() const
{
    return flush ? flush->sequence : static_cast<std::uint64_t>(reason);
}

LedgerItems flushItems(LedgerTerm term, const std::vector<FlushRecord> &flushes, std::size_t most)
{
    LedgerItems result;
    std::vector<const FlushRecord *> mine;
    for (const FlushRecord &flush : flushes) {
        if (!leadsTo(term, flush.outcome))
            continue;
        mine.push_back(&flush);
        result.events += flush.events;
    }
    result.inAll = mine.size();
    std::ranges::sort(mine, std::greater(), [](const FlushRecord *flush) { return flush->sequence; });
    mine.resize(std::min(mine.size(), most));
    result.listed = mine.size();
    for (const FlushRecord *flush : mine) {
        auto item = std::make_unique<LedgerItem>();
        item->flush = *flush;
        item->count = flush->events;
        result.items.push_back(std::move(item));
    }
    return result;
}

LedgerItems dropItems(const std::vector<DropRun> &drops, std::size_t most)
{
    LedgerItems result;
    result.inAll = drops.size();
    for (const DropReason reason : allDropReasons) {
        auto item = std::make_unique<LedgerItem>();
        item->reason = reason;
        for (auto run = drops.rbegin(); run != drops.rend(); ++run) {
            if (run->reason != reason)
                continue;
            item->count += run->count;
            if (++item->runs <= most)
                item->children.push_back({std::nullopt, *run, {}});
        }
        result.events += item->count;
        result.listed += item->children.size();
        if (item->runs > 0)
            result.items.push_back(std::move(item));
    }
    return result;
}

std::vector<LedgerChild> eventChildren(
    const std::vector<EventHead> &events, std::uint64_t carried, std::size_t most)
{
    std::vector<LedgerChild> children;
    for (std::size_t i = 0; i < std::min(events.size(), most); ++i)
        children.push_back({events[i], std::nullopt, {}});
    if (children.size() >= carried)
        return children;
    const QString words = children.size() == most
        ? Words::tr("showing %1 of %2 events")
        : Words::tr("showing %1 of %2 events: the others are not in the store");
    children.push_back(
        {std::nullopt, std::nullopt, words.arg(numberText(children.size()), numberText(carried))});
    return children;
}

QString nameOf(const LedgerItem &item)
{
    return item.flush ? Words::tr("Flush %1").arg(numberText(item.flush->sequence))
                      : dropReasonText(item.reason);
}

QString timeOf(const LedgerItem &item)
{
    return item.flush ? clockText(item.flush->started) : QString();
}

QString noteOf(const LedgerItem &item)
{
    if (item.flush)
        return flushNote(*item.flush);
    const QString runs
        = item.runs == 1 ? Words::tr("1 run") : Words::tr("%1 runs").arg(numberText(item.runs));
    return item.runs > item.children.size()
        ? Words::tr("%1, showing the last %2").arg(runs, numberText(item.children.size()))
        : runs;
}

QString nameOf(const LedgerChild &child)
{
    if (child.run)
        return Words::tr("run");
    if (!child.event)
        return child.words;
    const QString name = toQt(std::string_view(child.event->name).substr(0, mostNameLength)).simplified();
    return QStringLiteral("%1 %2").arg(eventTypeText(child.event->type), name).trimmed();
}

QString eventsOf(const LedgerChild &child)
{
    return child.run ? numberText(child.run->count) : QString();
}

QString timeOf(const LedgerChild &child)
{
    if (child.event)
        return clockText(child.event->start);
    return child.run ? clockText(child.run->first) : QString();
}

QString noteOf(const LedgerChild &child)
{
    if (child.event)
        return durationText(child.event->end - child.event->start);
    if (!child.run || child.run->last == child.run->first)
        return {};
    return Words::tr("within %1").arg(durationText(child.run->last - child.run->first));
}

} // namespace sluice::ui

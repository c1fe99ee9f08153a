// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a tool tip says of what lies under the pointer.

#include "core/timeline/duration_text.h"
#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/models/words.h"
#include "ui/timeline/timeline_phrases.h"
#include "ui/timeline/timeline_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

QString offsetLine(const TimelineModel &model, Timestamp time)
{
    return toText(exactDurationText(time - model.zero()));
}

void addEvent(QStringList &lines, const TimelineModel &model, EventIndex event)
{
    const EventColumns &columns = model.events().columns();
    if (!columns.name(event).empty())
        lines << nameText(columns.name(event));
    lines << Timeline::tr("Start: %1").arg(offsetLine(model, columns.start(event)));
    lines << Timeline::tr("Duration: %1").arg(toText(exactDurationText(columns.duration(event))));
    const std::string agent = model.agentName(columns.agent(event));
    if (!agent.empty())
        lines << Timeline::tr("Agent: %1").arg(nameText(agent));
}

/// The flushes that carried it, as far as that was asked for and answered.
void addCarriers(QStringList &lines, const TimelineModel &model, EventIndex event)
{
    const auto *sequences = model.links().knownFlushesOf(model.events().columns().row(event));
    if (sequences == nullptr)
        return;
    for (const std::uint64_t sequence : *sequences) {
        if (const FlushRecord *flush = model.flushOf(sequence))
            lines << flushLine(*flush);
    }
}

QString eventTooltip(const TimelineModel &model, const TimelineHit &hit)
{
    const EventColumns &columns = model.events().columns();
    const QString type = eventTypeText(columns.type(hit.item.event));
    QStringList lines;
    if (hit.item.kind == DetailItem::Kind::Column && hit.item.count != 1) {
        lines << (hit.item.count == 0 ? Timeline::tr("Events that overlap") : eventsText(hit.item.count));
        if (hit.item.errors > 0)
            lines << errorsText(hit.item.errors);
        lines << (hit.item.errors > 0 ? Timeline::tr("First error:") : Timeline::tr("Longest: %1").arg(type));
    } else {
        lines << type;
    }
    addEvent(lines, model, hit.item.event);
    addCarriers(lines, model, hit.item.event);
    return lines.join(u'\n');
}

/// Each sending of a flush that was sent more than once.
void addTries(QStringList &lines, const FlushRecord &flush)
{
    if (flush.tries.size() < 2)
        return;
    auto number = std::max<std::size_t>(flush.attempts, flush.tries.size()) - flush.tries.size();
    for (const FlushAttempt &attempt : flush.tries) {
        const QString status = attempt.httpStatus == 0 ? flushOutcomeText(attempt.outcome)
                                                       : QString::number(attempt.httpStatus);
        lines << Timeline::tr("Attempt %1: %2, %3")
                     .arg(numberText(++number), status, durationText(attempt.ended - attempt.began));
    }
}

void addFlush(QStringList &lines, const TimelineModel &model, const FlushRecord &flush)
{
    lines << Timeline::tr("Cause: %1").arg(flushCauseText(flush.cause));
    lines << Timeline::tr("%1, %2 bytes").arg(eventsText(flush.events), numberText(flush.bytes));
    lines << Timeline::tr("Start: %1").arg(offsetLine(model, flush.started));
    if (flush.ended != flush.started)
        lines << Timeline::tr("Duration: %1").arg(toText(exactDurationText(flush.ended - flush.started)));
    const QString status
        = flush.httpStatus == 0 ? Timeline::tr("no answer read") : QString::number(flush.httpStatus);
    lines << Timeline::tr("HTTP status: %1, attempts: %2").arg(status, numberText(flush.attempts));
    addTries(lines, flush);
    if (!flush.message.empty())
        lines << nameText(flush.message);
}

QString flushTooltip(const TimelineModel &model, const DeliveryMark &mark)
{
    const FlushRecord &flush = model.flushes()[mark.worst];
    QStringList lines;
    if (mark.records > 1) {
        lines << Timeline::tr("%1 flushes, %2").arg(numberText(mark.records), eventsText(mark.events));
        lines << Timeline::tr("The most serious of them:");
    }
    lines << outcomeText(flush);
    addFlush(lines, model, flush);
    return lines.join(u'\n');
}

QString dropTooltip(const TimelineModel &model, const DeliveryMark &mark)
{
    const DropRun &drop = model.drops()[mark.worst];
    QStringList lines;
    lines << Timeline::tr("Dropped: %1").arg(eventsText(mark.events));
    if (mark.records > 1)
        lines << Timeline::tr("In %1 runs; the largest: %2")
                     .arg(numberText(mark.records), eventsText(drop.count));
    lines << Timeline::tr("Reason: %1").arg(dropReasonText(drop.reason));
    lines << Timeline::tr("From: %1").arg(offsetLine(model, drop.first));
    if (drop.last != drop.first)
        lines << Timeline::tr("To: %1").arg(offsetLine(model, drop.last));
    return lines.join(u'\n');
}

QString placeholderTooltip(const PlaceholderMark &mark)
{
    return QStringList{absenceText(mark.parents), waitingText(mark.children),
        Timeline::tr("It reaches from the first to the last of them.")}
        .join(u'\n');
}

QString depthTooltip(const TimelineModel &model, Timestamp time)
{
    const DepthSample *sample = model.depths().at(time);
    if (sample == nullptr)
        return {};
    QStringList lines;
    lines << (sample->lowest == sample->highest
            ? Timeline::tr("Queue depth: %1").arg(numberText(sample->highest))
            : Timeline::tr("Queue depth: %1 to %2")
                  .arg(numberText(sample->lowest), numberText(sample->highest)));
    lines << Timeline::tr("Capacity: %1").arg(numberText(sample->capacity));
    lines << Timeline::tr("At: %1").arg(offsetLine(model, time));
    return lines.join(u'\n');
}

} // namespace

QString tooltipFor(const TimelineModel &model, const TimelineHit &hit)
{
    switch (hit.kind) {
    case TimelineHit::Kind::Event:
        return eventTooltip(model, hit);
    case TimelineHit::Kind::Placeholder:
        return placeholderTooltip(hit.placeholder);
    case TimelineHit::Kind::Flush:
        return flushTooltip(model, hit.mark);
    case TimelineHit::Kind::Drop:
        return dropTooltip(model, hit.mark);
    case TimelineHit::Kind::Depth:
        return depthTooltip(model, hit.time);
    }
    return {};
}

} // namespace sluice::ui

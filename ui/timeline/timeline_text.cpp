// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_text.h"

#include "core/timeline/duration_text.h"
#include "core/timeline/tick_marks.h"
#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

/// Enough for any name a person gave; what is longer is data.
constexpr qsizetype mostNameLength = 200;

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}
QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString offsetLine(const TimelineModel &model, Timestamp time)
{
    return toText(exactDurationText(time - model.zero()));
}

QString eventsText(std::uint64_t count)
{
    return count == 1 ? Timeline::tr("1 event") : Timeline::tr("%1 events").arg(numberText(count));
}

QString errorsText(std::uint64_t count)
{
    return count == 1 ? Timeline::tr("1 error") : Timeline::tr("%1 errors").arg(numberText(count));
}

QString tokensText(std::uint64_t count)
{
    return count == 1 ? Timeline::tr("1 token") : Timeline::tr("%1 tokens").arg(numberText(count));
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

QString outcomeText(const FlushRecord &flush)
{
    return Timeline::tr("Flush %1: %2").arg(numberText(flush.sequence), flushOutcomeText(flush.outcome));
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

QString laneTitle(const TimelineModel &model, std::uint16_t key)
{
    if (model.events().laneBy() == LaneBy::Agent) {
        const std::string name = model.agentName(key);
        return name.empty() ? Timeline::tr("No agent") : nameText(name);
    }
    switch (EventLanes::typeOfKey(key)) {
    case EventType::Action:
        return Timeline::tr("Actions");
    case EventType::Llm:
        return Timeline::tr("LLM calls");
    case EventType::Tool:
        return Timeline::tr("Tool calls");
    case EventType::Error:
        return Timeline::tr("Errors");
    case EventType::Api:
        return Timeline::tr("API calls");
    }
    return {};
}

QString nameText(std::string_view name)
{
    // A character has at most four bytes, so what is cut here is beyond what is shown.
    const QString text = toText(name.substr(0, 4 * mostNameLength + 4)).simplified();
    return text.size() > mostNameLength ? text.left(mostNameLength) + QChar(0x2026) : text;
}

QString tooltipFor(const TimelineModel &model, const TimelineHit &hit)
{
    switch (hit.kind) {
    case TimelineHit::Kind::Event:
        return eventTooltip(model, hit);
    case TimelineHit::Kind::Flush:
        return flushTooltip(model, hit.mark);
    case TimelineHit::Kind::Drop:
        return dropTooltip(model, hit.mark);
    case TimelineHit::Kind::Depth:
        return depthTooltip(model, hit.time);
    }
    return {};
}

QString eventLine(const TimelineModel &model, EventIndex event)
{
    const EventColumns &columns = model.events().columns();
    const QString title = eventTypeText(columns.type(event)) + u' ' + nameText(columns.name(event));
    QStringList parts{title.trimmed(), durationText(columns.duration(event))};
    const CallFacts calls = columns.calls(event);
    if (calls.promptTokens || calls.completionTokens)
        parts << tokensText(calls.promptTokens.value_or(0) + calls.completionTokens.value_or(0));
    if (columns.isOpen(event))
        parts << Timeline::tr("not ended yet");
    if (columns.isError(event))
        parts << Timeline::tr("error");
    return parts.join(QStringLiteral(", "));
}

QString laneLine(const TimelineModel &model, std::uint16_t key)
{
    const std::vector<Lane> &lanes = model.events().lanes();
    const auto lane = std::find_if(lanes.begin(), lanes.end(), [key](const Lane &l) { return l.key == key; });
    const QString title = laneTitle(model, key);
    return lane == lanes.end() ? title : title + QStringLiteral(", ") + eventsText(lane->events.eventCount());
}

QString summaryFor(const TimelineModel &model, const TimeScale &scale)
{
    if (!model.hasSession())
        return Timeline::tr("No session");
    const QString shown = durationText(scale.end() - scale.begin());
    return Timeline::tr("%1, %2, %3 shown")
        .arg(eventsText(model.events().eventCount()), errorsText(model.events().errorCount()), shown);
}

QString cursorText(const TimelineModel &model, const TimeScale &scale, double x)
{
    const Nanos offset = scale.toTime(x) - toViewTime(model.zero());
    const Nanos step = rulerStep(Nanos(static_cast<std::int64_t>(scale.nanosPerPixel())));
    return toText(offsetText(offset - offset % step, step));
}

QStringList flushLabels(const TimelineModel &model, const DeliveryMark &mark)
{
    const QString separator = QStringLiteral(" · ");
    const QString events = eventsText(mark.events);
    if (mark.records > 1) {
        const QString records = QChar(0xd7) + numberText(mark.records);
        return {records + separator + events, records};
    }
    const FlushRecord &flush = model.flushes()[mark.worst];
    QString status = flush.httpStatus == 0 ? QStringLiteral("…") : QString::number(flush.httpStatus);
    if (flush.attempts > 1)
        status += QStringLiteral(" ×%1").arg(flush.attempts);
    const QString size = status + separator + events + separator + bytesText(flush.bytes);
    QStringList labels{size, status + separator + events, status};
    if (flush.ended > flush.started)
        labels.prepend(size + separator + durationText(flush.ended - flush.started));
    return labels;
}

QString flushLine(const FlushRecord &flush)
{
    QStringList parts{outcomeText(flush)};
    if (flush.httpStatus != 0)
        parts << Timeline::tr("HTTP %1").arg(flush.httpStatus);
    parts << eventsText(flush.events);
    if (flush.ended > flush.started)
        parts << durationText(flush.ended - flush.started);
    return parts.join(QStringLiteral(", "));
}

} // namespace sluice::ui

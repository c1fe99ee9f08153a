// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_text.h"

#include "core/timeline/duration_text.h"
#include "core/timeline/tick_marks.h"
#include "ui/models/format.h"
#include "ui/models/timeline_model.h"
#include "ui/models/words.h"
#include "ui/timeline/timeline_phrases.h"

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

QString placeholderLine(const Placeholder &place, Timestamp zero)
{
    return QStringList{absenceText(1), waitingText(place.children),
        Timeline::tr("from %1").arg(toText(exactDurationText(place.range.begin - zero)))}
        .join(QStringLiteral(", "));
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

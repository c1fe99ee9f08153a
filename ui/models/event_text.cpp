// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/event_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/event_table_model.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventText", text);
}

QJsonValue orNull(const std::optional<std::uint64_t> &number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QJsonObject jsonOf(const ListedEvents &listed, EventIndex event)
{
    const EventSnapshot &events = listed.source.events;
    const EventCosts::Cost cost = listed.costs.of(events, event);
    const bool isCall = events.type(event) == EventType::Llm;
    QJsonObject object{
        {QStringLiteral("row"), static_cast<qint64>(events.row(event))},
        {QStringLiteral("type"), toQt(wireName(events.type(event)))},
        {QStringLiteral("name"), toQt(events.name(event))},
        {QStringLiteral("agent"), toQt(events.agentId(events.agent(event)))},
        {QStringLiteral("start"), toQt(toIsoText(events.start(event)))},
        {QStringLiteral("end"), toQt(toIsoText(events.end(event)))},
        {QStringLiteral("duration_us"), static_cast<qint64>(events.duration(event).count())},
        {QStringLiteral("state"), eventStateText(events, event)},
    };
    if (isCall) {
        object[QStringLiteral("prompt_tokens")] = orNull(events.promptTokens(event));
        object[QStringLiteral("completion_tokens")] = orNull(events.completionTokens(event));
        const std::optional<Money> known = cost.known();
        object[QStringLiteral("cost")] = known ? QJsonValue(toQt(known->text())) : QJsonValue();
    }
    return object;
}

} // namespace

QString sinceStartText(Micros time)
{
    const bool isNegative = time < Micros::zero();
    const qint64 ms = std::chrono::floor<Millis>(isNegative ? -time : time).count();
    const qint64 seconds = ms / 1'000;
    const auto two
        = [](qint64 number) { return QString::number(number).rightJustified(2, QLatin1Char('0')); };
    QString text = seconds >= 3'600
        ? QString::number(seconds / 3'600) + QLatin1Char(':') + two(seconds / 60 % 60)
        : QString::number(seconds / 60);
    text += QLatin1Char(':') + two(seconds % 60) + QLatin1Char('.')
        + QString::number(ms % 1'000).rightJustified(3, QLatin1Char('0'));
    return isNegative ? QStringLiteral("−") + text : text;
}

QString eventStateText(const EventSnapshot &events, EventIndex event)
{
    if (events.isError(event))
        return tr("error");
    return events.isOpen(event) ? tr("open") : tr("done");
}

QString tokensText(const EventSnapshot &events, EventIndex event)
{
    if (events.type(event) != EventType::Llm)
        return {};
    const auto prompt = events.promptTokens(event);
    const auto completion = events.completionTokens(event);
    if (!prompt && !completion)
        return unknownText();
    return numberText(prompt.value_or(0) + completion.value_or(0));
}

QString eventToolTip(const ListedEvents &listed, EventIndex event)
{
    const EventSnapshot &events = listed.source.events;
    const auto count = [](const std::optional<std::uint64_t> &number) {
        return number ? numberText(*number) : unknownText();
    };
    QStringList lines;
    lines << tr("%1 %2").arg(eventTypeText(events.type(event)), toQt(events.name(event)));
    lines << tr("Start: %1, %2 after the session's")
                 .arg(dateTimeText(events.start(event)),
                     sinceStartText(events.start(event) - listed.source.zero));
    lines << (events.isOpen(event) ? tr("Has not ended yet; last news %1 after its start")
                                   : tr("Duration: %1"))
                 .arg(durationText(events.duration(event)));
    if (!listed.agentText(event).empty())
        lines << tr("Agent: %1").arg(toQt(listed.agentText(event)));
    if (events.type(event) == EventType::Llm) {
        lines << tr("Tokens: %1 prompt, %2 completion")
                     .arg(count(events.promptTokens(event)), count(events.completionTokens(event)));
        lines << tr("Cost: %1")
                     .arg(costMeaning(listed.costs.of(events, event),
                         listed.costs.price(events.nameId(event)), toQt(listed.prices->date())));
    }
    return lines.join(QLatin1Char('\n'));
}

QString eventsAsText(const ListedEvents &listed, const std::vector<EventIndex> &events)
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < EventTableModel::columns; ++column)
        cells << EventTableModel::columnText(column);
    lines << cells.join(QLatin1Char('\t'));
    for (const EventIndex event : events) {
        cells.clear();
        for (int column = 0; column < EventTableModel::columns; ++column)
            cells << EventTableModel::cellText(listed, event, column).simplified();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QString eventsAsJson(const ListedEvents &listed, const std::vector<EventIndex> &events)
{
    QStringList lines;
    for (const EventIndex event : events)
        lines << QString::fromUtf8(QJsonDocument(jsonOf(listed, event)).toJson(QJsonDocument::Compact));
    return lines.join(QLatin1Char('\n'));
}

} // namespace sluice::ui

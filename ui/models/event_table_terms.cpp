// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The filter that a cell of the table stands for.

#include "ui/bridge/convert.h"
#include "ui/models/event_table_model.h"
#include "ui/models/event_text.h"
#include "ui/models/format.h"

#include <algorithm>

namespace sluice::ui {

namespace {

QString filterWord(EventType type)
{
    switch (type) {
    case EventType::Llm:
        return QStringLiteral("llm");
    case EventType::Tool:
        return QStringLiteral("tool");
    case EventType::Action:
        return QStringLiteral("action");
    case EventType::Error:
        return QStringLiteral("error");
    case EventType::Api:
        return QStringLiteral("api");
    }
    return {};
}

QString textTerm(const char *field, std::string_view value)
{
    return QLatin1String(field) + QLatin1Char(':') + toQt(quotedForFilter(value));
}

} // namespace

QString EventTableModel::termFor(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const EventIndex event = eventAt(index.row());
    const EventSnapshot &events = m_listed->source.events;
    const auto nanos
        = [](Micros time) -> QString { return QString::number(time.count()) + QStringLiteral("us"); };
    switch (index.column()) {
    case Time:
        return QStringLiteral("at>=")
            + nanos(std::max(Micros{}, Micros(events.start(event) - m_listed->source.zero)));
    case Type:
        return QStringLiteral("type:") + filterWord(events.type(event));
    case Name:
        return textTerm(events.type(event) == EventType::Llm ? "model"
                : events.type(event) == EventType::Tool      ? "tool"
                                                             : "name",
            events.name(event));
    case Agent:
        return m_listed->agentText(event).empty() ? QString() : textTerm("agent", m_listed->agentText(event));
    case Duration:
        return QStringLiteral("dur>=") + nanos(events.duration(event));
    case Tokens: {
        const QString tokens = tokensText(events, event).remove(QLatin1Char(','));
        return tokens.isEmpty()       ? QString()
            : tokens == unknownText() ? QStringLiteral("tokens:unknown")
                                      : QStringLiteral("tokens>=") + tokens;
    }
    case Cost: {
        const EventCosts::Cost cost = m_listed->costs.of(events, event);
        if (cost.kind == EventCosts::Kind::None)
            return {};
        return cost.known() ? QStringLiteral("cost>=") + toQt(cost.amount.text())
                            : QStringLiteral("cost:unknown");
    }
    case State:
        return events.isError(event) ? QStringLiteral("error")
            : events.isOpen(event)   ? QStringLiteral("open")
                                     : QStringLiteral("state:done");
    default:
        return {};
    }
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/convert.h"
#include "ui/models/details_text.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace sluice::ui {

namespace {

constexpr qsizetype mostName = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("DetailsText", text);
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? unknownText() : text;
}

QString lineOf(const std::string &text)
{
    return oneLine(toQt(text), mostName);
}

QString nameText(const EventHead &head)
{
    return QStringLiteral("%1 · %2").arg(eventTypeText(head.type), orDash(lineOf(head.name)));
}

/// "2026-11-23 14:03:12.345 (1.20 s after the session's start)"
QString timeText(Timestamp time, const EventContext &context)
{
    const QString absolute = dateTimeText(time);
    if (!context.sessionStart)
        return absolute;
    const Nanos after = time - *context.sessionStart;
    return after < Nanos::zero()
        ? tr("%1 (%2 before the session's start)").arg(absolute, durationText(-after))
        : tr("%1 (%2 after the session's start)").arg(absolute, durationText(after));
}

QString agentText(const StoredEvent &event, const EventContext &context)
{
    const QString id = lineOf(event.agent.text());
    if (context.agentName.empty())
        return orDash(id);
    return QStringLiteral("%1 (%2)").arg(lineOf(context.agentName), id);
}

QString tokensText(const EventFacts &facts)
{
    const auto text = [](const std::optional<std::uint64_t> &count) {
        return count ? numberText(*count) : unknownText();
    };
    if (!facts.promptTokens && !facts.completionTokens)
        return unknownText();
    const QString parts
        = tr("%1 prompt + %2 completion").arg(text(facts.promptTokens), text(facts.completionTokens));
    if (!facts.promptTokens || !facts.completionTokens)
        return parts;
    return QStringLiteral("%1 (%2)").arg(numberText(*facts.promptTokens + *facts.completionTokens), parts);
}

QString stateText(const StoredEvent &event, const EventContext &context)
{
    if (event.facts.isOpen)
        return tr("open: its end has not come");
    if (event.type == EventType::Error)
        return tr("error");
    if (!context.kin)
        return unknownText();
    return context.kin->errorCount == 0 ? tr("ended, no error names it") : tr("failed");
}

void addLinks(std::vector<DetailRow> &rows, const QString &key, const std::vector<EventHead> &heads,
    std::uint64_t count)
{
    for (const EventHead &head : heads)
        rows.push_back({key, nameText(head), {}, head.row});
    if (count > heads.size())
        rows.push_back({key, tr("and %1 more").arg(numberText(count - heads.size()))});
}

void addKin(std::vector<DetailRow> &rows, const StoredEvent &event, const EventContext &context)
{
    const bool isTriggered
        = event.type == EventType::Error && event.trigger && event.facts.parent == event.trigger;
    const QString above = isTriggered ? tr("Trigger") : tr("Parent");
    if (!context.kin) {
        const EventId &parent = event.facts.parent ? event.facts.parent : event.trigger;
        if (parent)
            rows.push_back({event.trigger ? tr("Trigger") : tr("Parent"), lineOf(parent.text())});
        return;
    }
    const EventKin &kin = *context.kin;
    if (kin.parent)
        rows.push_back({above, nameText(*kin.parent), {}, kin.parent->row});
    else if (kin.isParentMissing)
        rows.push_back({above, tr("%1 (not stored)").arg(lineOf(event.facts.parent.text()))});
    addLinks(rows, tr("Failed"), kin.errors, kin.errorCount);
    addLinks(rows, tr("Child"), kin.children, kin.childCount);
}

/// Members that the rows above them say, or that have a tab of their own.
bool isToldElsewhere(const JsonIndex &index, const JsonNode &member)
{
    static constexpr std::array<std::string_view, 22> told = {"event_type", "type", "id", "event_id",
        "agent_id", "session_id", "init_timestamp", "end_timestamp", "timestamp", "name", "action_type",
        "tool_name", "model", "error_type", "prompt", "completion", "prompt_tokens", "completion_tokens",
        "cost", "screenshot", "logs", "trigger_event_id"};
    const std::string key = unescapedJson(index.keyText(member));
    return index.kind(member) == JsonKind::Null || std::ranges::find(told, key) != told.end();
}

void addMembers(std::vector<DetailRow> &rows, const EventBody &body)
{
    const JsonIndex *index = body.index();
    if (index == nullptr || index->kind(index->root()) != JsonKind::Object)
        return;
    std::vector<JsonNode> members;
    const JsonPage page = index->children(index->root(), 0, mostListedMembers, members);
    for (const JsonNode &member : members) {
        if (isToldElsewhere(*index, member))
            continue;
        QString value = body.textOf(member, 4 * mostShownValue);
        const std::size_t bytes = member.end - member.begin;
        if (value.size() > mostShownValue || bytes > 6 * 4 * mostShownValue)
            value = tr("%1… (%2 in all)").arg(value.left(mostShownValue), bytesText(bytes));
        rows.push_back({lineOf(unescapedJson(index->keyText(member), mostName)), visibleText(value)});
    }
    if (!page.complete)
        rows.push_back(
            {tr("More"), tr("only the first %1 fields are listed").arg(numberText(mostListedMembers))});
}

/// Such an event has the time of its arrival for one.
bool namesNoTime(const EventBody &body)
{
    const JsonIndex *index = body.index();
    if (index == nullptr || index->kind(index->root()) != JsonKind::Object)
        return false;
    std::vector<JsonNode> members;
    if (!index->children(index->root(), 0, mostListedMembers, members).complete)
        return false; // it may be among the rest
    return std::ranges::none_of(members, [index](const JsonNode &member) {
        const std::string key = unescapedJson(index->keyText(member));
        return index->kind(member) != JsonKind::Null
            && (key == "init_timestamp" || key == "timestamp" || key == "end_timestamp");
    });
}

QString startText(const StoredEvent &event, const EventContext &context, const EventBody &body)
{
    const QString time = timeText(event.start, context);
    return namesNoTime(body) ? tr("%1: when it came, for it names no time").arg(time) : time;
}

} // namespace

DetailsText eventDetails(const StoredEvent &event, const EventContext &context)
{
    DetailsText details;
    details.body = context.body ? context.body : std::make_shared<const EventBody>(event);
    const QString name = orDash(lineOf(event.name));
    details.title = QStringLiteral("%1 · %2").arg(eventTypeText(event.type), name);
    details.rows = {
        {tr("Type"), eventTypeText(event.type)},
        {event.type == EventType::Llm ? tr("Model") : tr("Name"), name},
        {tr("State"), stateText(event, context)},
        {tr("Start"), startText(event, context, *details.body)},
        {tr("End"), event.facts.isOpen ? unknownText() : timeText(event.end, context)},
        {tr("Duration"),
            event.facts.isOpen ? tr("%1 until its last news").arg(durationText(event.end - event.start))
                               : durationText(event.end - event.start)},
        {tr("Agent"), agentText(event, context)},
    };
    std::vector<DetailRow> &rows = details.rows;
    if (!event.facts.thread.empty())
        rows.push_back({tr("Thread"), lineOf(event.facts.thread)});
    if (event.type == EventType::Llm) {
        rows.push_back({tr("Tokens"), tokensText(event.facts), tr("As the sender counted them")});
        rows.push_back({tr("Cost"), event.facts.cost ? costText(*event.facts.cost) : unknownText(),
            tr("US dollars as the sender gave them; a dash: it gave none")});
    }
    addKin(rows, event, context);
    rows.push_back({tr("Id"), lineOf(event.id.text())});
    if (!details.body->problem().empty())
        rows.push_back({tr("Body"), tr("not JSON: %1").arg(toQt(details.body->problem()))});
    addMembers(rows, *details.body);
    details.event = context.row;
    details.eventName = event.name;
    details.eventStart = event.start;
    return details;
}

} // namespace sluice::ui

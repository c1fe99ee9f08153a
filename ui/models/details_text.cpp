// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/details_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/json_text.h"
#include "ui/models/ledger_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DetailsText", text);
}

QString shortened(const QString &value)
{
    if (value.size() <= mostShownValue)
        return value;
    return tr("%1… (%2 characters in all)")
        .arg(value.left(mostShownValue), numberText(static_cast<std::uint64_t>(value.size())));
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? unknownText() : text;
}

void addJson(DetailsText &details, const std::string &body)
{
    QByteArray json = toQtBytes(body);
    if (json.size() > mostShownJson) {
        details.cut = tr("first %1 of %2")
                          .arg(bytesText(static_cast<std::uint64_t>(mostShownJson)),
                              bytesText(static_cast<std::uint64_t>(json.size())));
        json.truncate(mostShownJson);
    }
    details.json = indentedJson(json);
}

QString countsText(const EventCounts &counts)
{
    QStringList parts;
    for (const EventType type : allEventTypes) {
        if (counts.of(type) > 0)
            parts << QStringLiteral("%1 %2").arg(toQt(wireName(type)), numberText(counts.of(type)));
    }
    const QString total = numberText(counts.total());
    return parts.isEmpty() ? total : QStringLiteral("%1 (%2)").arg(total, parts.join(QStringLiteral(", ")));
}

QString durationLine(const SessionSummary &session, Timestamp now)
{
    if (session.ended)
        return durationText(*session.ended - session.started);
    if (session.stateAt(now) == SessionState::Running)
        return tr("%1, running").arg(durationText(std::max(now, session.started) - session.started));
    return tr("%1 until its last news").arg(durationText(session.lastNews - session.started));
}

QString attemptText(const FlushAttempt &attempt)
{
    QStringList parts{clockText(attempt.began)};
    if (attempt.httpStatus != 0)
        parts << tr("HTTP %1").arg(attempt.httpStatus);
    parts << flushOutcomeText(attempt.outcome);
    if (attempt.ended > attempt.began)
        parts << durationText(attempt.ended - attempt.began);
    if (!attempt.message.empty())
        parts << toQt(attempt.message);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

DetailsText eventDetails(const StoredEvent &event)
{
    DetailsText details;
    details.title = QStringLiteral("%1 · %2").arg(eventTypeText(event.type), orDash(toQt(event.name)));
    details.rows = {
        {tr("Type"), eventTypeText(event.type)},
        {tr("Name"), orDash(toQt(event.name))},
        {tr("Start"), dateTimeText(event.start)},
        {tr("End"), dateTimeText(event.end)},
        {tr("Duration"), durationText(event.end - event.start)},
        {tr("Id"), toQt(event.id.text())},
        {tr("Agent"), orDash(toQt(event.agent.text()))},
    };
    if (event.trigger)
        details.rows.push_back({tr("Caused by"), toQt(event.trigger.text())});
    for (const JsonMember &member : jsonMembers(toQtBytes(event.body)))
        details.rows.push_back({member.key, shortened(member.value)});
    addJson(details, event.body);
    return details;
}

DetailsText sessionDetails(const SessionSummary &session, Timestamp now)
{
    DetailsText details;
    details.title = toQt(session.displayName());
    details.proof = proofWords(session, now);
    details.rows = {
        {tr("Proof"), QStringLiteral("%1\n%2").arg(details.proof->word, details.proof->reason)},
        {tr("State"), stateLine(session, now)},
        {tr("Origin"), originText(session.origin)},
        {tr("Started"), dateTimeText(session.started)},
        {tr("Ended"), session.ended ? dateTimeText(*session.ended) : unknownText()},
        {tr("Duration"), durationLine(session, now)},
        {tr("Events"), countsText(session.counts)},
        {tr("Drops"), session.origin == Origin::Recorded ? numberText(session.drops) : unknownText()},
        {tr("Id"), toQt(session.id.text())},
    };
    if (!session.endReason.empty())
        details.rows.push_back({tr("End reason"), toQt(session.endReason)});
    if (session.ledger)
        details.rows.push_back({tr("Ledger"), ledgerText(*session.ledger).text});
    return details;
}

DetailsText flushDetails(const FlushRecord &flush)
{
    DetailsText details;
    details.title = tr("Flush %1 · %2").arg(numberText(flush.sequence), flushOutcomeText(flush.outcome));
    details.rows = {
        {tr("Outcome"), flushOutcomeText(flush.outcome)},
        {tr("HTTP status"),
            flush.httpStatus == 0 ? tr("%1 (no answer was read)").arg(unknownText())
                                  : QString::number(flush.httpStatus)},
        {tr("Cause"), flushCauseText(flush.cause)},
        {tr("Events"), numberText(flush.events)},
        {tr("Size"), tr("%1 (%2 bytes)").arg(bytesText(flush.bytes), numberText(flush.bytes))},
        {tr("Started"), dateTimeText(flush.started)},
        {tr("Ended"), flush.ended > flush.started ? dateTimeText(flush.ended) : unknownText()},
        {tr("Took"), flush.ended > flush.started ? durationText(flush.ended - flush.started) : unknownText()},
        {tr("Attempts"), numberText(flush.attempts)},
    };
    std::size_t number = std::max<std::size_t>(flush.attempts, flush.tries.size()) - flush.tries.size();
    for (const FlushAttempt &attempt : flush.tries)
        details.rows.push_back({tr("Attempt %1").arg(numberText(++number)), attemptText(attempt)});
    if (!flush.message.empty())
        details.rows.push_back({tr("Message"), shortened(toQt(flush.message))});
    return details;
}

DetailsText dropDetails(const DropRun &run)
{
    DetailsText details;
    details.title = tr("Dropped · %1").arg(dropReasonText(run.reason));
    details.rows = {
        {tr("Reason"), dropReasonText(run.reason)},
        {tr("Events"), tr("%1 (dropped events have no ids)").arg(numberText(run.count))},
        {tr("First"), dateTimeText(run.first)},
        {tr("Last"), dateTimeText(run.last)},
    };
    return details;
}

QString plainText(const DetailsText &details)
{
    QStringList lines;
    for (const DetailRow &row : details.rows)
        lines << QStringLiteral("%1: %2").arg(row.key, row.value);
    return lines.join(QLatin1Char('\n'));
}

} // namespace sluice::ui

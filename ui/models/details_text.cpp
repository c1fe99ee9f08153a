// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/details_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"
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

QString attemptText(const FlushAttempt &attempt)
{
    QStringList parts{clockText(attempt.began)};
    if (attempt.httpStatus != 0)
        parts << tr("HTTP %1").arg(attempt.httpStatus);
    parts << flushOutcomeText(attempt.outcome);
    if (attempt.ended > attempt.began)
        parts << durationText(attempt.ended - attempt.began);
    if (!attempt.message.empty())
        parts << oneLine(toQt(attempt.message), mostShownValue);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

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
        details.rows.push_back({tr("Message"), oneLine(toQt(flush.message), mostShownValue)});
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

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/summary_row.h"

#include "core/store/json_text.h"

namespace sluice {

Usage usageAt(const Rows &row, int first)
{
    Usage usage;
    usage.calls = row.count(first);
    usage.promptTokens = row.count(first + 1);
    usage.completionTokens = row.count(first + 2);
    usage.callsWithoutTokens = row.count(first + 3);
    usage.givenCost = Money::fromPico(row.number(first + 4));
    usage.unpricedCalls = row.count(first + 5);
    usage.unpricedPromptTokens = row.count(first + 6);
    usage.unpricedCompletionTokens = row.count(first + 7);
    return usage;
}

SessionSummary summaryFrom(const Rows &row)
{
    SessionSummary session;
    session.id = row.id<SessionId>(0);
    session.origin = row.isNull(1) ? Origin::Received : row.enumerator(1, Origin::Imported, Origin::Received);
    session.tags = tagsFromText(row.text(2));
    session.started = row.time(3);
    if (!row.isNull(4))
        session.ended = row.time(4);
    session.lastNews = row.time(5);
    if (!row.isNull(6))
        session.endState = row.enumerator(6, EndState::Indeterminate, EndState::Indeterminate);
    session.endStateText = row.text(7);
    session.endReason = row.text(8);
    int column = 9;
    for (const EventType type : allEventTypes)
        session.counts.of(type) = row.count(column++);
    session.drops = row.count(14);
    if (!row.isNull(15))
        session.ledger = ledgerFromText(row.text(15));
    const std::optional<Ledger> before = row.isNull(18) ? std::nullopt : ledgerFromText(row.text(18));
    if (session.ledger && before)
        *session.ledger += *before;
    if (!row.isNull(16))
        session.sdkEvents = row.count(16);
    session.hasLab = row.number(17) != 0;
    session.usage = usageAt(row, 19);
    return session;
}

} // namespace sluice

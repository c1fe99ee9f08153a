// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/words.h"

#include "ui/bridge/convert.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("words", text);
}

} // namespace

QString eventTypeText(EventType type)
{
    switch (type) {
    case EventType::Action:
        return tr("Action");
    case EventType::Llm:
        return tr("LLM call");
    case EventType::Tool:
        return tr("Tool call");
    case EventType::Error:
        return tr("Error");
    case EventType::Api:
        return tr("API call");
    }
    return {};
}

QString sessionStateText(SessionState state)
{
    switch (state) {
    case SessionState::Running:
        return tr("running");
    case SessionState::Ended:
        return tr("ended");
    case SessionState::Silent:
        return tr("silent");
    }
    return {};
}

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Recorded:
        return tr("recorded here");
    case Origin::Received:
        return tr("received");
    case Origin::Imported:
        return tr("imported");
    }
    return {};
}

QString endStateText(EndState state)
{
    return toQt(wireName(state));
}

QString dropReasonText(DropReason reason)
{
    switch (reason) {
    case DropReason::QueueFull:
        return tr("queue full");
    case DropReason::BlockTimeout:
        return tr("block deadline passed");
    case DropReason::TooLarge:
        return tr("too large");
    case DropReason::EncodeError:
        return tr("not encodable");
    case DropReason::SpoolFull:
        return tr("spool full");
    case DropReason::Reentrant:
        return tr("recorded by a callback");
    }
    return {};
}

QString flushCauseText(FlushCause cause)
{
    switch (cause) {
    case FlushCause::Size:
        return tr("size");
    case FlushCause::Time:
        return tr("time");
    case FlushCause::Asked:
        return tr("asked");
    case FlushCause::End:
        return tr("end");
    }
    return {};
}

QString flushOutcomeText(FlushOutcome outcome)
{
    switch (outcome) {
    case FlushOutcome::Sending:
        return tr("sending");
    case FlushOutcome::Delivered:
        return tr("delivered");
    case FlushOutcome::Retrying:
        return tr("retrying");
    case FlushOutcome::InDoubt:
        return tr("in doubt");
    case FlushOutcome::Refused:
        return tr("refused");
    case FlushOutcome::Split:
        return tr("split in halves");
    case FlushOutcome::Abandoned:
        return tr("abandoned");
    }
    return {};
}

QString policyText(OverflowPolicy policy)
{
    switch (policy) {
    case OverflowPolicy::Block:
        return tr("block");
    case OverflowPolicy::DropNewest:
        return tr("drop newest");
    case OverflowPolicy::DropOldest:
        return tr("drop oldest");
    case OverflowPolicy::Spill:
        return tr("spill to disk");
    }
    return {};
}

QString flusherStateText(FlusherState state)
{
    switch (state) {
    case FlusherState::Idle:
        return tr("idle");
    case FlusherState::Napping:
        return tr("gathering");
    case FlusherState::Encoding:
        return tr("encoding");
    case FlusherState::Sending:
        return tr("sending");
    case FlusherState::BackingOff:
        return tr("backing off");
    case FlusherState::Ended:
        return tr("ended");
    }
    return {};
}

QString stateLine(const SessionSummary &session, Timestamp now)
{
    const QString state = sessionStateText(session.stateAt(now));
    if (!session.ended)
        return state;
    const QString how = session.endState ? endStateText(*session.endState) : toQt(session.endStateText);
    return how.isEmpty() ? state : QStringLiteral("%1: %2").arg(state, how);
}

} // namespace sluice::ui

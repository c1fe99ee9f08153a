// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/deadlock_text.h"

#include "ui/models/format.h"

#include <QCoreApplication>

#include <cassert>

namespace sluice::ui {

namespace {

using Grade = DeadlockVerdict::Grade;

QString tr(const char *text)
{
    return QCoreApplication::translate("DeadlockText", text);
}

/// A record() this long has waited for the server: half of what the server takes.
bool waitedForServer(const DeadlockResult &result)
{
    return result.options.serverDelay > Millis(0) && result.longestRecord * 2 >= result.options.serverDelay;
}

} // namespace

QString cureText(DeadlockCure cure)
{
    switch (cure) {
    case DeadlockCure::None:
        return tr("AgentOps 0.3.13");
    case DeadlockCure::AfterLock:
        return tr("Flush after the lock");
    case DeadlockCure::ReEntrant:
        return tr("A re-entrant lock");
    case DeadlockCure::Bigger:
        return tr("A bigger number: 512");
    case DeadlockCure::Sluice:
        return tr("Sluice's recorder");
    }
    assert(false && "every cure has a name");
    return {};
}

QString cureMeaning(DeadlockCure cure)
{
    switch (cure) {
    case DeadlockCure::None:
        return tr("At max_queue_size, 100, record() flushes while it holds the lock that flush takes.");
    case DeadlockCure::AfterLock:
        return tr("The reporter's cure: append under the lock, flush when it was let go. The thread whose "
                  "event fills the queue sends it.");
    case DeadlockCure::ReEntrant:
        return tr(
            "The lock lets its own thread in again: no hang, but HTTP happens under the lock, and every "
            "record() waits for the server.");
    case DeadlockCure::Bigger:
        return tr("What 0.3.14 did: max_queue_size is 512. The cliff moved to 512 events.");
    case DeadlockCure::Sluice:
        return tr("The lock is held for moves only; a flusher of its own sends.");
    }
    assert(false && "every cure has a meaning");
    return {};
}

DeadlockVerdict verdictOf(const DeadlockResult &result)
{
    const std::uint64_t events = result.options.events;
    if (!result.finished)
        return {Grade::Running,
            tr("Running: %1 of %2 record() calls came back.")
                .arg(numberText(result.returned), numberText(events))};
    if (result.deadlocked)
        return {Grade::Hangs,
            tr("Hangs for ever: record() number %1 wants the lock that its own thread holds.")
                .arg(numberText(result.returned + 1))};
    if (result.onTheWire < events)
        return {Grade::Lost,
            tr("%1 events never reached the server.").arg(numberText(events - result.onTheWire))};
    if (waitedForServer(result))
        return {Grade::Costly,
            tr("Nothing is lost, but a record() waited for the server: %1.")
                .arg(durationText(result.longestRecord))};
    return {Grade::Good, tr("All of them arrive, and no record() waited for the server.")};
}

QString onTheWireText(const DeadlockResult &result)
{
    return tr("%1 of %2").arg(numberText(result.onTheWire), numberText(result.options.events));
}

QString deadlockFiguresText(const DeadlockResult &result)
{
    const QString other = result.otherRecord ? durationText(*result.otherRecord) : unknownText();
    return tr("POSTs: %1; longest record(): %2; another thread's record() meanwhile: %3")
        .arg(numberText(result.posts), durationText(result.longestRecord), other);
}

QString stepKindText(DeadlockStep::Kind kind)
{
    switch (kind) {
    case DeadlockStep::Kind::Append:
        return tr("appends");
    case DeadlockStep::Kind::LockTaken:
        return tr("holds the lock");
    case DeadlockStep::Kind::LockAsked:
        return tr("wants the lock");
    case DeadlockStep::Kind::SelfDeadlock:
        return tr("deadlock");
    case DeadlockStep::Kind::FlushBegun:
        return tr("flushes");
    case DeadlockStep::Kind::Posted:
        return tr("posts");
    case DeadlockStep::Kind::Answered:
        return tr("is answered");
    case DeadlockStep::Kind::LockLetGo:
        return tr("lets the lock go");
    case DeadlockStep::Kind::Ended:
        return tr("end");
    case DeadlockStep::Kind::GaveUp:
        return tr("gives up");
    }
    assert(false && "every step has a word");
    return {};
}

} // namespace sluice::ui

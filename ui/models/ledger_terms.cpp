// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_terms.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LedgerText", text);
}

} // namespace

QString ledgerTermText(LedgerTerm term)
{
    switch (term) {
    case LedgerTerm::Recorded:
        return tr("recorded");
    case LedgerTerm::Delivered:
        return tr("delivered");
    case LedgerTerm::Queued:
        return tr("queued");
    case LedgerTerm::InFlight:
        return tr("in flight");
    case LedgerTerm::InDoubt:
        return tr("in doubt");
    case LedgerTerm::Spooled:
        return tr("spooled");
    case LedgerTerm::Refused:
        return tr("refused");
    case LedgerTerm::Dropped:
        return tr("dropped");
    case LedgerTerm::Rejected:
        return tr("rejected");
    }
    return {};
}

QString ledgerTermMeaning(LedgerTerm term)
{
    switch (term) {
    case LedgerTerm::Recorded:
        return tr("events given to record() in this process");
    case LedgerTerm::Delivered:
        return tr("the server's good answer was read whole");
    case LedgerTerm::Queued:
        return tr("in the bounded queue");
    case LedgerTerm::InFlight:
        return tr("taken from the queue, the answer is awaited");
    case LedgerTerm::InDoubt:
        return tr("sent, and the answer never came; to be sent again");
    case LedgerTerm::Spooled:
        return tr("kept on disk");
    case LedgerTerm::Refused:
        return tr("the server said no for good");
    case LedgerTerm::Dropped:
        return tr("given up on purpose, and why");
    case LedgerTerm::Rejected:
        return tr("recorded after the session's end");
    }
    return {};
}

std::uint64_t countOf(const Ledger &ledger, LedgerTerm term)
{
    switch (term) {
    case LedgerTerm::Recorded:
        return ledger.recorded;
    case LedgerTerm::Delivered:
        return ledger.delivered;
    case LedgerTerm::Queued:
        return ledger.queued;
    case LedgerTerm::InFlight:
        return ledger.inFlight;
    case LedgerTerm::InDoubt:
        return ledger.inDoubt;
    case LedgerTerm::Spooled:
        return ledger.spooled;
    case LedgerTerm::Refused:
        return ledger.refused;
    case LedgerTerm::Dropped:
        return ledger.droppedInAll();
    case LedgerTerm::Rejected:
        return ledger.rejected;
    }
    return 0;
}

bool leadsTo(LedgerTerm term, FlushOutcome outcome)
{
    switch (outcome) {
    case FlushOutcome::Delivered:
        return term == LedgerTerm::Delivered;
    case FlushOutcome::Sending:
    case FlushOutcome::Retrying:
        return term == LedgerTerm::InFlight;
    case FlushOutcome::InDoubt:
        return term == LedgerTerm::InDoubt;
    case FlushOutcome::Refused:
        return term == LedgerTerm::Refused;
    case FlushOutcome::Abandoned:
        return term == LedgerTerm::InFlight || term == LedgerTerm::InDoubt;
    case FlushOutcome::Split:
        break;
    }
    return false;
}

QString ledgerTermWords(LedgerTerm term, std::uint64_t count)
{
    switch (term) {
    case LedgerTerm::Recorded:
        return tr("Each recorded event stands in exactly one of the terms below: choose one. The check above "
                  "compares this number with their sum, both counted by the recorder.");
    case LedgerTerm::Queued:
        return count == 0 ? tr("Nothing is queued now.")
                          : tr("They wait in the bounded queue. The live picture shows each of them.");
    case LedgerTerm::Spooled:
        return count == 0
            ? tr("Nothing is kept on disk.")
            : tr(
                "They are encoded on disk, in the order in which they were recorded, and are sent as soon as "
                "the endpoint takes them: by this recorder, or by the next one on the same data folder.");
    case LedgerTerm::Rejected:
        return count == 0 ? tr("Nothing was recorded after the end.")
                          : tr("record() was called after the session had ended, and said so to its caller. "
                               "Nothing of these events is kept.");
    default:
        break;
    }
    return count == 0 ? tr("There are none.")
                      : tr("The flushes or drops behind this number are not known yet.");
}

} // namespace sluice::ui

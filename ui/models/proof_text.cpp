// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/proof_text.h"

#include "ui/bridge/convert.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProofText)
};

} // namespace

QString proofText(Proof proof)
{
    switch (proof) {
    case Proof::Complete:
        return Words::tr("complete");
    case Proof::CompleteWithDrops:
        return Words::tr("complete with drops");
    case Proof::InDoubt:
        return Words::tr("in doubt");
    case Proof::NoEndSignal:
        return Words::tr("no end signal");
    case Proof::Imported:
        return Words::tr("imported");
    case Proof::Running:
        return Words::tr("running");
    case Proof::NotTold:
        return Words::tr("not told");
    case Proof::Unbalanced:
        return Words::tr("unbalanced");
    }
    return {};
}

QString proofMeaning(Proof proof)
{
    switch (proof) {
    case Proof::Complete:
        return Words::tr("It ended, and nothing of it is missing.");
    case Proof::CompleteWithDrops:
        return Words::tr("It ended, and each event that is missing is counted with its reason.");
    case Proof::InDoubt:
        return Words::tr("It ended, and the fate of some events is not known.");
    case Proof::NoEndSignal:
        return Words::tr("It fell silent: nobody said that it ended.");
    case Proof::Imported:
        return Words::tr("It came from a file: its counters are not ours.");
    case Proof::Running:
        return Words::tr("It runs: too early to say.");
    case Proof::NotTold:
        return Words::tr("It ended; nobody can say whether all of it came.");
    case Proof::Unbalanced:
        return Words::tr("Its ledger does not add up. That is a bug in Sluice.");
    }
    return {};
}

ProofWords proofWords(const SessionSummary &session, Timestamp now)
{
    ProofWords words;
    words.proof = proofOf(session, now);
    words.word = proofText(words.proof);
    const QString numbers = toQt(proofReason(session, now));
    words.reason = numbers.isEmpty() ? proofMeaning(words.proof)
                                     : QStringLiteral("%1\n%2").arg(numbers, proofMeaning(words.proof));
    return words;
}

} // namespace sluice::ui

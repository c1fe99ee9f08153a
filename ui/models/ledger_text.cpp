// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_text.h"

#include "ui/models/format.h"
#include "ui/models/ledger_terms.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LedgerText", text);
}

/// "12", or of drops "12 (queue full 10, too large 2)".
QString countText(const Ledger &ledger, LedgerTerm term)
{
    const QString count = numberText(countOf(ledger, term));
    if (term != LedgerTerm::Dropped)
        return count;
    QStringList reasons;
    for (const DropReason reason : allDropReasons) {
        if (ledger.dropsFor(reason) > 0)
            reasons << QStringLiteral("%1 %2").arg(
                dropReasonText(reason), numberText(ledger.dropsFor(reason)));
    }
    return QStringLiteral("%1 (%2)").arg(count, reasons.join(QStringLiteral(", ")));
}

/// The right-hand side's: three always, the others when they are not 0.
bool isShown(const Ledger &ledger, LedgerTerm term)
{
    if (term == LedgerTerm::Recorded)
        return false;
    const bool always
        = term == LedgerTerm::Delivered || term == LedgerTerm::Queued || term == LedgerTerm::InFlight;
    return always || countOf(ledger, term) > 0;
}

QString difference(const Ledger &ledger)
{
    const std::uint64_t recorded = ledger.recorded;
    const std::uint64_t accounted = ledger.accountedFor();
    return recorded > accounted ? tr("%1 unaccounted for").arg(numberText(recorded - accounted))
                                : tr("%1 too many").arg(numberText(accounted - recorded));
}

} // namespace

Alarm queueAlarm(std::size_t depth, std::size_t capacity)
{
    if (capacity == 0)
        return Alarm::None;
    if (depth >= capacity)
        return Alarm::Red;
    return static_cast<double>(depth) >= amberFill * static_cast<double>(capacity) ? Alarm::Amber
                                                                                   : Alarm::None;
}

LedgerText ledgerText(const Ledger &ledger, std::size_t depth, std::size_t capacity)
{
    QStringList terms;
    QStringList meanings{QStringLiteral("%1: %2").arg(
        ledgerTermText(LedgerTerm::Recorded), ledgerTermMeaning(LedgerTerm::Recorded))};
    for (const LedgerTerm term : allLedgerTerms) {
        if (!isShown(ledger, term))
            continue;
        terms << QStringLiteral("%1 %2").arg(ledgerTermText(term), countText(ledger, term));
        meanings << QStringLiteral("%1: %2").arg(ledgerTermText(term), ledgerTermMeaning(term));
    }
    const QString line = terms.join(QStringLiteral(" + "));
    const QString recorded = tr("recorded %1").arg(numberText(ledger.recorded));
    LedgerText result;
    result.meaning = meanings.join(QLatin1Char('\n'));
    if (!ledger.balances()) {
        result.text = QStringLiteral("%1 ≠ %2: %3").arg(recorded, line, difference(ledger));
        result.alarm = Alarm::Red;
        return result;
    }
    result.text = QStringLiteral("%1 = %2").arg(recorded, line);
    if (queueAlarm(depth, capacity) != Alarm::None)
        result.alarm = Alarm::Amber;
    return result;
}

} // namespace sluice::ui

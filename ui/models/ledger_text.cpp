// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_text.h"

#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LedgerText", text);
}

/// Gathers the terms on the right-hand side and what they mean.
class Terms
{
public:
    void always(const QString &name, std::uint64_t count, const QString &meaning)
    {
        m_terms << QStringLiteral("%1 %2").arg(name, numberText(count));
        m_meanings << QStringLiteral("%1: %2").arg(name, meaning);
    }
    void unlessZero(const QString &name, std::uint64_t count, const QString &meaning)
    {
        if (count > 0)
            always(name, count, meaning);
    }
    void dropped(const Ledger &ledger)
    {
        if (ledger.droppedInAll() == 0)
            return;
        QStringList reasons;
        for (const DropReason reason : allDropReasons) {
            if (ledger.dropsFor(reason) > 0)
                reasons << QStringLiteral("%1 %2").arg(
                    dropReasonText(reason), numberText(ledger.dropsFor(reason)));
        }
        always(tr("dropped"), ledger.droppedInAll(), tr("given up on purpose, and why"));
        m_terms.last() += QStringLiteral(" (%1)").arg(reasons.join(QStringLiteral(", ")));
    }

    QString line() const { return m_terms.join(QStringLiteral(" + ")); }
    QString meanings() const { return m_meanings.join(QLatin1Char('\n')); }

private:
    QStringList m_terms;
    QStringList m_meanings;
};

Terms termsOf(const Ledger &ledger)
{
    Terms terms;
    terms.always(tr("delivered"), ledger.delivered, tr("the server's good answer was read whole"));
    terms.always(tr("queued"), ledger.queued, tr("in the bounded queue"));
    terms.always(tr("in flight"), ledger.inFlight, tr("taken from the queue, the answer is awaited"));
    terms.unlessZero(tr("in doubt"), ledger.inDoubt, tr("sent, and the answer never came; to be sent again"));
    terms.unlessZero(tr("spooled"), ledger.spooled, tr("kept on disk"));
    terms.unlessZero(tr("refused"), ledger.refused, tr("the server said no for good"));
    terms.dropped(ledger);
    terms.unlessZero(tr("rejected"), ledger.rejected, tr("recorded after the session's end"));
    return terms;
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
    const Terms terms = termsOf(ledger);
    const QString recorded = tr("recorded %1").arg(numberText(ledger.recorded));
    LedgerText result;
    result.meaning = tr("recorded: events given to record() in this process\n%1").arg(terms.meanings());
    if (!ledger.balances()) {
        result.text = QStringLiteral("%1 ≠ %2: %3").arg(recorded, terms.line(), difference(ledger));
        result.alarm = Alarm::Red;
        return result;
    }
    result.text = QStringLiteral("%1 = %2").arg(recorded, terms.line());
    if (queueAlarm(depth, capacity) != Alarm::None)
        result.alarm = Alarm::Amber;
    return result;
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/queue_picture_text.h"

#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

struct QueuePictureText
{
    Q_DECLARE_TR_FUNCTIONS(QueuePictureText)
};

QString tr(const char *text)
{
    return QueuePictureText::tr(text);
}

QString doingText(const ProducerPicture &producer, ProducerState state)
{
    switch (state) {
    case ProducerState::Ended:
        return tr("ended");
    case ProducerState::Recording:
        return tr("recording");
    case ProducerState::Waiting:
        return tr("waits %1").arg(durationText(producer.waitingFor));
    case ProducerState::Idle:
        break;
    }
    return tr("idle %1").arg(durationText(producer.idleFor));
}

QString sentenceOf(const ProducerPicture &producer, const ProducerLine &line)
{
    const QString longest = producer.longestWait > Nanos{0}
        ? tr("its longest wait for room %1").arg(durationText(producer.longestWait))
        : tr("never waited for room");
    const QString doing = line.state == ProducerState::Waiting
        ? tr("waits for room %1").arg(durationText(producer.waitingFor))
        : line.doing;
    return tr("%1: %2, %3 record() calls, %4").arg(line.name, doing, line.count, longest);
}

QString othersText(const ProducerPicture *from, const ProducerPicture *to, bool areAll)
{
    const auto waiting = std::count_if(
        from, to, [](const ProducerPicture &p) { return stateOf(p) == ProducerState::Waiting; });
    const QString more = (areAll ? tr("%1 producers") : tr("%1 more"))
                             .arg(numberText(static_cast<std::uint64_t>(to - from)));
    return waiting == 0
        ? more
        : tr("%1: %2 wait for room").arg(more, numberText(static_cast<std::uint64_t>(waiting)));
}

QString holderText(LockPicture::Holder holder)
{
    switch (holder) {
    case LockPicture::Holder::Nobody:
        return tr("free");
    case LockPicture::Holder::Producer:
        return tr("held by a producer");
    case LockPicture::Holder::Flusher:
        return tr("held by the flusher");
    case LockPicture::Holder::Other:
        break;
    }
    return tr("held by another thread");
}

QString producersText(const std::vector<ProducerPicture> &producers, SessionPhase phase)
{
    if (producers.empty())
        return tr("No producer has recorded yet.");
    QStringList sentences;
    const ProducerLines shown = producerLines(producers, 8, phase);
    for (const ProducerLine &line : shown.lines)
        sentences << line.sentence + QLatin1Char('.');
    if (!shown.others.isEmpty())
        sentences << shown.others + QLatin1Char('.');
    return sentences.join(QLatin1Char(' '));
}

} // namespace

ProducerState stateOf(const ProducerPicture &producer)
{
    if (producer.waitsForRoom)
        return ProducerState::Waiting;
    return producer.idleFor < recordingFor ? ProducerState::Recording : ProducerState::Idle;
}

SessionPhase phaseOf(const QueueSnapshot &queue)
{
    return queue.flusher == FlusherState::Ended ? SessionPhase::Ended : SessionPhase::Recorded;
}

ProducerLine producerLine(const ProducerPicture &producer, SessionPhase phase)
{
    ProducerLine line;
    line.number = producer.number;
    line.state = phase == SessionPhase::Ended ? ProducerState::Ended : stateOf(producer);
    line.name = producer.number == 0 ? tr("Others") : tr("Producer %1").arg(numberText(producer.number));
    line.doing = doingText(producer, line.state);
    line.count = numberText(producer.recorded);
    line.sentence = sentenceOf(producer, line);
    return line;
}

ProducerLines producerLines(
    const std::vector<ProducerPicture> &producers, std::size_t most, SessionPhase phase)
{
    const std::size_t whole
        = producers.size() <= most ? producers.size() : std::max<std::size_t>(most, 1) - 1;
    ProducerLines result;
    for (std::size_t i = 0; i < whole; ++i)
        result.lines.push_back(producerLine(producers[i], phase));
    if (whole < producers.size())
        result.others = othersText(producers.data() + whole, producers.data() + producers.size(), whole == 0);
    return result;
}

QString lockText(const LockPicture &lock, Nanos heldFor)
{
    const QString state = tr("Lock: %1").arg(holderText(lock.holder));
    if (lock.holder == LockPicture::Holder::Nobody || heldFor <= Nanos{0})
        return state;
    return tr("%1 for at least %2").arg(state, durationText(heldFor));
}

QString lockCountersText(const LockPicture &lock)
{
    QStringList parts{
        lock.waiters == 1 ? tr("1 waits") : tr("%1 wait").arg(numberText(lock.waiters)),
        tr("contended %1×").arg(numberText(lock.contended)),
    };
    if (lock.contended > 0)
        parts << tr("longest wait %1").arg(durationText(lock.longestWait));
    return parts.join(QStringLiteral(" · "));
}

QString batchText(const Ledger &ledger)
{
    QStringList parts;
    if (ledger.inFlight > 0)
        parts << (ledger.inFlight == 1 ? tr("1 event") : tr("%1 events").arg(numberText(ledger.inFlight)));
    if (ledger.inDoubt > 0)
        parts << tr("%1 in doubt").arg(numberText(ledger.inDoubt));
    return parts.isEmpty() ? tr("nothing") : parts.join(QStringLiteral(" · "));
}

QString flusherText(const QueueSnapshot &queue)
{
    QString text = flusherStateText(queue.flusher);
    if (queue.attempt > 0)
        text += tr(", attempt %1").arg(numberText(queue.attempt));
    if (queue.backOffUntil && *queue.backOffUntil > queue.time)
        text += tr(", again in %1").arg(durationText(*queue.backOffUntil - queue.time));
    return text;
}

QString flushNameText(const QueueSnapshot &queue)
{
    return queue.flushes == 0 ? tr("No flush yet") : tr("Flush %1").arg(numberText(queue.flushes));
}

QString typeCountsText(const TypeCounts &counts)
{
    QStringList parts;
    for (const EventType type : allEventTypes) {
        if (const std::uint32_t count = counts[static_cast<std::size_t>(type)]; count > 0)
            parts << QStringLiteral("%1 %2").arg(eventTypeText(type), numberText(count));
    }
    return parts.join(QStringLiteral(", "));
}

QString cellText(const QueueCell &cell, std::size_t first, std::size_t capacity)
{
    const QString types = typeCountsText(cell.byType);
    if (cell.places == 1) {
        const QString what = cell.filled == 0 ? tr("free") : types;
        return tr("Place %1 of %2: %3").arg(numberText(first + 1), numberText(capacity), what);
    }
    const QString filled = tr("Places %1 to %2 of %3: %4 filled")
                               .arg(numberText(first + 1), numberText(first + cell.places),
                                   numberText(capacity), numberText(cell.filled));
    if (types.isEmpty())
        return filled;
    std::uint32_t seen = 0;
    for (const std::uint32_t count : cell.byType)
        seen += count;
    return seen == cell.filled ? QStringLiteral("%1\n%2").arg(filled, types)
                               : tr("%1\nof %2 that were looked at: %3").arg(filled, numberText(seen), types);
}

QString policyLineText(const QueueSnapshot &queue)
{
    return policyLineTexts(queue).front();
}

QStringList policyLineTexts(const QueueSnapshot &queue)
{
    const QString policy = policyText(queue.policy);
    if (queue.ledger.droppedInAll() == 0)
        return {policy};
    QStringList reasons;
    for (const DropReason reason : allDropReasons) {
        if (queue.ledger.dropsFor(reason) > 0)
            reasons << dropReasonText(reason);
    }
    const QString dropped = tr("dropped %1").arg(numberText(queue.ledger.droppedInAll()));
    return {tr("%1 · %2 (%3)").arg(policy, dropped, reasons.join(QStringLiteral(", "))),
        QStringLiteral("%1 · %2").arg(policy, dropped), dropped};
}

QString pictureText(const QueuePicture &picture, const QueueRates::Rates &rates, Nanos heldFor)
{
    const QueueSnapshot &queue = picture.queue;
    const QString inFlight = typeCountsText(picture.inFlight);
    const QStringList sentences{
        tr("Queue: %1 of %2, high-water mark %3, %4.")
            .arg(numberText(queue.depth), numberText(queue.capacity), numberText(queue.highWater),
                policyLineText(queue)),
        tr("In %1, out %2.").arg(rateText(rates.in), rateText(rates.out)),
        tr("In flight: %1%2.")
            .arg(batchText(queue.ledger),
                inFlight.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(inFlight)),
        tr("Flusher: %1.").arg(flusherText(queue)),
        QStringLiteral("%1, %2.").arg(lockText(picture.lock, heldFor), lockCountersText(picture.lock)),
        producersText(picture.producers, phaseOf(queue)),
    };
    return sentences.join(QLatin1Char(' '));
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/life_line_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LifeLineText)
};

/// Walks through the life in order and notes each moment and the stretch before it.
class Walk
{
public:
    explicit Walk(const LifeLine &line)
        : m_line(line)
    { }

    LifeLineText text();

private:
    void step(const QString &name, std::optional<Timestamp> time, const QString &note,
        std::optional<std::uint64_t> flush = {});
    void reach(LifeState state, Timestamp time);
    void addQueue();
    void addFlush(const FlushRecord &flush);
    void addTry(const FlushRecord &flush, std::uint32_t number, const FlushAttempt &attempt);
    void addAcknowledged();
    Nanos timeIn(LifeState state) const;
    QString summary() const;

    const LifeLine &m_line;
    LifeLineText m_text;
    std::optional<Timestamp> m_last; ///< the last moment that is known
    bool m_wasSent = false;
};

void Walk::reach(LifeState state, Timestamp time)
{
    if (m_last && time > *m_last) {
        const Nanos length = time - *m_last;
        if (!m_text.spans.empty() && m_text.spans.back().state == state)
            m_text.spans.back().length += length;
        else
            m_text.spans.push_back({state, length});
    }
    m_last = m_last ? std::max(*m_last, time) : time;
}

void Walk::step(const QString &name, std::optional<Timestamp> time, const QString &note,
    std::optional<std::uint64_t> flush)
{
    LifeStep step;
    step.name = name;
    step.time = time ? clockText(*time) : unknownText();
    step.after = time && m_last ? durationText(*time - *m_last) : unknownText();
    step.note = note;
    step.flush = flush;
    m_text.steps.push_back(step);
}

void Walk::addQueue()
{
    const QString notOurs
        = Words::tr("not known: received from an SDK, or recorded by an earlier run or version");
    step(Words::tr("Created"), m_line.created, Words::tr("its start, by its own word"));
    m_last = m_line.created;
    step(Words::tr("Enqueued"), m_line.enqueued, m_line.enqueued ? QString() : notOurs);
    if (m_line.enqueued)
        reach(LifeState::BeforeQueue, *m_line.enqueued);
    const QString notTaken = m_line.enqueued ? Words::tr("still in the queue, or not told yet") : notOurs;
    step(Words::tr("Taken"), m_line.taken, m_line.taken ? QString() : notTaken);
    if (m_line.taken)
        reach(m_line.enqueued ? LifeState::Queued : LifeState::Elsewhere, *m_line.taken);
}

void Walk::addTry(const FlushRecord &flush, std::uint32_t number, const FlushAttempt &attempt)
{
    const QString name
        = Words::tr("Sent, flush %1, attempt %2").arg(numberText(flush.sequence), numberText(number));
    QStringList note;
    if (attempt.httpStatus != 0)
        note << Words::tr("HTTP %1").arg(attempt.httpStatus);
    note << flushOutcomeText(attempt.outcome);
    if (attempt.ended > attempt.began)
        note << Words::tr("took %1").arg(durationText(attempt.ended - attempt.began));
    if (!attempt.message.empty())
        note << toQt(attempt.message);
    step(name, attempt.began, note.join(QStringLiteral(" · ")), flush.sequence);
    reach(m_wasSent        ? LifeState::BetweenTries
            : m_line.taken ? LifeState::BeforeSending
                           : LifeState::Elsewhere,
        attempt.began);
    reach(LifeState::Sending, attempt.ended);
    m_wasSent = true;
}

void Walk::addFlush(const FlushRecord &flush)
{
    std::vector<FlushAttempt> tries = flush.tries;
    if (tries.empty()) // an old store keeps only the sum of them
        tries.push_back({flush.started, flush.ended, flush.httpStatus, flush.outcome, flush.message});
    const std::uint32_t all = std::max(flush.attempts, static_cast<std::uint32_t>(tries.size()));
    std::uint32_t number = all - static_cast<std::uint32_t>(tries.size());
    if (number > 0 && !flush.tries.empty())
        step(
            Words::tr("Sent, flush %1, attempts 1 to %2").arg(numberText(flush.sequence), numberText(number)),
            std::nullopt, Words::tr("not kept: only the last %1 are").arg(numberText(tries.size())),
            flush.sequence);
    else if (flush.tries.empty())
        number = std::max(all, 1U) - 1;
    for (const FlushAttempt &attempt : tries)
        addTry(flush, ++number, attempt);
}

void Walk::addAcknowledged()
{
    const std::optional<Timestamp> time = m_line.acknowledged();
    const auto delivered = std::ranges::find(m_line.flushes, FlushOutcome::Delivered, &FlushRecord::outcome);
    if (!time || delivered == m_line.flushes.end()) {
        const QString why = m_line.flushes.empty() ? Words::tr("no flush that carried it is known")
                                                   : Words::tr("no good answer was read");
        step(Words::tr("Acknowledged"), std::nullopt, why);
        return;
    }
    const QString status
        = delivered->httpStatus == 0 ? QString() : Words::tr("HTTP %1 · ").arg(delivered->httpStatus);
    step(Words::tr("Acknowledged"), time,
        status + Words::tr("delivered by flush %1").arg(numberText(delivered->sequence)),
        delivered->sequence);
    reach(LifeState::Elsewhere, *time);
}

Nanos Walk::timeIn(LifeState state) const
{
    Nanos sum{0};
    for (const LifeSpan &span : m_text.spans)
        sum += span.state == state ? span.length : Nanos{0};
    return sum;
}

QString Walk::summary() const
{
    const std::optional<Timestamp> time = m_line.acknowledged();
    QStringList parts;
    for (const LifeState state : {LifeState::Queued, LifeState::BeforeSending, LifeState::Sending,
             LifeState::BetweenTries, LifeState::Elsewhere}) {
        if (const Nanos length = timeIn(state); length > Nanos{0})
            parts << QStringLiteral("%1 %2").arg(lifeStateText(state), durationText(length));
    }
    const QString states = parts.join(QStringLiteral(", "));
    if (!time)
        return states.isEmpty() ? Words::tr("Not acknowledged")
                                : Words::tr("Not acknowledged: %1").arg(states);
    if (!m_line.enqueued)
        return Words::tr("Acknowledged; when it was enqueued is not known");
    return Words::tr("Acknowledged %1 after it was enqueued: %2")
        .arg(durationText(*time - *m_line.enqueued), states);
}

LifeLineText Walk::text()
{
    addQueue();
    for (const FlushRecord &flush : m_line.flushes)
        addFlush(flush);
    addAcknowledged();
    m_text.summary = summary();
    return std::move(m_text);
}

} // namespace

QString lifeStateText(LifeState state)
{
    switch (state) {
    case LifeState::BeforeQueue:
        return Words::tr("before the queue");
    case LifeState::Queued:
        return Words::tr("in the queue");
    case LifeState::BeforeSending:
        return Words::tr("waiting to be sent");
    case LifeState::Sending:
        return Words::tr("being sent");
    case LifeState::BetweenTries:
        return Words::tr("waiting to be sent again");
    case LifeState::Elsewhere:
        break;
    }
    return Words::tr("not known");
}

LifeLineText lifeLineText(const LifeLine &line)
{
    return Walk(line).text();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/watchdog.h"

#include <algorithm>

namespace sluice {

namespace {

Millis lastingSince(SteadyTime since, SteadyTime now)
{
    return std::chrono::floor<Millis>(now - since);
}

std::string sessionName(const SessionId &id)
{
    return "session " + id.text().substr(0, 8);
}

/// The terms of the ledger that only the flusher moves.
Ledger flusherTerms(const Ledger &ledger)
{
    Ledger terms;
    terms.delivered = ledger.delivered;
    terms.inFlight = ledger.inFlight;
    terms.inDoubt = ledger.inDoubt;
    terms.spooled = ledger.spooled;
    terms.refused = ledger.refused;
    terms.dropsFor(DropReason::EncodeError) = ledger.dropsFor(DropReason::EncodeError);
    terms.dropsFor(DropReason::SpoolFull) = ledger.dropsFor(DropReason::SpoolFull);
    return terms;
}

bool isBackingOff(const QueueSnapshot &queue)
{
    return queue.flusher == FlusherState::BackingOff && queue.backOffUntil
        && *queue.backOffUntil > queue.time;
}

bool hasWork(const QueuePicture &picture)
{
    const QueueSnapshot &queue = picture.queue;
    if (queue.flusher == FlusherState::Ended || isBackingOff(queue))
        return false;
    if (queue.depth + queue.ledger.inFlight + queue.ledger.inDoubt + queue.ledger.spooled == 0)
        return false;
    return picture.flusher.hasWork || queue.flusher == FlusherState::BackingOff;
}

std::string eventsText(const QueueSnapshot &queue)
{
    const std::uint64_t taken = queue.ledger.inFlight + queue.ledger.inDoubt;
    std::string text
        = taken > 0 ? std::to_string(taken) + (taken == 1 ? " event" : " events") : std::string();
    if (queue.depth > 0)
        text += (text.empty() ? "" : ", ") + std::to_string(queue.depth) + " queued";
    return text.empty() ? std::to_string(queue.ledger.spooled) + " in the spool" : text;
}

std::string waitText(const QueueSnapshot &queue, Millis lasting)
{
    const std::string time = lastingText(lasting);
    switch (queue.flusher) {
    case FlusherState::Sending:
        return "the flusher has waited " + time + " for the server's answer, attempt "
            + std::to_string(queue.attempt);
    case FlusherState::Encoding:
        return "the flusher has been encoding for " + time;
    case FlusherState::BackingOff:
        return "the flusher's back-off ended " + time + " ago and it has sent nothing since, attempt "
            + std::to_string(queue.attempt);
    case FlusherState::Idle:
    case FlusherState::Napping:
    case FlusherState::Ended:
        break;
    }
    return "the flusher has taken nothing for " + time;
}

const char *holderText(LockPicture::Holder holder)
{
    switch (holder) {
    case LockPicture::Holder::Producer:
        return "a producer";
    case LockPicture::Holder::Flusher:
        return "the flusher";
    case LockPicture::Holder::Other:
    case LockPicture::Holder::Nobody:
        break;
    }
    return "another thread";
}

} // namespace

std::string_view wireName(Alarm::Kind kind)
{
    return kind == Alarm::Kind::LockHeld ? "lock_held" : "no_progress";
}

std::string lastingText(Millis lasting)
{
    if (lasting < Millis(1'000))
        return std::to_string(lasting.count()) + " ms";
    const auto tenths = lasting.count() / 100;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
}

std::vector<Alarm> Watchdog::look(
    SteadyTime now, const std::vector<WorkerSign> &workers, const std::vector<QueuePicture> &queues)
{
    skipGap(now);
    std::vector<Alarm> alarms;
    const auto add = [&alarms](std::optional<Alarm> alarm) {
        if (alarm)
            alarms.push_back(std::move(*alarm));
    };
    for (const WorkerSign &worker : workers)
        add(lookAtWorker(now, worker));
    for (const QueuePicture &picture : queues) {
        add(lookAtFlusher(now, picture));
        add(lookAtLock(now, picture));
    }
    m_workers.next();
    m_flushers.next();
    m_locks.next();
    return alarms;
}

void Watchdog::skipGap(SteadyTime now)
{
    if (m_lastLook && now - *m_lastLook > longestGap) {
        const auto gap = now - *m_lastLook;
        m_workers.skip(gap);
        m_flushers.skip(gap);
        m_locks.skip(gap);
    }
    m_lastLook = now;
}

std::optional<Alarm> Watchdog::lookAtWorker(SteadyTime now, const WorkerSign &worker)
{
    const SteadyTime since = m_workers.since(worker.name, {worker.hasWork, worker.turns}, now);
    const Millis lasting = lastingSince(since, now);
    if (!worker.hasWork || lasting < noProgressAfter)
        return std::nullopt;
    return Alarm{Alarm::Kind::NoProgress, worker.name, lasting,
        "the " + worker.name + " has made no progress for " + lastingText(lasting) + ": it " + worker.doing};
}

std::optional<Alarm> Watchdog::lookAtFlusher(SteadyTime now, const QueuePicture &picture)
{
    const QueueSnapshot &queue = picture.queue;
    const bool works = hasWork(picture);
    const FlusherMark mark{works, picture.flusher.turns, queue.flusher, queue.attempt, queue.flushes,
        flusherTerms(queue.ledger)};
    SteadyTime since = m_flushers.since(queue.session.text(), mark, now);
    const bool stillInBackOff = queue.flusher == FlusherState::BackingOff && queue.backOffUntil;
    if (works && stillInBackOff)
        since = std::max(since, now - (queue.time - *queue.backOffUntil));
    const Millis lasting = lastingSince(since, now);
    if (!works || lasting < noProgressAfter)
        return std::nullopt;
    return Alarm{Alarm::Kind::NoProgress, "session " + queue.session.text(), lasting,
        sessionName(queue.session) + ": " + waitText(queue, lasting) + ", " + eventsText(queue)};
}

std::optional<Alarm> Watchdog::lookAtLock(SteadyTime now, const QueuePicture &picture)
{
    const LockPicture &lock = picture.lock;
    const bool held = lock.holder != LockPicture::Holder::Nobody;
    const SteadyTime since = m_locks.since(picture.queue.session.text(), {held, lock.turn}, now);
    const Millis lasting = lastingSince(since, now);
    if (!held || now - since <= lockHeldAfter)
        return std::nullopt;
    std::string text = sessionName(picture.queue.session) + ": " + holderText(lock.holder)
        + " has held the queue's lock for " + lastingText(lasting);
    if (lock.waiters > 0)
        text += ", " + std::to_string(lock.waiters) + (lock.waiters == 1 ? " thread waits" : " threads wait")
            + " for it";
    return Alarm{Alarm::Kind::LockHeld, "session " + picture.queue.session.text(), lasting, text};
}

} // namespace sluice

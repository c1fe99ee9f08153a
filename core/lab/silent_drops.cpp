// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/silent_drops.h"

#include "core/lab/deadlock_lab.h"

#include <algorithm>

namespace sluice {

namespace {

/// The queue as the worker finds it at the times at which it looks.
class Backlog
{
public:
    Backlog(const BatchProcessor &processor, std::uint64_t events)
        : m_processor(processor)
        , m_events(events)
    { }

    /// When the program has recorded its last event.
    Micros loopEnd() const { return m_processor.recordTime * static_cast<std::int64_t>(m_events); }
    /// When its n-th event from now on comes; after loopEnd() when there are not so many.
    Micros whenNext(std::uint64_t n) const
    {
        return m_processor.recordTime * static_cast<std::int64_t>(m_came + n);
    }

    void moveTo(Micros now)
    {
        const auto came = static_cast<std::uint64_t>(now / m_processor.recordTime);
        const std::uint64_t fresh = std::min(came, m_events) - m_came;
        m_came += fresh;
        m_depth = std::min<std::uint64_t>(m_depth + fresh, m_processor.queueSize);
    }

    std::uint64_t depth() const { return m_depth; }
    std::uint64_t take()
    {
        const std::uint64_t batch = std::min<std::uint64_t>(m_depth, m_processor.batch);
        m_depth -= batch;
        return batch;
    }

private:
    const BatchProcessor &m_processor;
    const std::uint64_t m_events;
    std::uint64_t m_came = 0;
    std::uint64_t m_depth = 0;
};

/// When the worker, which found fewer than a batch, looks again: at a full batch, at its delay's end, or when
/// the program ends its session.
Micros nextLook(const Backlog &backlog, const BatchProcessor &processor, Micros now)
{
    const Micros full = backlog.whenNext(processor.batch - backlog.depth());
    return std::min({full, now + processor.scheduleDelay, backlog.loopEnd()});
}

} // namespace

std::uint64_t arriving(const BatchProcessor &processor, std::uint64_t events)
{
    Backlog backlog(processor, events);
    const Micros loopEnd = backlog.loopEnd();
    std::uint64_t sent = 0;
    Micros now{0};
    while (now < loopEnd) {
        if (backlog.depth() < processor.batch) {
            now = nextLook(backlog, processor, now);
            backlog.moveTo(now);
        }
        if (now >= loopEnd)
            break;
        sent += backlog.take();
        now += processor.exportTime + processor.serverTime;
        backlog.moveTo(now);
    }
    for (; backlog.depth() > 0 && now < loopEnd + processor.flushTimeout;
         now += processor.exportTime + processor.serverTime)
        sent += backlog.take();
    return processor.refuses ? 0 : sent;
}

std::vector<SilentDropCase> silentDropCases(std::uint64_t events)
{
    BatchProcessor atOnce;
    BatchProcessor slow;
    slow.serverTime = std::chrono::seconds(4);
    BatchProcessor refusing;
    refusing.refuses = true;
    return {
        {"answers at once", events, arriving(atOnce, events), 2'550, events},
        {"answers after 4 s", events, arriving(slow, events), 75, events},
        {"answers 503", events, arriving(refusing, events), 0, events},
    };
}

} // namespace sluice

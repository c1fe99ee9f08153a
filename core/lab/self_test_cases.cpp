// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the self-test claims and tries.

#include "core/base/mutex.h"
#include "core/lab/self_test.h"
#include "core/lab/self_test_bench.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace sluice {

namespace {

using Outcome = SelfTestCase::Outcome;

std::string timeText(Micros time)
{
    return time < Micros(1) ? "less than 1 µs" : std::to_string(time.count()) + " µs";
}

/// What calls from inside callbacks came to. thread: any; each session's flusher has its own callbacks.
class Inside
{
public:
    void add(std::string_view where, bool wanted, Micros took) EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_callbacks.emplace(where);
        ++m_calls;
        m_asWanted += wanted ? 1U : 0U;
        m_longest = std::max(m_longest, took);
    }

    std::uint64_t calls() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        return m_calls;
    }

    bool isGood() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        return m_calls > 0 && m_asWanted == m_calls && m_longest < CallTime::atOnce;
    }

    std::string sentence(const std::string &outcome) const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        std::string names;
        for (const std::string &name : m_callbacks)
            names += (names.empty() ? "" : ", ") + name;
        return std::to_string(m_asWanted) + " of " + std::to_string(m_calls)
            + (m_calls == 1 ? " call " : " calls ") + outcome + " (from "
            + (names.empty() ? "no callback" : names) + "); the longest took " + timeText(m_longest);
    }

private:
    mutable Mutex m_mutex;
    std::set<std::string, std::less<>> m_callbacks GUARDED_BY(m_mutex);
    std::uint64_t m_calls GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_asWanted GUARDED_BY(m_mutex) = 0;
    Micros m_longest GUARDED_BY(m_mutex){0};
};

/// A session that callbacks may see: nothing before it is told. thread: any.
class SharedSession
{
public:
    void tell(RecordingSession &session) { m_session = &session; }

    /// Returns when no callback has it any more.
    void takeBack()
    {
        m_session = nullptr;
        for (unsigned users = m_users; users != 0; users = m_users)
            m_users.wait(users);
    }

    enum class Times { Once, Always };
    /// Does `what` with the session, if there is one.
    template <typename What>
    void use(Times times, What what)
    {
        ++m_users;
        if (RecordingSession *session = times == Times::Once ? m_session.exchange(nullptr) : m_session.load())
            what(*session);
        if (--m_users == 0)
            m_users.notify_all();
    }

private:
    std::atomic<RecordingSession *> m_session{nullptr};
    std::atomic<unsigned> m_users{0};
};

Outcome recordsInside(bool intoAnother)
{
    constexpr std::size_t events = 100;
    Inside inside;
    SharedSession target;
    SelfTestBench bench([&](std::string_view where) {
        target.use(SharedSession::Times::Always, [&](RecordingSession &session) {
            const CallTime time;
            const RecordOutcome outcome = session.record(ActionEvent{.actionType = "inside"});
            inside.add(where, outcome == RecordOutcome::DroppedReentrant, time.elapsed());
        });
    });
    const auto session = bench.start();
    const auto other = bench.start();
    target.tell(intoAnother ? *other : *session);
    SelfTestBench::record(*session, events);
    const DrainReport flushed = session->flush(SelfTestBench::patience);
    target.takeBack();
    session->end(EndState::Success);
    other->end(EndState::Success);
    const Ledger told = intoAnother ? other->ledger() : session->ledger();
    const Ledger sent = session->ledger();
    const bool counted = told.dropsFor(DropReason::Reentrant) == inside.calls();
    const bool good = inside.isGood() && flushed.complete && counted && sent.delivered == events
        && sent.balances() && told.balances();
    return {good, inside.sentence("were dropped as reentrant") + "; " + ledgerSentence(told)};
}

Outcome drainsInside(bool ends)
{
    constexpr std::size_t events = 10;
    Inside inside;
    SharedSession target;
    SelfTestBench bench([&](std::string_view where) {
        if (where != "flushStarted")
            return;
        target.use(SharedSession::Times::Once, [&](RecordingSession &session) {
            const CallTime time;
            const DrainReport report = ends ? session.end(EndState::Success, "self-test", CallTime::offered)
                                            : session.flush(CallTime::offered);
            inside.add(where, !report.complete, time.elapsed());
        });
    });
    const auto session = bench.start();
    target.tell(*session);
    const std::size_t accepted = SelfTestBench::record(*session, events);
    const DrainReport flushed = session->flush(SelfTestBench::patience);
    const DrainReport ended = session->end(EndState::Success);
    const Ledger &ledger = ended.ledger;
    const bool good = inside.isGood() && flushed.complete && ended.complete && ledger.delivered == accepted
        && ledger.balances();
    return {good,
        inside.sentence("came back incomplete") + " of the 10 s that it was given; the session's end is "
            + (ended.complete ? "known" : "not known: " + ended.message) + "; " + ledgerSentence(ledger)};
}

/// All that a callback may ask a session for.
bool asksEverything(RecordingSession &session)
{
    session.addTags({"inside"});
    session.createAgent("inside");
    const bool limits = session.setLimits(QueueLimits{}).ok();
    return limits && session.snapshot().ledger.balances() && session.ledger().balances()
        && !session.isEnded();
}

Outcome looksInside()
{
    Inside inside;
    SharedSession target;
    SelfTestBench bench([&](std::string_view where) {
        if (!where.starts_with("flush"))
            return;
        target.use(SharedSession::Times::Always, [&](RecordingSession &session) {
            const CallTime time;
            const bool answered = asksEverything(session);
            inside.add(where, answered, time.elapsed());
        });
    });
    const auto session = bench.start();
    target.tell(*session);
    SelfTestBench::record(*session, SelfTestBench::capacity);
    session->flush(SelfTestBench::patience);
    target.takeBack();
    const DrainReport ended = session->end(EndState::Success);
    const bool good = inside.isGood() && ended.complete && ended.ledger.balances();
    return {good, inside.sentence("were answered") + "; " + ledgerSentence(ended.ledger)};
}

Outcome recordsEvent100()
{
    SelfTestBench bench;
    bench.server.close();
    const auto session = bench.start();
    const CallTime time;
    const std::size_t accepted = SelfTestBench::record(*session, SelfTestBench::capacity);
    const Micros took = time.elapsed();
    bench.server.open();
    const DrainReport ended = session->end(EndState::Success);
    const bool good = accepted == SelfTestBench::capacity && took < CallTime::atOnce && ended.complete
        && ended.ledger.delivered == accepted && ended.ledger.balances();
    return {good,
        std::to_string(accepted) + " events were taken in " + timeText(took)
            + " while the server was silent; " + ledgerSentence(ended.ledger)};
}

/// Looks until the queue is full and somebody waits for room. False: the deadline came first.
bool waitUntilFull(const RecordingSession &session)
{
    const CallTime time;
    while (time.elapsed() < SelfTestBench::patience) {
        const QueueSnapshot queue = session.snapshot();
        if (queue.depth == queue.capacity && queue.waiting > 0)
            return true;
        std::this_thread::yield();
    }
    return false;
}

Outcome flushesWhenFull()
{
    constexpr std::size_t eventsEach = 250;
    constexpr unsigned threads = 4;
    SelfTestBench bench;
    bench.server.close();
    const auto session = bench.start();
    std::atomic<std::size_t> accepted{0};
    std::atomic<unsigned> complete{0};
    std::vector<std::jthread> callers;
    for (unsigned i = 0; i < threads; ++i)
        callers.emplace_back([&] { accepted += SelfTestBench::record(*session, eventsEach); });
    const bool full = waitUntilFull(*session);
    for (unsigned i = 0; i < threads; ++i)
        callers.emplace_back([&] { complete += session->flush(SelfTestBench::patience).complete ? 1U : 0U; });
    bench.server.open();
    callers.clear();
    const DrainReport ended = session->end(EndState::Success);
    const bool good = full && complete == threads && accepted == threads * eventsEach && ended.complete
        && ended.ledger.delivered == accepted && ended.ledger.balances();
    return {good,
        std::string(full ? "The queue was full; " : "The queue was never full; ")
            + std::to_string(complete.load()) + " of " + std::to_string(threads) + " flushes were complete; "
            + ledgerSentence(ended.ledger)};
}

} // namespace

std::vector<SelfTestCase> selfTestCases()
{
    return {
        {"record() from inside a callback",
            "Each call is dropped as reentrant and counted, and comes back at once",
            [] { return recordsInside(false); }},
        {"record() into another session from inside a callback",
            "Each call is dropped as reentrant and counted, and comes back at once",
            [] { return recordsInside(true); }},
        {"flush() from inside a callback",
            "It comes back at once, incomplete; a flush from outside completes",
            [] { return drainsInside(false); }},
        {"end() from inside a callback", "It comes back at once, incomplete; the session then ends",
            [] { return drainsInside(true); }},
        {"Tags, agents, limits and counters from inside a callback", "Each call is answered at once",
            looksInside},
        {"Event 100 into a queue of 100, the server silent (AgentOps issue #439)",
            "record() takes all 100 at once, and all are delivered when the server answers", recordsEvent100},
        {"flush() from four threads while four others fill the queue",
            "Every flush is complete and every event delivered", flushesWhenFull},
    };
}

} // namespace sluice

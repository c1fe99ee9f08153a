// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_index.h"

#include "core/base/thread_name.h"
#include "core/store/sqlite_store.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <optional>

namespace sluice {

namespace {

/// Between two looks while events come one by one: many go into one transaction.
constexpr Millis gathering{250};
/// After an error; a disk that is full needs a person.
constexpr Millis untilTriedAgain{10'000};
/// As nice(1): whoever waits for a commit goes first.
constexpr int niceness = 10;

void yieldToOthers()
{
    // On Linux a thread has a niceness of its own. When it is refused, it runs as the others do.
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness));
}

} // namespace

SearchIndex::SearchIndex(const DataDir &dir, SqliteStore &store)
    : m_store(store)
    , m_bell(std::make_shared<CommitBell>())
    , m_intake(dir)
{
    m_store.setBell(m_bell);
    m_thread = std::jthread([this] {
        nameThisThread("search index");
        yieldToOthers();
        run();
    });
}

SearchIndex::~SearchIndex()
{
    m_store.setBell(nullptr);
    m_bell->silence();
}

SearchIndex::State SearchIndex::state() const
{
    MutexLock lock(m_mutex);
    return m_state;
}

void SearchIndex::run()
{
    bool goesOn = true;
    while (goesOn) {
        m_pulse.begin("takes events into the search index");
        const Result<SearchIntake::Progress> step = m_intake.step();
        publish(step);
        m_pulse.done();
        if (step && step->hasMore)
            goesOn = m_bell->waitUntil(SteadyTime{}) != CommitBell::News::Silenced;
        else
            goesOn = rest(step ? step->revision : 0, !step);
    }
}

/// False: it is to end.
bool SearchIndex::rest(std::uint64_t revision, bool hasFailed)
{
    m_pulse.rest("waits for commits");
    const SteadyTime until = std::chrono::steady_clock::now() + (hasFailed ? untilTriedAgain : gathering);
    if (m_bell->waitUntil(until) == CommitBell::News::Silenced)
        return false;
    return hasFailed || m_bell->waitForCommitAfter(revision, std::nullopt) != CommitBell::News::Silenced;
}

void SearchIndex::publish(const Result<SearchIntake::Progress> &step)
{
    MutexLock lock(m_mutex);
    if (!step) {
        m_state.trouble = step.error().message;
        return;
    }
    m_state.revision = step->revision;
    m_state.events = step->events;
    m_state.madeAnew += step->wasMadeAnew ? 1 : 0;
    m_state.trouble.clear();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_tale.h"

#include <utility>

namespace sluice {

std::string_view wireName(DeadlockStep::Kind kind)
{
    switch (kind) {
    case DeadlockStep::Kind::Append:
        return "append";
    case DeadlockStep::Kind::LockTaken:
        return "lock_taken";
    case DeadlockStep::Kind::LockAsked:
        return "lock_asked";
    case DeadlockStep::Kind::SelfDeadlock:
        return "self_deadlock";
    case DeadlockStep::Kind::FlushBegun:
        return "flush_begun";
    case DeadlockStep::Kind::Posted:
        return "posted";
    case DeadlockStep::Kind::Answered:
        return "answered";
    case DeadlockStep::Kind::LockLetGo:
        return "lock_let_go";
    case DeadlockStep::Kind::Ended:
        return "ended";
    case DeadlockStep::Kind::GaveUp:
        break;
    }
    return "gave_up";
}

DeadlockTale::DeadlockTale()
    : m_start(std::chrono::steady_clock::now())
{ }

void DeadlockTale::tell(Kind kind, const char *thread, std::uint64_t event, std::string text)
{
    MutexLock lock(m_mutex);
    m_runBegan = 0;
    if (m_steps.size() + 1 < mostSteps)
        add(kind, thread, event, std::move(text));
    else
        ++m_leftOut;
}

void DeadlockTale::appended(const char *thread, std::uint64_t event)
{
    MutexLock lock(m_mutex);
    const bool goesOn = m_runBegan > 0 && m_steps.back().thread == thread;
    if (!goesOn && m_steps.size() + 1 >= mostSteps) {
        m_runBegan = 0;
        ++m_leftOut;
        return;
    }
    if (!goesOn) {
        m_runBegan = event;
        add(Kind::Append, thread, event, "Event " + std::to_string(event) + " goes into the queue.");
        return;
    }
    m_steps.back().event = event;
    m_steps.back().text = "Events " + std::to_string(m_runBegan) + " to " + std::to_string(event)
        + " go into the queue, one record() each.";
}

void DeadlockTale::conclude(const char *thread, std::string text)
{
    MutexLock lock(m_mutex);
    m_runBegan = 0;
    if (m_leftOut > 0)
        text += " (Steps left out before this one: " + std::to_string(m_leftOut) + ".)";
    add(Kind::Ended, thread, 0, std::move(text));
}

Micros DeadlockTale::sinceStart() const
{
    return std::chrono::floor<Micros>(std::chrono::steady_clock::now() - m_start);
}

std::vector<DeadlockStep> DeadlockTale::steps() const
{
    MutexLock lock(m_mutex);
    return m_steps;
}

void DeadlockTale::add(Kind kind, const char *thread, std::uint64_t event, std::string text)
{
    m_steps.push_back({kind, sinceStart(), thread, event, std::move(text)});
}

} // namespace sluice

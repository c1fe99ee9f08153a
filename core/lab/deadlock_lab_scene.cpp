// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_scene.h"

namespace sluice {

void DeadlockScene::flushes()
{
    change(&State::flushing);
}

void DeadlockScene::isStuck()
{
    change(&State::stuck);
}

void DeadlockScene::isDone(Actor actor)
{
    switch (actor) {
    case Actor::Program:
        return change(&State::programDone);
    case Actor::Flusher:
        return change(&State::flusherDone);
    case Actor::Other:
        return change(&State::otherDone);
    }
}

void DeadlockScene::isOver()
{
    change(&State::over);
}

void DeadlockScene::stop()
{
    change(&State::stopped);
}

bool DeadlockScene::stopped() const
{
    return state().stopped;
}

bool DeadlockScene::stuck() const
{
    return state().stuck;
}

bool DeadlockScene::over() const
{
    const State now = state();
    return now.over || now.stopped;
}

void DeadlockScene::awaitFlush() const
{
    await([](const State &s) { return s.flushing || s.stuck || s.stopped; });
}

void DeadlockScene::awaitOther() const
{
    await([](const State &s) { return s.otherDone || s.stopped; });
}

bool DeadlockScene::awaitTimer(SteadyTime until) const
{
    return !await([](const State &s) { return s.stuck || s.over || s.stopped; }, until);
}

bool DeadlockScene::awaitFlusher(SteadyTime until) const
{
    return await([](const State &s) { return s.flusherDone || s.stopped; }, until);
}

void DeadlockScene::awaitOver() const
{
    await([](const State &s) { return s.over || s.stopped; });
}

void DeadlockScene::awaitOutcome() const
{
    await([](const State &s) {
        return s.programDone || s.stopped || (s.stuck && s.flusherDone && s.otherDone);
    });
}

DeadlockScene::State DeadlockScene::state() const
{
    MutexLock lock(m_mutex);
    return m_state;
}

void DeadlockScene::change(bool State::*flag)
{
    MutexLock lock(m_mutex);
    m_state.*flag = true;
    lock.unlock();
    m_changed.notifyAll();
}

bool DeadlockScene::await(Condition condition, std::optional<SteadyTime> until) const
{
    MutexLock lock(m_mutex);
    bool inTime = true;
    while (!condition(m_state) && inTime) {
        if (until)
            inTime = m_changed.waitUntil(m_mutex, *until);
        else
            m_changed.wait(m_mutex);
    }
    return condition(m_state);
}

} // namespace sluice

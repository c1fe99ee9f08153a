// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_lock.h"

#include <cassert>
#include <cerrno>
#include <ctime>

namespace sluice {

namespace {

/// pthread_mutex_clocklock would take the clock that never jumps, but clang's thread sanitizer does not know
/// it.
timespec wallTimeAfter(Millis patience)
{
    const Nanos end = std::chrono::system_clock::now().time_since_epoch() + patience;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(end);
    timespec time{};
    time.tv_sec = seconds.count();
    time.tv_nsec = Nanos(end - seconds).count();
    return time;
}

} // namespace

CheckedLock::CheckedLock(Kind kind)
{
    pthread_mutexattr_t attributes{};
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(
        &attributes, kind == Kind::ReEntrant ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&m_mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

CheckedLock::~CheckedLock()
{
    pthread_mutex_destroy(&m_mutex);
}

CheckedLock::Asked CheckedLock::ask(const char *who, Millis patience)
{
    const timespec end = wallTimeAfter(patience);
    switch (pthread_mutex_timedlock(&m_mutex, &end)) {
    case 0:
        ++m_depth;
        m_holder = who;
        return Asked::Taken;
    case EDEADLK:
        return Asked::SelfDeadlock;
    default:
        return Asked::NotInTime;
    }
}

void CheckedLock::letGo()
{
    if (--m_depth == 0)
        m_holder = nullptr;
    [[maybe_unused]] const int failed = pthread_mutex_unlock(&m_mutex);
    assert(failed == 0 && "who took it lets it go");
}

} // namespace sluice

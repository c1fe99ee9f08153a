// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/commit_bell.h"

#include <limits>
#include <utility>

namespace sluice {

void CommitBell::ring(std::uint64_t revision)
{
    {
        MutexLock lock(m_mutex);
        m_revision = revision;
    }
    m_rung.notifyAll();
}

void CommitBell::nudge()
{
    {
        MutexLock lock(m_mutex);
        m_isNudged = true;
    }
    m_rung.notifyAll();
}

void CommitBell::silence()
{
    {
        MutexLock lock(m_mutex);
        m_isSilent = true;
    }
    m_rung.notifyAll();
}

CommitBell::News CommitBell::waitForCommitAfter(std::uint64_t revision, std::optional<SteadyTime> until)
{
    MutexLock lock(m_mutex);
    bool inTime = true;
    while (!m_isSilent && !m_isNudged && m_revision <= revision && inTime) {
        if (until)
            inTime = m_rung.waitUntil(m_mutex, *until);
        else
            m_rung.wait(m_mutex);
    }
    if (m_isSilent)
        return News::Silenced;
    if (std::exchange(m_isNudged, false))
        return News::Nudged;
    return m_revision > revision ? News::Commit : News::Time;
}

CommitBell::News CommitBell::waitUntil(SteadyTime until)
{
    return waitForCommitAfter(std::numeric_limits<std::uint64_t>::max(), until);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// Tells one that works behind the writer that there was a commit. The writer rings it and goes on.
/// thread: any.
class CommitBell
{
public:
    /// Commit `revision` is done.
    void ring(std::uint64_t revision) EXCLUDES(m_mutex);
    /// Makes the wait that is under way return, or else the next one: there is other work than commits.
    void nudge() EXCLUDES(m_mutex);
    /// Ends every wait, from now on.
    void silence() EXCLUDES(m_mutex);

    enum class News { Commit, Time, Nudged, Silenced };
    /// Waits for a commit after `revision`, or until `until`. nullopt = as long as it takes.
    News waitForCommitAfter(std::uint64_t revision, std::optional<SteadyTime> until) EXCLUDES(m_mutex);
    /// Waits until `until`, whatever is committed.
    News waitUntil(SteadyTime until) EXCLUDES(m_mutex);

private:
    Mutex m_mutex;
    CondVar m_rung;
    std::uint64_t m_revision GUARDED_BY(m_mutex) = 0;
    bool m_isNudged GUARDED_BY(m_mutex) = false;
    bool m_isSilent GUARDED_BY(m_mutex) = false;
};

} // namespace sluice

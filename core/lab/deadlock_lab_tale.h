// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/lab/deadlock_lab.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// What happened in a run of the deadlock lab, step by step. thread: any.
class DeadlockTale
{
public:
    /// One of them is kept for conclude().
    static constexpr std::size_t mostSteps = 200;

    DeadlockTale();

    using Kind = DeadlockStep::Kind;
    void tell(Kind kind, const char *thread, std::uint64_t event, std::string text) EXCLUDES(m_mutex);
    /// An event like any other came in: one step with those before it.
    void appended(const char *thread, std::uint64_t event) EXCLUDES(m_mutex);
    /// The last step, for which there is always room; says how many were left out before it.
    void conclude(const char *thread, std::string text) EXCLUDES(m_mutex);

    Micros sinceStart() const;
    std::vector<DeadlockStep> steps() const EXCLUDES(m_mutex);

private:
    void add(Kind kind, const char *thread, std::uint64_t event, std::string text) REQUIRES(m_mutex);

    const SteadyTime m_start;
    mutable Mutex m_mutex;
    std::vector<DeadlockStep> m_steps GUARDED_BY(m_mutex);
    std::uint64_t m_runBegan GUARDED_BY(m_mutex) = 0; ///< first event of the run of appends; 0 = none is open
    std::size_t m_leftOut GUARDED_BY(m_mutex) = 0;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/disk_fault.h"
#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/model/store_trouble.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sluice {

/// What the writer met, for others to read. thread: any.
class TroubleBoard
{
public:
    /// What became of batches that were committed together, and what the disk said meanwhile.
    void note(const std::vector<Result<void>> &fates, DiskFault fault) EXCLUDES(m_mutex)
    {
        const auto failed = std::ranges::count_if(fates, [](const Result<void> &fate) { return !fate; });
        if (failed == 0 || fault == DiskFault::None)
            return;
        MutexLock lock(m_mutex);
        m_trouble.cause = fault;
        m_trouble.batches += static_cast<std::uint64_t>(failed);
    }

    StoreTrouble trouble() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        return m_trouble;
    }

private:
    mutable Mutex m_mutex;
    StoreTrouble m_trouble GUARDED_BY(m_mutex);
};

} // namespace sluice

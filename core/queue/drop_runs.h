// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/drop_run.h"

#include <array>
#include <cstdint>
#include <vector>

namespace sluice {

/// Gathers drops into runs: at most one run a reason each 10 ms. Bounded: when nobody takes the runs, the
/// last one of a reason grows instead. thread: none of its own; the queue's lock guards it.
class DropRuns
{
public:
    static constexpr Micros shortest{10'000};
    static constexpr std::size_t most = 1'024;

    DropRuns();

    void add(DropReason reason, Timestamp now, std::uint64_t count = 1);

    enum class Take { Finished, All };
    /// Finished leaves the runs that may still grow at `now`. The session's id is the caller's to fill in.
    std::vector<DropRun> take(Take what, Timestamp now);

    bool hasAny() const;

private:
    void close(DropRun &open);

    std::array<DropRun, dropReasonCount> m_open;
    std::vector<DropRun> m_closed; ///< its memory is reserved once
};

} // namespace sluice

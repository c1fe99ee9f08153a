// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/life_line.h"

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace sluice {

// What a recorded session's flusher took at once. thread: any.

struct Taking
{
    std::vector<Timestamp> enqueued; ///< not falling
    std::vector<const FlushRecord *> flushes; ///< borrowed
};

/// By the time at which they were taken; those whose time or flush is not known are left out.
std::map<Timestamp, Taking> takingsOf(
    std::span<const FlushContents> contents, std::span<const FlushRecord> flushes);

/// The queue's capacity, as far as drops show it: the largest taking of a session whose queue was full.
/// 0: not known.
std::size_t capacityOf(const std::map<Timestamp, Taking> &takings, std::span<const DropRun> drops);

/// When the queue was full and dropped what came: from the last event that got in to the taking. Empty: not
/// known, or it dropped the oldest instead, so that the last event that got in came after the drops.
struct FullStretch
{
    Timestamp from;
    Timestamp to;
};
std::vector<FullStretch> fullStretches(
    const std::map<Timestamp, Taking> &takings, std::span<const DropRun> drops);

/// When the events of a run were dropped: evenly over the stretches within it, or over all of it when there
/// are none.
std::vector<Timestamp> spread(const DropRun &run, std::span<const FullStretch> stretches);

} // namespace sluice

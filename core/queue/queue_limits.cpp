// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/queue_limits.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr std::size_t mostFlushDepth = 512;

Error outOfRange(const std::string &setting, const std::string &value, const std::string &expected)
{
    return {ErrorKind::Usage, setting + " is " + value + "; expected " + expected};
}

} // namespace

Result<void> QueueLimits::validate() const
{
    if (maxQueueSize < 1 || maxQueueSize > mostEvents)
        return outOfRange("max_queue_size", std::to_string(maxQueueSize), "1 to 1000000 events");
    if (maxQueueBytes < 1)
        return outOfRange("max_queue_bytes", "0", "at least 1 byte");
    if (maxWaitTime < Millis(1) || maxWaitTime > std::chrono::hours(1))
        return outOfRange("max_wait_time", std::to_string(maxWaitTime.count()) + " ms", "1 to 3600000 ms");
    if (blockDeadline && *blockDeadline < Millis(0))
        return outOfRange("block_deadline", std::to_string(blockDeadline->count()) + " ms", "0 ms or more");
    return {};
}

std::size_t QueueLimits::flushDepthOf(std::size_t capacity)
{
    return std::clamp<std::size_t>(capacity / 2, 1, mostFlushDepth);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/forward/forward_book.h"
#include "core/store/store_reader.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace sluice {

/// The events of one session that go on together. The next batch follows when each of these is decided, so
/// that no more than this is ever on its way, and the mark on disk never runs ahead of what arrived.
struct ForwardBatch
{
    static constexpr std::size_t mostEvents = 1'000;
    static constexpr std::size_t mostBytes = 1U << 20U; ///< of bodies; the last one may go beyond it

    std::vector<StoredEvent> events;
    ForwardMark next; ///< the mark when all of them are decided
    std::set<std::int64_t> open; ///< rows up to the mark that are announced and not ended: they wait
};

/// Reads what is to go on next: events that were replaced since the mark, then new ones, in the order of
/// their rows. An event that is announced waits until it has ended, or its session has. Each body is the
/// newest. `open`: the rows that wait already. thread: the reader's.
Result<ForwardBatch> readForwardBatch(
    StoreReader &reader, const ForwardMark &mark, std::set<std::int64_t> open, bool sessionHasEnded);

/// The rows up to the mark that are still open, for a session that is taken up again.
Result<std::set<std::int64_t>> openRowsOf(StoreReader &reader, const ForwardMark &mark);

} // namespace sluice

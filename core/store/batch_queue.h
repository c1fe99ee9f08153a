// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/store/store.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace sluice {

/// A batch that waits for its commit.
struct CommitRequest
{
    StoreBatch batch;
    Store::Done done;
};

/// Roughly what a batch holds in memory, without its pieces.
std::size_t bytesOf(const StoreBatch &batch);

/// Batches on their way to the writer, bounded by number and by bytes. A batch that is larger than the bound
/// passes when it is alone. thread: any may submit and drain; one takes.
class BatchQueue
{
public:
    struct Bounds
    {
        std::size_t batches = 1024;
        std::size_t bytes = std::size_t{64} << 20U;
        Millis wait{250}; ///< how long submit() waits for room
    };

    BatchQueue();
    explicit BatchQueue(const Bounds &bounds);

    /// Error (Limit): no room came in time. (Cancelled): closed.
    Result<void> submit(CommitRequest request) EXCLUDES(m_mutex);

    /// As submit(), but never waits: without room (Limit) `batch` is as it was, and `whenRoom` is called when
    /// the batches that are inside were taken, or after close(), by the thread that does so.
    Result<void> offer(StoreBatch &batch, Store::Done done, std::function<void()> whenRoom) EXCLUDES(m_mutex);

    /// Waits for batches and takes them all. Empty: `until` came first. nullopt: closed, and none is left.
    std::optional<std::vector<CommitRequest>> takeAll(std::optional<SteadyTime> until) EXCLUDES(m_mutex);

    /// The last batches taken are committed or have failed, and their callers were told.
    void finishTaken() EXCLUDES(m_mutex);

    /// Returns when all that was submitted before is finished.
    void drain() EXCLUDES(m_mutex);

    /// Takes no more; what is inside can still be taken.
    void close() EXCLUDES(m_mutex);

private:
    bool hasRoomFor(std::size_t bytes) const REQUIRES(m_mutex);
    Error noRoom() const REQUIRES(m_mutex);
    void put(CommitRequest request, std::size_t bytes) REQUIRES(m_mutex);

    const Bounds m_bounds; // Constant after construction
    Mutex m_mutex;
    CondVar m_work;
    CondVar m_room;
    CondVar m_finishedMore;
    std::vector<CommitRequest> m_waiting GUARDED_BY(m_mutex);
    std::size_t m_waitingBytes GUARDED_BY(m_mutex) = 0;
    std::vector<std::function<void()>> m_whenRoom GUARDED_BY(m_mutex);
    std::uint64_t m_submitted GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_taken GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_finished GUARDED_BY(m_mutex) = 0;
    bool m_closed GUARDED_BY(m_mutex) = false;
};

} // namespace sluice

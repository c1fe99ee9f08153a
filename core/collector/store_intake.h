// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/store/store.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

namespace sluice {

class CommitBox;

/// Hands batches to the store and never waits for it: what it has no room for is kept here, in the order in
/// which it came, until there is. AgentOps 0.3.13 takes a 503 for success, so that a slow disk must not
/// become one as long as memory allows. thread: the server's.
class StoreIntake
{
public:
    using Key = std::uint64_t;

    /// `commits` brings the store's words; the store outlives this.
    StoreIntake(Store &store, std::shared_ptr<CommitBox> commits);

    /// `mayWait` is asked when the batch has to wait, with the bytes that it holds. Error: the store takes no
    /// batch at all, or this one may not wait; else what becomes of it comes through `commits`.
    Result<void> give(Key key, StoreBatch batch, const std::function<bool(std::size_t)> &mayWait);

    /// The store has room: gives what waits. `refused` is told of each that it does not take for good.
    void giveWaiting(const std::function<void(Key, const Error &)> &refused);

private:
    struct Waiting
    {
        Key key;
        StoreBatch batch;
    };
    Result<void> offer(Key key, StoreBatch &batch);

    Store &m_store;
    const std::shared_ptr<CommitBox> m_commits;
    std::deque<Waiting> m_waiting;
    bool m_isFull = false; ///< the store said so, and will say when it is no more
};

} // namespace sluice

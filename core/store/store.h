// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/store_trouble.h"
#include "core/model/stored.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace sluice {

/// Where sessions are kept: the writing side. Other engines stand behind the same interface.
/// thread: any. Batches of one caller are committed in the order they were given.
class Store
{
public:
    /// Told once, on the writer's thread, after the commit or its failure. Must be quick and must not call
    /// the store; it may post to another thread.
    using Done = std::function<void(const Result<void> &)>;

    virtual ~Store() = default;

    /// Takes a batch. Waits for room in the writer's bounded queue at most 250 ms, then refuses (Limit).
    /// `done` is called only when the batch was taken.
    virtual Result<void> submit(StoreBatch batch, Done done) = 0;

    /// As submit(), but never waits, for a thread that serves many. Error (Limit): there is no room now, and
    /// `batch` is as it was; `whenRoom` is called once, as `done` is, when it is worth trying again. After
    /// any other outcome it is not.
    virtual Result<void> offer(StoreBatch &batch, Done done, std::function<void()> whenRoom) = 0;

    /// Returns after everything submitted before it was committed or had failed.
    virtual void drain() = 0;

    /// All tokens ever granted, for a collector that starts.
    virtual std::vector<TokenGrant> tokens() const = 0;

    /// Grows with each commit; look at it to learn that there may be something new.
    virtual std::uint64_t revision() const = 0;

    /// What kept batches from being committed: for people, who have to do something about it.
    virtual StoreTrouble trouble() const { return {}; }
};

} // namespace sluice

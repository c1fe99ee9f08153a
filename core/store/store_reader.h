// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/store/data_dir.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// A read-only connection to a store, in this process or another, while a writer may be at work. Never
/// writes, never checkpoints. thread: one at a time; each reading thread has its own.
class StoreReader
{
public:
    /// Error (NotFound): there is no store there yet; (Io), (Invalid) as SqliteStore::open().
    static Result<std::unique_ptr<StoreReader>> open(const DataDir &dir);
    ~StoreReader();
    StoreReader(const StoreReader &) = delete;
    StoreReader &operator=(const StoreReader &) = delete;

    /// The number of the last commit that this reader can see; works across processes.
    Result<std::uint64_t> revision();

    /// Sessions changed by commits after `revision`; 0 = all. Newest start first.
    Result<std::vector<SessionSummary>> sessionsChangedSince(std::uint64_t revision);

    /// nullopt: no such session. An unambiguous beginning of an id (8 characters or more) will do.
    Result<std::optional<SessionSummary>> session(const SessionId &id);

    /// At most `limit` heads in the order of their rows, of the rows after `afterRow`.
    Result<std::vector<EventHead>> eventHeads(
        const SessionId &session, std::int64_t afterRow, std::size_t limit);

    /// The event's JSON object as received; nullopt: no such row.
    Result<std::optional<StoredEvent>> event(const SessionId &session, std::int64_t row);

    /// Ids of all events of a session, in the order of their rows.
    Result<std::vector<EventId>> eventIds(const SessionId &session);

    Result<std::vector<Agent>> agents(const SessionId &session);
    Result<std::vector<FlushRecord>> flushes(const SessionId &session);
    Result<std::vector<DropRun>> drops(const SessionId &session);
    Result<std::vector<DepthSample>> depths(const SessionId &session);

private:
    class Impl;
    explicit StoreReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

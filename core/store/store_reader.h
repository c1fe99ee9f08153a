// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/overview.h"
#include "core/model/stored.h"
#include "core/store/data_dir.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// What is kept of a session for exports: JSON objects as they were received, empty when there was none.
struct SessionExtras
{
    std::string hostEnv;
    std::string sdkCounts;
};

/// A read-only connection to a store, in this process or another, while a writer may be at work. Never
/// writes, never checkpoints. thread: one at a time; each reading thread has its own.
class StoreReader
{
public:
    /// A store of an earlier version is read as it is: what it has no place for is absent. Error (NotFound):
    /// there is no store there yet; (Io), (Invalid) as SqliteStore::open().
    static Result<std::unique_ptr<StoreReader>> open(const DataDir &dir);
    ~StoreReader();
    StoreReader(const StoreReader &) = delete;
    StoreReader &operator=(const StoreReader &) = delete;

    /// Everything that `reads` reads is of one and the same commit. The log on disk cannot be emptied while
    /// it runs. Not to be nested.
    Result<void> atOneInstant(const std::function<Result<void>()> &reads);

    /// The number of the last commit that this reader can see; works across processes.
    Result<std::uint64_t> revision();

    /// Sessions changed by commits after `revision`; 0 = all. Newest start first.
    Result<std::vector<SessionSummary>> sessionsChangedSince(std::uint64_t revision);

    /// nullopt: no such session. An unambiguous beginning of an id (8 characters or more) will do; an
    /// ambiguous one is an Error (Invalid). The functions below want the whole id; an unknown one has
    /// nothing.
    Result<std::optional<SessionSummary>> session(const SessionId &id);

    Result<SessionExtras> extras(const SessionId &session);

    /// At most `limit` heads in the order of their rows, of the rows after `afterRow`.
    Result<std::vector<EventHead>> eventHeads(
        const SessionId &session, std::int64_t afterRow, std::size_t limit);

    /// Gives heads to `take`, in the order of their rows, of the rows after `afterRow`; at most `limit`.
    /// Returns how many. All are of one commit. No head allocates: over 2 million a second. Error
    /// (Cancelled): `take` returned false. `take` must not read from this reader.
    Result<std::size_t> eachHead(const SessionId &session, std::int64_t afterRow, std::size_t limit,
        const std::function<bool(const EventHeadView &)> &take);

    /// The same for heads that changed after they were new (the event was replaced, its parent came, its
    /// agent did, its facts were read), by commits after `mark`, which moves on; at most `limit`, in the
    /// order of their change. A head that eachHead() has yet to give may be among them: it has the larger
    /// row.
    Result<std::size_t> eachHeadChangedSince(const SessionId &session, ChangeMark &mark, std::size_t limit,
        const std::function<bool(const EventHeadView &)> &take);

    /// Gives the rows of events that got another body or agent by commits after `mark`, which moves on; at
    /// most `limit`, in the order of their change. Returns how many.
    Result<std::size_t> eachRowReplacedSince(const SessionId &session, ChangeMark &mark, std::size_t limit,
        const std::function<void(std::int64_t row)> &take);

    /// The event's JSON object as received; nullopt: no such row.
    Result<std::optional<StoredEvent>> event(const SessionId &session, std::int64_t row);

    /// The row of the event with this id; nullopt: the session has none.
    Result<std::optional<std::int64_t>> rowOf(const SessionId &session, const EventId &event);

    /// Gives every event to `take`, in the order of their rows, one in memory at a time. Error (Cancelled):
    /// `take` returned false.
    Result<void> eachEvent(const SessionId &session, const std::function<bool(const StoredEvent &)> &take);

    /// Ids of all events of a session, in the order of their rows.
    Result<std::vector<EventId>> eventIds(const SessionId &session);

    Result<std::vector<Agent>> agents(const SessionId &session);
    Result<std::vector<FlushRecord>> flushes(const SessionId &session);

    /// What each flush carried, in their order: 24 bytes an event in memory. A flush of a store of version 1
    /// has none.
    Result<std::vector<FlushContents>> flushContents(const SessionId &session);
    /// nullopt: not known.
    Result<std::optional<FlushContents>> contentsOf(const SessionId &session, std::uint64_t sequence);

    /// The stored events that a flush carried, in the order of its body; at most `limit`.
    Result<std::vector<EventHead>> eventsOfFlush(
        const SessionId &session, std::uint64_t sequence, std::size_t limit);

    /// Where the event of that row has been. A flush of which nothing came yet is not there. Milliseconds,
    /// also for a session of 1,000,000 events. Error (NotFound): no such row.
    Result<LifeLine> lifeLine(const SessionId &session, std::int64_t row);

    /// The burst lab's plan and result, a JSON object; nullopt: it is no run of the lab.
    Result<std::optional<std::string>> lab(const SessionId &session);

    /// What each model of its LLM calls was asked for, by name. Kept by the writer: reads no event.
    Result<std::vector<ModelUse>> modelUse(const SessionId &session);

    /// The sessions that started at `from` or later and before `to`, the earliest first, with what the writer
    /// keeps of them: all of one commit, no event is read.
    Result<std::vector<SessionFigures>> overview(Timestamp from, Timestamp to);

    Result<std::vector<DropRun>> drops(const SessionId &session);
    Result<std::vector<DepthSample>> depths(const SessionId &session);

private:
    class Impl;
    explicit StoreReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

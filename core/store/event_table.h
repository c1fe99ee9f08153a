// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/sqlite/statement.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace sluice {

class Connection;

/// Reads events. `key` is their session's; a session that is not there has no key. thread: its connection's.
class EventTable
{
public:
    explicit EventTable(Connection &connection);

    using TakeHead = std::function<bool(const EventHeadView &)>;
    /// As StoreReader's functions of the same names.
    Result<std::size_t> eachHead(
        std::int64_t key, std::int64_t afterRow, std::size_t limit, const TakeHead &take);
    Result<std::size_t> eachHeadChangedSince(
        std::int64_t key, ChangeMark &mark, std::size_t limit, const TakeHead &take);

    Result<std::size_t> eachRowReplacedSince(std::int64_t key, ChangeMark &mark, std::size_t limit,
        const std::function<void(std::int64_t row)> &take);

    /// At most `limit`, in the order of their rows, of the rows after `afterRow`.
    Result<std::vector<EventHead>> heads(std::int64_t key, std::int64_t afterRow, std::size_t limit);
    /// In the order of `ids`; what is not stored is left out. At most `limit`.
    Result<std::vector<EventHead>> headsOf(
        std::int64_t key, const std::vector<EventId> &ids, std::size_t limit);

    /// nullopt: no such row, or another session's.
    Result<std::optional<StoredEvent>> at(const SessionId &session, std::int64_t key, std::int64_t row);
    /// As at(), without the body, which can be of megabytes.
    struct Birth
    {
        EventId id;
        Timestamp start;
    };
    Result<std::optional<Birth>> birthOf(std::int64_t key, std::int64_t row);
    Result<std::optional<std::int64_t>> rowOf(std::int64_t key, const EventId &id);

    /// Error (Cancelled): `take` returned false.
    Result<void> each(
        const SessionId &session, std::int64_t key, const std::function<bool(const StoredEvent &)> &take);
    Result<std::vector<EventId>> ids(std::int64_t key);

private:
    Statement m_heads;
    Statement m_facts;
    Statement m_changedHeads;
    Statement m_replacedRows;
    Statement m_headOf;
    Statement m_rowOf;
    Statement m_birth;
    Statement m_events;
    Statement m_ids;
};

} // namespace sluice

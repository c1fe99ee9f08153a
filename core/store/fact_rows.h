// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

class Connection;

/// A row of event_facts as sums are made of it.
struct FactRow
{
    std::optional<std::int64_t> parent; ///< nullopt: the facts are not read yet; else as EventHead::parent
    std::uint64_t errors = 0; ///< stored errors under it
    EventFacts facts; ///< without parent and thread
};

/// The writing side of the table event_facts. thread: the writer's, within a transaction.
class FactRows
{
public:
    explicit FactRows(Connection &connection);

    /// nullopt: the event has no row.
    Result<std::optional<FactRow>> at(std::int64_t row);

    /// Of an event that has none.
    Result<void> add(std::int64_t row, std::int64_t session, const EventFacts &facts, std::int64_t parent,
        std::uint64_t errors);
    /// In place of what is there, if any; the errors stay. `revision` tells the head again, and the body too
    /// when it is another.
    enum class Body { Same, Other };
    Result<void> put(std::int64_t row, std::int64_t session, const EventFacts &facts, std::int64_t parent,
        std::uint64_t revision, Body body);

    /// One error more or less under the event in `row`. When that has no row here yet: its facts are read.
    enum class Facts { AreRead, AreNotRead };
    Result<void> countErrors(std::int64_t row, std::int64_t session, std::int64_t more, Facts facts);

    /// The event in `row` has another agent from `revision` on. When it has no row here yet: as
    /// countErrors().
    Result<void> tellAgain(std::int64_t row, std::int64_t session, std::uint64_t revision, Facts facts);

    /// What waits in the session for the event `parent`, and is of it from now on: heads told again by
    /// `revision`.
    struct Adopted
    {
        std::int64_t children = 0;
        std::uint64_t errors = 0; ///< of the children
    };
    Result<Adopted> adopt(
        std::int64_t session, const EventId &parent, std::int64_t row, std::uint64_t revision);

private:
    Statement m_at;
    Statement m_add;
    Statement m_put;
    Statement m_countErrors;
    Statement m_tellAgain;
    Statement m_waiting;
    Statement m_adopt;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/facts.h"
#include "core/base/result.h"
#include "core/sqlite/statement.h"
#include "core/store/event_writer.h"
#include "core/store/session_rows.h"

#include <cstddef>
#include <cstdint>

namespace sluice {

class Connection;

/// Reads the facts of events that an earlier version stored out of their bodies: the newest rows first, a
/// portion a transaction, so that opening an old store waits for nothing and new batches wait for one portion
/// at most. thread: the writer's, within a transaction.
class OldFacts
{
public:
    /// Some 10 ms on the machine of the figures in docs/design; a portion ends early at mostBytes of bodies.
    static constexpr std::size_t mostEvents = 1'000;
    static constexpr std::size_t mostBytes = std::size_t{4} << 20U;

    explicit OldFacts(Connection &connection);

    /// The next portion of the rows below `below`, as part of commit `revision`. Returns below what there is
    /// more to read; 0 = it was the last.
    Result<std::int64_t> readPortion(std::int64_t below, std::uint64_t revision);

private:
    Result<std::int64_t> readRows(std::int64_t below);

    SessionRows m_sessions;
    EventWriter m_events;
    FactsReader m_reader;
    Statement m_rows;
    Statement m_keepBelow;
};

} // namespace sluice

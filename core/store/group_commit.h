// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/sqlite/statement.h"
#include "core/store/batch_queue.h"
#include "core/store/batch_tables.h"
#include "core/store/old_facts.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sluice {

class Connection;

/// Commits batches that waited together in one transaction: one wait for the disk for all of them. Each has
/// its own fate: when one cannot be written, or the disk refuses them together, all are taken back and each
/// is tried by itself. That is rare; a savepoint around each batch would cost a tenth of every commit. A
/// batch in pieces is always by itself. thread: the writer's.
class GroupCommit
{
public:
    explicit GroupCommit(Connection &connection);

    /// Reads the number of the last commit.
    Result<void> start();

    /// What became of each request, in their order.
    std::vector<Result<void>> commit(std::span<const CommitRequest> requests);

    /// Events of an earlier version wait for their facts to be read.
    bool hasOldFacts() const { return m_oldFacts != nullptr; }
    /// Reads a portion of them in a commit of its own. When the disk refuses it, the rest waits until the
    /// store is opened again: no batch is to suffer from it.
    void commitOldFacts();

    /// The number of the last commit.
    std::uint64_t revision() const { return m_revision; }

private:
    Result<void> commitTogether(std::span<const CommitRequest> requests);

    Result<std::int64_t> readOldFacts();
    void setFactsBelow(std::int64_t row);

    Connection &m_connection;
    BatchTables m_tables;
    std::unique_ptr<OldFacts> m_oldFacts; ///< null: there are none
    std::int64_t m_factsBelow = 0;
    Statement m_numberCommit;
    SystemClock m_clock;
    std::uint64_t m_revision = 0;
};

} // namespace sluice

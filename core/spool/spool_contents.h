// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/quarantine.h"
#include "core/spool/spool.h"
#include "core/spool/spool_tables.h"
#include "core/sqlite/checkpoints.h"

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace sluice {

/// What a spool holds: its tables, bounded, and the counters that say how much is in them. The counters are
/// changed after a commit, so that they always agree with the disk. A body that is damaged when its turn
/// comes goes to the quarantine and counts as dropped. When the last body is gone the file shrinks. thread:
/// one at a time
class SpoolContents
{
public:
    SpoolContents(std::unique_ptr<SpoolTables> tables, std::uint64_t mostBytes, Quarantine quarantine);

    /// For adoption, before load().
    SpoolTables &tables() { return *m_tables; }

    /// Counts what is there, drops what is too much, and gives the sessions, oldest first.
    Result<std::vector<SpooledSession>> load();

    Result<void> putSession(const SpooledSession &session);
    Result<std::optional<SpooledSession>> session(const SessionId &id) { return m_tables->session(id); }
    Result<void> removeSession(const SessionId &id);
    Result<std::int64_t> put(const SpooledBody &body);
    Result<std::optional<SpooledBody>> oldest(const SessionId &id);
    Result<void> markInDoubt(std::int64_t row);
    Result<void> remove(std::int64_t row);
    Result<void> replace(std::int64_t row, const std::vector<SpooledBody> &parts);

    std::uint64_t takeDropped(const SessionId &id);
    std::uint64_t events(const SessionId &id) const;
    std::uint64_t bytes() const { return m_bytes; }

    /// Damaged bodies that were set aside.
    const std::vector<SpoolFinding> &findings() const { return m_quarantine.findings(); }

    /// See Spool::hurry().
    void hurry();

    /// Brings the log into the database. True: there is nothing in it, not even a note.
    bool finish();

private:
    /// So much may lie free in the file of an empty spool.
    static constexpr std::uint64_t mostFreeBytes = 16U << 20U;

    enum class Change { Added, Removed, Dropped };

    struct Counts
    {
        std::uint64_t events = 0;
        std::uint64_t dropped = 0; ///< since takeDropped()
    };

    /// Runs `steps` in a transaction; the changes that they note are counted when it is committed.
    Result<void> change(const std::function<Result<void>()> &steps);
    void count(Change what, const SpooledHead &head);
    Result<void> setAside(const SpooledBody &body);
    void shrinkWhenEmpty();

    // Parts of a change().
    Result<void> makeFit(std::uint64_t bytes);
    Result<bool> take(std::int64_t row);
    void note(Change what, const SpooledHead &head) { m_changes.emplace_back(what, head); }

    const std::unique_ptr<SpoolTables> m_tables;
    Checkpoints m_checkpoints;
    const std::uint64_t m_mostBytes;
    Quarantine m_quarantine;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_bytesSinceShrunk = 0; ///< of bodies that were added
    std::map<SessionId, Counts> m_counts;
    std::vector<std::pair<Change, SpooledHead>> m_changes;
};

} // namespace sluice

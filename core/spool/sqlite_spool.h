// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/spool/adoption.h"
#include "core/spool/spool.h"
#include "core/spool/spool_folder.h"
#include "core/spool/spool_tables.h"
#include "core/spool/write_ahead_budget.h"
#include "core/sqlite/checkpoints.h"

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace sluice {

/// The spool in SQLite: one connection behind one lock, and the counters that say what it holds, kept in
/// memory and changed after a commit. A copy of this process (fork) leaves the files alone.
class SqliteSpool final : public Spool
{
public:
    static Result<std::unique_ptr<Spool>> open(const std::filesystem::path &root, SpoolOptions options);
    ~SqliteSpool() override;

    Result<void> putSession(const SpooledSession &session) override;
    Result<std::optional<SpooledSession>> session(const SessionId &id) override;
    Result<void> removeSession(const SessionId &id) override;
    Result<std::int64_t> put(const SpooledBody &body) override;
    Result<std::optional<SpooledBody>> oldest(const SessionId &id) override;
    Result<void> markInDoubt(std::int64_t row) override;
    Result<void> remove(std::int64_t row) override;
    Result<void> replace(std::int64_t row, const std::vector<SpooledBody> &parts) override;
    std::uint64_t takeDropped(const SessionId &id) override;
    std::uint64_t events(const SessionId &id) const override;
    std::uint64_t bytes() const override { return m_bytes.load(std::memory_order_relaxed); }
    std::vector<SpooledSession> adopted() const override;
    std::vector<SpoolFinding> findings() const override;
    Result<std::unique_ptr<WriteAhead>> writeAhead(const SpooledSession &session) override;

private:
    using Head = SpoolTables::Head;

    SqliteSpool(SpoolOptions options, SpoolFolder folder, std::unique_ptr<SpoolTables> tables);

    /// Adopts and counts.
    Result<void> fill(const std::filesystem::path &root);

    /// Runs `steps` in a transaction; m_changed, which they fill, is counted when it is committed.
    Result<void> change(const std::function<Result<void>()> &steps) REQUIRES(m_mutex);
    Result<void> makeFit(std::uint64_t bytes) REQUIRES(m_mutex);
    Result<void> take(std::int64_t row) REQUIRES(m_mutex);
    void add(const Head &head) REQUIRES(m_mutex);

    enum class Change { Added, Removed, Dropped };
    struct Counts
    {
        std::uint64_t events = 0;
        std::uint64_t dropped = 0; ///< since takeDropped()
    };

    // Constant after open().
    const SpoolOptions m_options;
    const pid_t m_process;
    const std::shared_ptr<WriteAheadBudget> m_budget;
    std::vector<SpooledSession> m_adopted;
    std::vector<SpoolFinding> m_findings;

    std::atomic<std::uint64_t> m_bytes{0}; ///< changed under the lock
    std::atomic<std::uint64_t> m_writeAheads{0};

    mutable Mutex m_mutex;
    std::map<SessionId, Counts> m_counts GUARDED_BY(m_mutex);
    std::vector<std::pair<Change, Head>> m_changed GUARDED_BY(m_mutex);

    // In the order of their end: the log goes into the database, the database is closed, the locks go.
    std::vector<SpoolFolder> m_kept; ///< taken over and not removed: nobody else may adopt them
    SpoolFolder m_folder;
    std::unique_ptr<SpoolTables> m_tables PT_GUARDED_BY(m_mutex);
    std::unique_ptr<Checkpoints> m_checkpoints PT_GUARDED_BY(m_mutex);
};

} // namespace sluice

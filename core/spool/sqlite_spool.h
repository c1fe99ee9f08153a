// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/spool/refused_bodies.h"
#include "core/spool/spool.h"
#include "core/spool/spool_contents.h"
#include "core/spool/spool_folder.h"
#include "core/spool/write_ahead_budget.h"

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <vector>

namespace sluice {

/// The spool in SQLite: its contents behind one lock. A copy of this process (fork) leaves the files alone.
/// thread: as Spool.
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
    void hurry() override;
    Result<void> keepRefused(const SpooledBody &body, std::string_view words) override;
    std::uint64_t takeDropped(const SessionId &id) override;
    std::uint64_t events(const SessionId &id) const override;
    std::uint64_t bytes() const override;
    std::vector<SpooledSession> adopted() const override { return m_adopted; }
    std::vector<SpoolFinding> findings() const override;
    Result<std::unique_ptr<WriteAhead>> writeAhead(const SpooledSession &session) override;

private:
    SqliteSpool(const std::filesystem::path &root, SpoolOptions options, SpoolFolder folder,
        std::unique_ptr<SpoolContents> contents);

    Result<void> adopt(const std::filesystem::path &root);

    // Constant after open().
    const SpoolOptions m_options;
    const pid_t m_process;
    const std::shared_ptr<WriteAheadBudget> m_budget;
    std::vector<SpooledSession> m_adopted;
    std::vector<SpoolFinding> m_findings; ///< of adopting

    std::atomic<std::uint64_t> m_writeAheads{0};
    mutable Mutex m_mutex;

    // Constant after open(), too. The locks of the folders go after the database is closed.
    std::vector<SpoolFolder> m_kept; ///< taken over and not removed: nobody else may adopt them
    const SpoolFolder m_folder;
    std::unique_ptr<SpoolContents> m_contents PT_GUARDED_BY(m_mutex);
    RefusedBodies m_refused GUARDED_BY(m_mutex);
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/pulse.h"
#include "core/store/commit_bell.h"
#include "core/store/data_dir.h"
#include "core/store/store.h"

#include <functional>
#include <memory>

namespace sluice {

/// The store in SQLite: one connection on one thread writes and checkpoints (Debian 12's SQLite has the
/// WAL-reset bug: reliability.md 2.2), WAL, synchronous=FULL, so that a commit survives power loss. Requests
/// that wait together share a transaction (group commit). Files have mode 0600.
class SqliteStore final : public Store
{
public:
    /// The caller holds the DataLock of `dir` as long as the store lives.
    /// Error (Io): names the file and what SQLite said; (Invalid): a database of a newer Sluice.
    static Result<std::unique_ptr<SqliteStore>> open(const DataDir &dir);

    /// Commits what was submitted, checkpoints and closes.
    ~SqliteStore() override;

    Result<void> submit(StoreBatch batch, Done done) override;
    Result<void> offer(StoreBatch &batch, Done done, std::function<void()> whenRoom) override;
    void drain() override;
    std::vector<TokenGrant> tokens() const override;
    std::uint64_t revision() const override;
    StoreTrouble trouble() const override;

    /// Rung after each commit from now on, in place of the one before; null = none. thread: any
    void setBell(std::shared_ptr<CommitBell> bell);
    /// One more that is rung, as long as somebody else holds it. thread: any
    void addBell(const std::shared_ptr<CommitBell> &bell);

    /// Of the thread that writes; a turn is a transaction. thread: any
    const Pulse &pulse() const;

private:
    class Writer;
    explicit SqliteStore(std::unique_ptr<Writer> writer);
    std::unique_ptr<Writer> m_writer;
};

} // namespace sluice

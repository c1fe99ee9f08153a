// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/disk_fault.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

struct sqlite3;

namespace sluice {

/// One open SQLite database; everything that goes wrong names its file. Statements of it must end before it
/// does. thread: one at a time.
class Connection
{
public:
    /// Neither checkpoints by itself nor maps the file into memory (SQLite before 3.51.3 can damage a file
    /// that two connections checkpoint). Read: cannot write, nor checkpoint when it is the last to close.
    enum class Mode { Write, Read };

    /// The file must be there: Error (Io) otherwise. `vfs`: SQLite's name of the files to use; empty = the
    /// system's.
    static Result<std::unique_ptr<Connection>> open(
        const std::filesystem::path &file, Mode mode, const std::string &vfs = {});

    ~Connection();
    Connection(const Connection &) = delete; // statements hold its handle
    Connection &operator=(const Connection &) = delete;

    Result<void> execute(const char *sql);

    /// The first column of the first row.
    Result<std::int64_t> number(const char *sql);

    /// False outside a transaction, also after an error that made SQLite roll back by itself.
    bool inTransaction() const;

    /// Rows changed by the last statement.
    int changes() const;
    std::int64_t lastInsertedRow() const;

    /// What `code` means here, in SQLite's words and with the file's name.
    Error failure(int code);

    /// A failure said that the file is damaged, or no database at all.
    bool foundDamage() const { return m_foundDamage; }

    /// What the last failure was about; None: there was none since it was forgotten.
    DiskFault lastFault() const { return m_lastFault; }
    void forgetFault() { m_lastFault = DiskFault::None; }

    /// Keeps the first statement that could not be prepared: a damaged schema is found when all are ready.
    void notePrepareFailure(Error error);
    Result<void> preparedAll() const;

    const std::string &name() const { return m_name; } ///< the file
    sqlite3 *handle() const { return m_handle; }

private:
    Connection(sqlite3 *handle, std::string name);

    sqlite3 *m_handle;
    std::string m_name;
    std::optional<Error> m_prepareFailure;
    bool m_foundDamage = false;
    DiskFault m_lastFault = DiskFault::None;
};

/// A transaction for a scope: rolled back unless committed.
class Transaction
{
public:
    enum class Kind { Read, Write };
    static Result<Transaction> begin(Connection &connection, Kind kind);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Connection &connection);
    Connection *m_connection; ///< null: nothing left to roll back
};

} // namespace sluice

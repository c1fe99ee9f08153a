// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <optional>

struct sqlite3;

namespace sluice {

class Connection;

/// Brings the write-ahead log back into the database: when it has grown large, and when nothing else is to be
/// done. Never waits for readers. A checkpoint that fails is tried again later: the log holds every commit.
/// thread: the writer's.
class Checkpoints
{
public:
    /// 64 MiB of log: pages that many commits touch (the index of ids) are copied once for all of them.
    static constexpr int largeLogPages = 16'384;
    static constexpr Millis idleAfter{1'000};

    /// `connection` must outlive this object.
    explicit Checkpoints(Connection &connection);
    Checkpoints(const Checkpoints &) = delete; // SQLite holds its address
    Checkpoints &operator=(const Checkpoints &) = delete;
    ~Checkpoints();

    /// When to call whenIdle() if no batch comes before; nullopt: there is nothing to do.
    std::optional<SteadyTime> nextIdle() const;
    void whenIdle();
    void afterCommit();

    /// The whole log, and empties its file unless a reader is at work.
    void truncate();
    void atClose(); ///< the same, without waiting

private:
    static int logGrew(void *self, sqlite3 *handle, const char *schema, int pages);
    void checkpoint(int mode);

    Connection &m_connection;
    int m_logPages = 0; ///< in the log after the last commit
    int m_triedAt = 0; ///< pages in the log at the last try: it starts again below that when it was reset
};

} // namespace sluice

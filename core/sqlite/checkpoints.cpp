// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/checkpoints.h"

#include "core/sqlite/connection.h"

#include <sqlite3.h>

namespace sluice {

Checkpoints::Checkpoints(Connection &connection)
    : m_connection(connection)
{
    sqlite3_wal_hook(connection.handle(), &Checkpoints::logGrew, this);
}

Checkpoints::~Checkpoints()
{
    sqlite3_wal_hook(m_connection.handle(), nullptr, nullptr);
}

int Checkpoints::logGrew(void *self, sqlite3 *, const char *, int pages)
{
    auto &checkpoints = *static_cast<Checkpoints *>(self);
    if (pages < checkpoints.m_logPages)
        checkpoints.m_triedAt = 0;
    checkpoints.m_logPages = pages;
    return SQLITE_OK;
}

std::optional<SteadyTime> Checkpoints::nextIdle() const
{
    if (m_logPages == m_triedAt)
        return std::nullopt;
    return std::chrono::steady_clock::now() + idleAfter;
}

void Checkpoints::whenIdle()
{
    checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

void Checkpoints::afterCommit()
{
    if (m_logPages - m_triedAt >= largeLogPages)
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

void Checkpoints::truncate()
{
    checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void Checkpoints::atClose()
{
    sqlite3_busy_timeout(m_connection.handle(), 0);
    truncate();
}

void Checkpoints::checkpoint(int mode)
{
    m_triedAt = m_logPages;
    sqlite3_wal_checkpoint_v2(m_connection.handle(), nullptr, mode, nullptr, nullptr);
}

} // namespace sluice

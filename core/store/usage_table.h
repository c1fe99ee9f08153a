// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/overview.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <vector>

namespace sluice {

class Connection;

/// Reads the sums that the writer keeps of sessions and models. thread: its connection's.
class UsageTable
{
public:
    explicit UsageTable(Connection &connection);

    /// As StoreReader's functions; `key` is the session's.
    Result<std::vector<ModelUse>> modelUse(std::int64_t key);
    Result<std::vector<SessionFigures>> overview(Timestamp from, Timestamp to);

private:
    Statement m_modelUse;
    Statement m_sessions;
    Statement m_models;
};

} // namespace sluice

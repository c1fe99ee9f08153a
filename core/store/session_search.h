// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/session.h"
#include "core/sqlite/statement.h"

#include <optional>
#include <string_view>
#include <vector>

namespace sluice {

class Connection;

/// Finds sessions by their id or by its beginning. thread: its connection's.
class SessionSearch
{
public:
    /// A shorter text is never taken for a beginning.
    static constexpr std::size_t shortestPrefix = 8;

    explicit SessionSearch(Connection &connection);

    /// The session's key; nullopt when there is none of exactly this id.
    Result<std::optional<std::int64_t>> keyOf(const SessionId &id);

    /// By the whole id, else by its beginning. Error (Invalid): several sessions begin so; names two.
    Result<std::optional<SessionSummary>> find(const SessionId &idOrPrefix);

private:
    Result<std::vector<SessionSummary>> beginningWith(std::string_view prefix);

    Statement m_key;
    Statement m_exact;
    Statement m_range;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "core/sqlite/statement.h"

namespace sluice {

/// What a SELECT names to be read by summaryFrom(), in its order.
inline constexpr std::string_view summaryColumns
    = "id, origin, tags, started, ended, last_news, end_state, end_state_text, end_reason,"
      " actions, llms, tools, errors, apis, drops, ledger, sdk_events, lab IS NOT NULL,"
      " ledger_before";
inline constexpr int summaryColumnCount = 19;

/// The session of a row whose first columns are the summaryColumns.
SessionSummary summaryFrom(const Rows &row);

} // namespace sluice

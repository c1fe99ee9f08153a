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
      " ledger_before, calls, prompt_tokens, completion_tokens, calls_without_tokens, given_cost,"
      " unpriced_calls, unpriced_prompt_tokens, unpriced_completion_tokens";
inline constexpr int summaryColumnCount = 27;

/// A Usage whose eight columns begin with `first`: calls, prompt_tokens, completion_tokens,
/// calls_without_tokens, given_cost, unpriced_calls, unpriced_prompt_tokens, unpriced_completion_tokens.
Usage usageAt(const Rows &row, int first);

/// The session of a row whose first columns are the summaryColumns.
SessionSummary summaryFrom(const Rows &row);

} // namespace sluice

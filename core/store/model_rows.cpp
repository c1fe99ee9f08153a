// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/model_rows.h"

#include "core/sqlite/connection.h"
#include "core/store/summary_row.h"

namespace sluice {

ModelRows::ModelRows(Connection &connection)
    : m_find(connection,
        "SELECT errors, calls, prompt_tokens, completion_tokens, calls_without_tokens, given_cost,"
        " unpriced_calls, unpriced_prompt_tokens, unpriced_completion_tokens FROM session_models"
        " WHERE session = ? AND model = ?")
    , m_put(connection,
          "INSERT OR REPLACE INTO session_models (session, model, errors, calls, prompt_tokens,"
          " completion_tokens, calls_without_tokens, given_cost, unpriced_calls, unpriced_prompt_tokens,"
          " unpriced_completion_tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_remove(connection, "DELETE FROM session_models WHERE session = ? AND model = ?")
{ }

Result<ModelUse *> ModelRows::rowOf(std::int64_t session, const std::string &model)
{
    const auto [found, isNew] = m_rows.try_emplace({session, model});
    ModelUse &use = found->second;
    if (!isNew)
        return &use;
    Rows rows = m_find.query(session, model);
    if (rows.next()) {
        use.errors = rows.count(0);
        use.usage = usageAt(rows, 1);
    }
    return rows.with(&use);
}

Result<void> ModelRows::writeAll()
{
    for (const auto &[key, use] : m_rows) {
        const auto &[session, model] = key;
        const Usage &usage = use.usage;
        const Result<void> written = use == ModelUse{}
            ? m_remove.run(session, model)
            : m_put.run(session, model, use.errors, usage.calls, usage.promptTokens, usage.completionTokens,
                usage.callsWithoutTokens, usage.givenCost.pico(), usage.unpricedCalls,
                usage.unpricedPromptTokens, usage.unpricedCompletionTokens);
        if (!written)
            return written;
    }
    return {};
}

} // namespace sluice

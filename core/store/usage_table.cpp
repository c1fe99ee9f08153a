// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/usage_table.h"

#include "core/sqlite/connection.h"
#include "core/store/summary_row.h"

#include <algorithm>
#include <string>
#include <utility>

namespace sluice {

namespace {

const std::string useColumns
    = "model, session_models.errors, session_models.calls, session_models.prompt_tokens,"
      " session_models.completion_tokens, session_models.calls_without_tokens, session_models.given_cost,"
      " session_models.unpriced_calls, session_models.unpriced_prompt_tokens,"
      " session_models.unpriced_completion_tokens";
constexpr int useColumnCount = 10;

ModelUse useFrom(const Rows &row)
{
    return {std::string(row.text(0)), usageAt(row, 2), row.count(1)};
}

} // namespace

UsageTable::UsageTable(Connection &connection)
    : m_modelUse(connection, "SELECT " + useColumns + " FROM session_models WHERE session = ? ORDER BY model")
    , m_sessions(connection,
          "SELECT " + std::string(summaryColumns)
              + ", key FROM sessions WHERE started >= ? AND started < ? ORDER BY key")
    , m_models(connection,
          "SELECT " + useColumns
              + ", session FROM session_models JOIN sessions ON key = session"
                " WHERE started >= ? AND started < ? ORDER BY session, model")
{ }

Result<std::vector<ModelUse>> UsageTable::modelUse(std::int64_t key)
{
    std::vector<ModelUse> list;
    Rows rows = m_modelUse.query(key);
    while (rows.next())
        list.push_back(useFrom(rows));
    return rows.with(std::move(list));
}

Result<std::vector<SessionFigures>> UsageTable::overview(Timestamp from, Timestamp to)
{
    std::vector<SessionFigures> figures;
    // The second is begun within the first: both see one commit. Both are in the order of the sessions' keys.
    Rows sessions = m_sessions.query(from, to);
    if (!sessions.next())
        return sessions.with(std::move(figures));
    Rows models = m_models.query(from, to);
    bool hasModel = models.next();
    do {
        figures.push_back({summaryFrom(sessions), {}});
        const std::int64_t key = sessions.number(summaryColumnCount);
        for (; hasModel && models.number(useColumnCount) == key; hasModel = models.next())
            figures.back().models.push_back(useFrom(models));
    } while (sessions.next());
    if (const Result<void> read = models.result(); !read)
        return read.error();
    std::ranges::stable_sort(
        figures, {}, [](const SessionFigures &figure) { return figure.session.started; });
    return sessions.with(std::move(figures));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/session_search.h"

#include "core/base/uuid.h"
#include "core/store/summary_row.h"

#include <string>
#include <utility>

namespace sluice {

namespace {

std::string selectWhere(const char *condition)
{
    return "SELECT " + std::string(summaryColumns) + " FROM sessions WHERE " + condition;
}

/// The UUID that begins with `prefix` and goes on with `fill`; nullopt when none can begin so.
std::optional<Uuid> filledUp(std::string_view prefix, char fill)
{
    static constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (prefix.size() > shape.size())
        return std::nullopt;
    std::string text(prefix);
    for (const char place : shape.substr(prefix.size()))
        text += place == '-' ? '-' : fill;
    return Uuid::parse(text);
}

} // namespace

SessionSearch::SessionSearch(Connection &connection)
    : m_key(connection, "SELECT key FROM sessions WHERE id = ?")
    , m_exact(connection, selectWhere("id = ?"))
    , m_range(connection, selectWhere("id >= ? AND id <= ? LIMIT 2"))
{ }

Result<std::optional<std::int64_t>> SessionSearch::keyOf(const SessionId &id)
{
    Rows rows = m_key.query(id);
    std::optional<std::int64_t> key;
    if (rows.next())
        key = rows.number(0);
    return rows.with(key);
}

Result<std::optional<SessionSummary>> SessionSearch::find(const SessionId &idOrPrefix)
{
    {
        Rows rows = m_exact.query(idOrPrefix);
        if (rows.next())
            return std::optional(summaryFrom(rows));
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    const std::string &prefix = idOrPrefix.text();
    if (prefix.size() < shortestPrefix)
        return std::optional<SessionSummary>();
    Result<std::vector<SessionSummary>> found = beginningWith(prefix);
    if (!found)
        return found.error();
    if (found->empty())
        return std::optional<SessionSummary>();
    if (found->size() == 1)
        return std::optional(std::move(found->front()));
    return Error{ErrorKind::Invalid,
        "'" + prefix + "' begins the ids of several sessions, " + found->front().id.text() + " and "
            + found->back().id.text() + " among them: give more of it"};
}

Result<std::vector<SessionSummary>> SessionSearch::beginningWith(std::string_view prefix)
{
    std::vector<SessionSummary> found;
    {
        // No text goes on with the byte FF in UTF-8, so everything that begins with `prefix` sorts below it.
        Rows rows = m_range.query(prefix, std::string(prefix) + '\xff');
        while (rows.next())
            found.push_back(summaryFrom(rows));
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    const std::optional<Uuid> first = filledUp(prefix, '0');
    const std::optional<Uuid> last = filledUp(prefix, 'f');
    if (!first || !last)
        return found;
    Rows rows = m_range.query(
        std::span<const std::uint8_t>(first->bytes), std::span<const std::uint8_t>(last->bytes));
    while (rows.next())
        found.push_back(summaryFrom(rows));
    return rows.with(std::move(found));
}

} // namespace sluice

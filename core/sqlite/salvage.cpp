// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/salvage.h"

#include "core/sqlite/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

namespace {

struct Finalizer
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalizer>;

Prepared prepare(Connection &connection, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr);
    return Prepared(statement);
}

std::string textOf(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return text == nullptr ? std::string() : std::string(text);
}

std::string quoted(const std::string &name)
{
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

struct Part
{
    std::string name;
    std::string sql;
};

/// SQLite's own tables have no sql or names that begin with "sqlite_": they make themselves.
Result<std::vector<Part>> partsOf(Connection &damaged, const std::string &type)
{
    std::vector<Part> parts;
    const Prepared rows = prepare(damaged,
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND type = '"
            + type + "'");
    int code = rows ? sqlite3_step(rows.get()) : SQLITE_CORRUPT;
    for (; code == SQLITE_ROW; code = sqlite3_step(rows.get()))
        parts.push_back({textOf(rows.get(), 0), textOf(rows.get(), 1)});
    return code == SQLITE_DONE ? Result<std::vector<Part>>(std::move(parts)) : damaged.failure(code);
}

/// One table on its way.
class TableCopy
{
public:
    TableCopy(Connection &damaged, Connection &into, const std::string &table)
        : m_into(into)
        , m_byRow(prepare(damaged,
              "SELECT rowid, * FROM " + quoted(table) + " NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid"))
        , m_whole(m_byRow ? nullptr : prepare(damaged, "SELECT 0, * FROM " + quoted(table)))
        , m_reads(m_byRow ? m_byRow.get() : m_whole.get())
    {
        std::string values;
        for (int i = 1; m_reads != nullptr && i < sqlite3_column_count(m_reads); ++i)
            values += i == 1 ? "?" : ",?";
        m_insert = prepare(into, "INSERT OR IGNORE INTO " + quoted(table) + " VALUES (" + values + ')');
    }

    Result<void> run(Salvaged &salvaged)
    {
        if (m_reads == nullptr || !m_insert)
            return {};
        std::optional<std::int64_t> from = std::numeric_limits<std::int64_t>::min();
        for (int gaps = 0; from && gaps < mostGaps; ++gaps) {
            int code = seek(*from);
            for (; code == SQLITE_ROW; code = next(*from)) {
                from = rowNumber() + 1;
                if (const Result<void> kept = keep(salvaged); !kept)
                    return kept;
            }
            if (code == SQLITE_DONE)
                return {};
            ++salvaged.gaps;
            from = m_byRow ? behindTheDamage(std::max<std::int64_t>(*from, 0)) : std::nullopt;
        }
        return {};
    }

private:
    /// Where even the order of the rows is damaged, each row could be a gap of its own.
    static constexpr int mostGaps = 1'000;

    /// The last one is never given out (and would have none behind it).
    std::int64_t rowNumber() const
    {
        return std::min<std::int64_t>(
            sqlite3_column_int64(m_reads, 0), std::numeric_limits<std::int64_t>::max() - 1);
    }

    int seek(std::int64_t from)
    {
        sqlite3_reset(m_reads);
        if (m_byRow)
            sqlite3_bind_int64(m_reads, 1, from);
        return next(from);
    }

    /// A row from before `from` is damage that SQLite did not see.
    int next(std::int64_t from)
    {
        const int code = sqlite3_step(m_reads);
        return code == SQLITE_ROW && m_byRow && rowNumber() < from ? SQLITE_CORRUPT : code;
    }

    Result<void> keep(Salvaged &salvaged)
    {
        for (int i = 1; i < sqlite3_column_count(m_reads); ++i)
            sqlite3_bind_value(m_insert.get(), i, sqlite3_column_value(m_reads, i));
        const int code = sqlite3_step(m_insert.get());
        sqlite3_reset(m_insert.get());
        // Damage can make a row of the wrong types: it is no row then.
        if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
            return m_into.failure(code);
        salvaged.rows += code == SQLITE_DONE ? static_cast<std::uint64_t>(m_into.changes()) : 0;
        return {};
    }

    /// The first row number behind `damaged` from which reading goes on; nothing: to the end there is none.
    /// Doubles the step until a row can be read, then looks back for the first one.
    std::optional<std::int64_t> behindTheDamage(std::int64_t damaged)
    {
        std::int64_t bad = damaged;
        for (std::int64_t step = 1; step <= std::numeric_limits<std::int64_t>::max() / 2 - damaged;
             step *= 2) {
            if (isReadable(damaged + step))
                return firstReadable(bad, damaged + step);
            bad = damaged + step;
        }
        return std::nullopt;
    }

    std::optional<std::int64_t> firstReadable(std::int64_t bad, std::int64_t good)
    {
        while (good - bad > 1) {
            const std::int64_t middle = bad + (good - bad) / 2;
            (isReadable(middle) ? good : bad) = middle;
        }
        return good;
    }

    /// From there on are rows, or nothing, but no damage at once.
    bool isReadable(std::int64_t from)
    {
        const int code = seek(from);
        return code == SQLITE_ROW || code == SQLITE_DONE;
    }

    Connection &m_into;
    Prepared m_byRow;
    Prepared m_whole; ///< of a table without row numbers
    sqlite3_stmt *m_reads;
    Prepared m_insert;
};

Result<void> copyMarks(Connection &damaged, Connection &into)
{
    for (const std::string mark : {"application_id", "user_version"}) {
        const Result<std::int64_t> value = damaged.number(("PRAGMA " + mark).c_str());
        if (!value)
            return value.error();
        const Result<void> set = into.execute(("PRAGMA " + mark + '=' + std::to_string(*value)).c_str());
        if (!set)
            return set;
    }
    return {};
}

} // namespace

Result<Salvaged> salvage(Connection &damaged, Connection &into)
{
    static_cast<void>(damaged.execute("PRAGMA cell_size_check=ON"));
    const auto tables = partsOf(damaged, "table");
    if (!tables)
        return tables.error();
    Salvaged salvaged;
    for (const Part &table : *tables) {
        if (const Result<void> made = into.execute(table.sql.c_str()); !made)
            return made.error();
        if (const Result<void> copied = TableCopy(damaged, into, table.name).run(salvaged); !copied)
            return copied.error();
    }
    const auto indexes = partsOf(damaged, "index");
    if (!indexes)
        return indexes.error();
    for (const Part &index : *indexes) {
        if (const Result<void> made = into.execute(index.sql.c_str()); !made)
            return made.error();
    }
    if (const Result<void> marked = copyMarks(damaged, into); !marked)
        return marked.error();
    return salvaged;
}

} // namespace sluice

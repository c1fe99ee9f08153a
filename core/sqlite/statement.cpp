// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/statement.h"

#include "core/sqlite/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

/// The UUID whose toText() is `text` exactly; nullopt for every other spelling, which must come back as is.
std::optional<Uuid> canonicalUuid(std::string_view text)
{
    if (text.size() != 36 || std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'F'; }))
        return std::nullopt;
    return Uuid::parse(text);
}

} // namespace

Rows::Rows(Statement &statement, int code)
    : m_statement(statement)
    , m_code(code)
{ }

Rows::~Rows()
{
    sqlite3_reset(m_statement.m_handle);
}

bool Rows::next()
{
    if (m_code == SQLITE_OK || m_code == SQLITE_ROW)
        m_code = sqlite3_step(m_statement.m_handle);
    return m_code == SQLITE_ROW;
}

Result<void> Rows::result() const
{
    const bool good = m_code == SQLITE_OK || m_code == SQLITE_ROW || m_code == SQLITE_DONE;
    return good ? Result<void>() : m_statement.m_connection.failure(m_code);
}

bool Rows::isNull(int column) const
{
    return sqlite3_column_type(m_statement.m_handle, column) == SQLITE_NULL;
}

std::int64_t Rows::number(int column) const
{
    return sqlite3_column_int64(m_statement.m_handle, column);
}

std::string_view Rows::text(int column) const
{
    const unsigned char *text = sqlite3_column_text(m_statement.m_handle, column);
    if (text == nullptr)
        return {};
    const int size = sqlite3_column_bytes(m_statement.m_handle, column);
    return {reinterpret_cast<const char *>(text), static_cast<std::size_t>(size)};
}

std::span<const std::uint8_t> Rows::bytes(int column) const
{
    const void *blob = sqlite3_column_blob(m_statement.m_handle, column);
    if (blob == nullptr)
        return {};
    const int size = sqlite3_column_bytes(m_statement.m_handle, column);
    return {static_cast<const std::uint8_t *>(blob), static_cast<std::size_t>(size)};
}

std::string Rows::idText(int column) const
{
    Uuid uuid;
    if (sqlite3_column_type(m_statement.m_handle, column) == SQLITE_BLOB) {
        const std::span<const std::uint8_t> blob = bytes(column);
        if (blob.size() != uuid.bytes.size())
            return {};
        std::ranges::copy(blob, uuid.bytes.begin());
        return uuid.toText();
    }
    return std::string(text(column));
}

std::string_view Rows::idView(int column, IdSpelling &spelt) const
{
    if (sqlite3_column_type(m_statement.m_handle, column) != SQLITE_BLOB)
        return text(column);
    const std::span<const std::uint8_t> blob = bytes(column);
    if (blob.size() != spelt.uuid.bytes.size())
        return {};
    if (!spelt.isSpelt || std::memcmp(blob.data(), spelt.uuid.bytes.data(), blob.size()) != 0) {
        std::ranges::copy(blob, spelt.uuid.bytes.begin());
        spelt.uuid.writeTo(spelt.text.data());
        spelt.isSpelt = true;
    }
    return {spelt.text.data(), spelt.text.size()};
}

Statement::Statement(Connection &connection, std::string_view sql)
    : m_connection(connection)
    , m_prepareCode(sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
          SQLITE_PREPARE_PERSISTENT, &m_handle, nullptr))
{
    if (m_prepareCode != SQLITE_OK)
        connection.notePrepareFailure(connection.failure(m_prepareCode));
}

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

void Statement::bindNull(int at)
{
    note(sqlite3_bind_null(m_handle, at));
}

void Statement::bindNumber(int at, std::int64_t value)
{
    note(sqlite3_bind_int64(m_handle, at, value));
}

void Statement::bindText(int at, std::string_view text, Lifetime lifetime)
{
    const char *data = text.data() != nullptr ? text.data() : ""; // null would bind NULL
    note(sqlite3_bind_text64(m_handle, at, data, text.size(),
        lifetime == Lifetime::Borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bindBytes(int at, std::span<const std::uint8_t> bytes)
{
    note(sqlite3_bind_blob64(m_handle, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
}

void Statement::bindId(int at, std::string_view text)
{
    if (text.empty())
        bindNull(at);
    else if (const std::optional<Uuid> uuid = canonicalUuid(text))
        bindBytes(at, uuid->bytes);
    else
        bindText(at, text, Lifetime::Copied);
}

void Statement::note(int code)
{
    if (m_bindCode == SQLITE_OK)
        m_bindCode = code;
}

Result<void> Statement::finish()
{
    const int code = m_bindCode == SQLITE_OK ? sqlite3_step(m_handle) : m_bindCode;
    // The error is read before the reset, which may replace its words.
    Result<void> result = code == SQLITE_DONE ? Result<void>() : m_connection.failure(code);
    sqlite3_reset(m_handle);
    return result;
}

} // namespace sluice

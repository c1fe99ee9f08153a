// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/uuid.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct sqlite3_stmt;

namespace sluice {

class Connection;
class Statement;

/// The text of the id that Rows::idView() gave last.
struct IdSpelling
{
    Uuid uuid;
    std::array<char, Uuid::textLength> text{};
    bool isSpelt = false;
};

/// The rows of one run of a statement; the run ends with this object. Views of a row's text live until the
/// next row.
class Rows
{
public:
    explicit Rows(Statement &statement, int code);
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    ~Rows();

    /// Moves on; false at the end, and after an error, which result() tells.
    bool next();
    Result<void> result() const;

    /// `value`, or the error that cut the rows short.
    template <typename T>
    Result<T> with(T value) const
    {
        const Result<void> read = result();
        if (!read)
            return read.error();
        return value;
    }

    bool isNull(int column) const;
    std::int64_t number(int column) const;
    std::uint64_t count(int column) const { return static_cast<std::uint64_t>(number(column)); }
    std::optional<std::uint64_t> countOrNull(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(count(column));
    }
    std::string_view text(int column) const;
    std::span<const std::uint8_t> bytes(int column) const;
    Timestamp time(int column) const { return Timestamp(Micros(number(column))); }

    /// As bind() wrote it: the same text again.
    template <typename IdType>
    IdType id(int column) const
    {
        return IdType(idText(column));
    }

    /// The same without allocating, for a column whose id is often that of the row before. Lives until the
    /// next use of `spelt`, or the next row.
    std::string_view idView(int column, IdSpelling &spelt) const;

    /// An enumerator by its number; `fallback` for a number that this program does not know.
    template <typename Enum>
    Enum enumerator(int column, Enum last, Enum fallback) const
    {
        const std::int64_t value = number(column);
        const bool known = value >= 0 && value <= static_cast<std::int64_t>(last);
        return known ? static_cast<Enum>(value) : fallback;
    }

private:
    std::string idText(int column) const;

    Statement &m_statement;
    int m_code;
};

/// A prepared statement, used again and again. Ids are bound as 16 bytes when their text is a UUID in lower
/// case with dashes, else as text; an empty id and an absent value are NULL. thread: its connection's.
class Statement
{
public:
    /// A statement that cannot be prepared notes it in the connection (Connection::preparedAll()) and fails
    /// when it is run. `connection` must outlive it.
    Statement(Connection &connection, std::string_view sql);
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    /// Runs a statement that has no rows.
    template <typename... Values>
    Result<void> run(const Values &...values)
    {
        bindAll(Lifetime::Borrowed, values...);
        return finish();
    }

    /// Starts a statement that has rows. The values are copied.
    template <typename... Values>
    Rows query(const Values &...values)
    {
        bindAll(Lifetime::Copied, values...);
        return Rows(*this, m_bindCode);
    }

private:
    friend class Rows;
    enum class Lifetime { Borrowed, Copied };

    template <typename... Values>
    void bindAll([[maybe_unused]] Lifetime lifetime, const Values &...values)
    {
        m_bindCode = m_prepareCode;
        int at = 0;
        (bind(++at, values, lifetime), ...);
    }

    template <std::integral Number>
    void bind(int at, Number value, Lifetime)
    {
        bindNumber(at, static_cast<std::int64_t>(value));
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void bind(int at, Enum value, Lifetime) { bindNumber(at, static_cast<std::int64_t>(value)); }
    template <typename Tag>
    void bind(int at, const Id<Tag> &id, Lifetime)
    {
        bindId(at, id.text());
    }
    template <typename T>
    void bind(int at, const std::optional<T> &value, Lifetime lifetime)
    {
        if (value)
            bind(at, *value, lifetime);
        else
            bindNull(at);
    }
    void bind(int at, Timestamp time, Lifetime) { bindNumber(at, time.time_since_epoch().count()); }
    void bind(int at, const std::string &text, Lifetime lifetime) { bindText(at, text, lifetime); }
    void bind(int at, std::string_view text, Lifetime lifetime) { bindText(at, text, lifetime); }
    void bind(int at, std::span<const std::uint8_t> bytes, Lifetime) { bindBytes(at, bytes); }

    void bindNull(int at);
    void bindNumber(int at, std::int64_t value);
    void bindText(int at, std::string_view text, Lifetime lifetime);
    void bindBytes(int at, std::span<const std::uint8_t> bytes); ///< copied
    void bindId(int at, std::string_view text);
    void note(int code);
    Result<void> finish();

    Connection &m_connection;
    sqlite3_stmt *m_handle = nullptr;
    int m_prepareCode;
    int m_bindCode = 0;
};

} // namespace sluice

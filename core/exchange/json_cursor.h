// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sluice {

/// Reads a JSON text of any length from a source, piece by piece, with one value in memory at a time. The
/// reader says what it wants: it walks into objects and arrays, takes a value as text, or leaves one out.
///
/// What is walked through is checked; a value that is taken is checked by who parses it; of one that is left
/// out only brackets and strings are. Errors (Invalid) say what was expected and where: line, column and
/// byte. (Limit): a value is larger than mostValueBytes. Errors of the source pass through.
/// thread: one at a time.
class JsonCursor
{
public:
    static constexpr std::size_t mostValueBytes = std::size_t{64} << 20U;
    static constexpr std::size_t mostLevels = 512; ///< of what is left out

    /// Puts at most so many bytes there and says how many; 0 = there are no more.
    using Source = std::function<Result<std::size_t>(char *, std::size_t)>;

    explicit JsonCursor(Source source);

    enum class Shape { Object, Array, String, Scalar, End };
    /// Of the next value; End: only white space follows.
    Result<Shape> shape();

    Result<void> beginObject();
    /// False: the object has ended. After true its value is next.
    Result<bool> nextMember(std::string &name);

    /// Walks through an object: `read` takes each member's value. Ends with the first error.
    Result<void> eachMember(const std::function<Result<void>(const std::string &name)> &read);

    Result<void> beginArray();
    /// False: the array has ended. After true its value is next.
    Result<bool> nextItem();

    /// Walks through an array, as eachMember(); error: it is none.
    Result<void> eachItem(const std::function<Result<void>(std::size_t index)> &read);

    /// The next value's own text, not parsed; valid until the next call.
    Result<std::string_view> value();

    Result<void> skipValue();

    /// Error: something follows.
    Result<void> end();

    /// Bytes read so far, of those that were given out.
    std::uint64_t offset() const { return m_before + m_at; }

    /// "line 3, column 5 (byte 40)": where the last value began.
    std::string place() const;

    /// "line ...: expected what, found 'x'" at the next byte.
    Error expected(std::string_view what) const;

private:
    struct Place
    {
        std::uint64_t line = 1;
        std::uint64_t lineStart = 0;
        std::uint64_t byte = 0;
    };

    Result<bool> more();
    Result<bool> skipMark();
    Result<bool> skipSpace();
    Result<void> readOn(std::string_view what);
    Result<void> scanString();
    Result<void> scanContainer();
    Result<void> scanScalar();
    Result<void> scanValue();
    Result<void> begin(char opening, std::string_view what);
    Result<bool> next(char closing, std::string_view what);
    void markValue();
    void countLinesTo(std::size_t at);
    Place placeOfNext() const;

    Source m_source;
    std::string m_buffer;
    std::size_t m_at = 0; ///< the next byte
    std::size_t m_start = 0; ///< the kept value's first byte
    bool m_keeps = false; ///< the value under way is to be given out
    bool m_isFirst = false; ///< nothing of the innermost container was read yet
    std::uint64_t m_before = 0; ///< bytes before the buffer
    std::size_t m_counted = 0; ///< so much of the buffer has its lines counted
    Place m_here; ///< of m_counted
    Place m_value; ///< where the last value began
};

/// "line 3, column 5 (byte 40)".
std::string placeText(std::uint64_t line, std::uint64_t column, std::uint64_t byte);

} // namespace sluice

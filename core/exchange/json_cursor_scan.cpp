// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/json_cursor.h"

#include <string>
#include <string_view>

namespace sluice {

namespace {

bool endsScalar(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ']' || c == '}' || c == ':'
        || c == '"' || c == '[' || c == '{';
}

} // namespace

Result<void> JsonCursor::scanValue()
{
    const char first = m_buffer[m_at];
    if (first == '"')
        return scanString();
    return first == '{' || first == '[' ? scanContainer() : scanScalar();
}

/// Only at the end of what was read: called for each byte it would cost more than the byte.
Result<void> JsonCursor::readOn(std::string_view what)
{
    const Result<bool> read = more();
    if (!read)
        return read.error();
    return *read ? Result<void>() : Result<void>(expected(what));
}

Result<void> JsonCursor::scanString()
{
    constexpr std::string_view what = "'\"' at the end of a string";
    ++m_at;
    while (true) {
        while (m_at < m_buffer.size() && m_buffer[m_at] != '"' && m_buffer[m_at] != '\\')
            ++m_at;
        if (m_at >= m_buffer.size()) {
            if (Result<void> read = readOn(what); !read)
                return read;
            continue;
        }
        if (m_buffer[m_at++] == '"')
            return {};
        if (m_at >= m_buffer.size()) {
            if (Result<void> read = readOn(what); !read)
                return read;
        }
        ++m_at;
    }
}

Result<void> JsonCursor::scanContainer()
{
    std::string open; // the brackets that are to come
    do {
        if (m_at >= m_buffer.size()) {
            if (Result<void> read = readOn(std::string("'") + open.back() + "'"); !read)
                return read;
        }
        const char c = m_buffer[m_at];
        if (c == '"') {
            if (Result<void> scanned = scanString(); !scanned)
                return scanned;
            continue;
        }
        if (c == '{' || c == '[') {
            if (open.size() == mostLevels)
                return expected("at most " + std::to_string(mostLevels) + " levels");
            open += c == '{' ? '}' : ']';
        } else if (c == '}' || c == ']') {
            if (c != open.back())
                return expected(std::string("'") + open.back() + "'");
            open.pop_back();
        }
        ++m_at;
    } while (!open.empty());
    return {};
}

Result<void> JsonCursor::scanScalar()
{
    const std::uint64_t began = m_before + m_at;
    while (true) {
        while (m_at < m_buffer.size() && !endsScalar(m_buffer[m_at]))
            ++m_at;
        if (m_at < m_buffer.size())
            break;
        const Result<bool> read = more();
        if (!read)
            return read.error();
        if (!*read)
            break;
    }
    return m_before + m_at > began ? Result<void>() : Result<void>(expected("a value"));
}

} // namespace sluice

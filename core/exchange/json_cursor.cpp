// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/json_cursor.h"

#include <cassert>
#include <cstring>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t chunkBytes = std::size_t{256} << 10U;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string shown(char c)
{
    static constexpr char hex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
        return std::string("'") + c + "'";
    return std::string("byte 0x") + hex[byte >> 4U] + hex[byte & 15U];
}

} // namespace

std::string placeText(std::uint64_t line, std::uint64_t column, std::uint64_t byte)
{
    return "line " + std::to_string(line) + ", column " + std::to_string(column) + " (byte "
        + std::to_string(byte) + ')';
}

JsonCursor::JsonCursor(Source source)
    : m_source(std::move(source))
{ }

/// Reads on. Drops what nobody needs any more; false: the source has no more.
Result<bool> JsonCursor::more()
{
    const std::size_t keep = m_keeps ? m_start : m_at;
    if (keep > 0) {
        countLinesTo(keep);
        m_buffer.erase(0, keep);
        m_before += keep;
        m_at -= keep;
        m_counted = 0;
        m_start = 0;
    }
    const std::size_t had = m_buffer.size();
    if (m_keeps && had > mostValueBytes) {
        return Error{ErrorKind::Limit,
            place() + ": a value of more than " + std::to_string(mostValueBytes >> 20U) + " MiB"};
    }
    m_buffer.resize(had + chunkBytes);
    Result<std::size_t> read = m_source(m_buffer.data() + had, chunkBytes);
    m_buffer.resize(had + (read ? *read : 0));
    if (!read)
        return read.error();
    return *read > 0;
}

/// A byte order mark may begin the text.
Result<bool> JsonCursor::skipMark()
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (m_before + m_at > 0 || m_buffer.front() != mark.front())
        return false;
    while (m_buffer.size() < mark.size()) {
        const Result<bool> read = more();
        if (!read || !*read)
            return read;
    }
    if (!m_buffer.starts_with(mark))
        return false;
    m_at += mark.size();
    return true;
}

/// False: there is nothing but white space.
Result<bool> JsonCursor::skipSpace()
{
    while (true) {
        while (m_at < m_buffer.size() && isSpace(m_buffer[m_at]))
            ++m_at;
        if (m_at < m_buffer.size()) {
            const Result<bool> isMark = skipMark();
            if (!isMark || !*isMark)
                return isMark ? Result<bool>(true) : isMark;
            continue;
        }
        const Result<bool> read = more();
        if (!read || !*read)
            return read;
    }
}

Result<JsonCursor::Shape> JsonCursor::shape()
{
    const Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    if (!*found)
        return Shape::End;
    switch (m_buffer[m_at]) {
    case '{':
        return Shape::Object;
    case '[':
        return Shape::Array;
    case '"':
        return Shape::String;
    default:
        return Shape::Scalar;
    }
}

Result<void> JsonCursor::begin(char opening, std::string_view what)
{
    const Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    if (!*found || m_buffer[m_at] != opening)
        return expected(what);
    markValue();
    ++m_at;
    m_isFirst = true;
    return {};
}

Result<void> JsonCursor::beginObject()
{
    return begin('{', "an object");
}

Result<void> JsonCursor::beginArray()
{
    return begin('[', "an array");
}

Result<bool> JsonCursor::next(char closing, std::string_view what)
{
    Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    const bool isFirst = std::exchange(m_isFirst, false);
    if (*found && m_buffer[m_at] == closing) {
        ++m_at;
        return false;
    }
    if (!isFirst) {
        if (!*found || m_buffer[m_at] != ',')
            return expected(what);
        ++m_at;
        found = skipSpace();
        if (!found)
            return found.error();
    }
    return *found ? Result<bool>(true) : expected("a value");
}

Result<bool> JsonCursor::nextItem()
{
    return next(']', "',' or ']' after an item");
}

Result<bool> JsonCursor::nextMember(std::string &name)
{
    const Result<bool> found = next('}', "',' or '}' after a member");
    if (!found || !*found)
        return found;
    if (m_buffer[m_at] != '"')
        return expected("a member's name");
    m_start = m_at;
    m_keeps = true;
    const Result<void> scanned = scanString();
    m_keeps = false;
    if (!scanned)
        return scanned.error();
    name.assign(m_buffer, m_start + 1, m_at - m_start - 2);
    const Result<bool> colon = skipSpace();
    if (!colon)
        return colon.error();
    if (!*colon || m_buffer[m_at] != ':')
        return expected("':' after a member's name");
    ++m_at;
    return true;
}

Result<void> JsonCursor::eachMember(const std::function<Result<void>(const std::string &name)> &read)
{
    if (Result<void> begun = beginObject(); !begun)
        return begun;
    std::string name;
    while (true) {
        const Result<bool> more = nextMember(name);
        if (!more)
            return more.error();
        if (!*more)
            return {};
        if (Result<void> done = read(name); !done)
            return done;
    }
}

Result<void> JsonCursor::eachItem(const std::function<Result<void>(std::size_t index)> &read)
{
    if (const auto found = shape(); !found || *found != Shape::Array)
        return found ? expected("an array") : found.error();
    if (Result<void> begun = beginArray(); !begun)
        return begun;
    for (std::size_t index = 0;; ++index) {
        const Result<bool> more = nextItem();
        if (!more)
            return more.error();
        if (!*more)
            return {};
        if (Result<void> done = read(index); !done)
            return done;
    }
}

Result<std::string_view> JsonCursor::value()
{
    const Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    if (!*found)
        return expected("a value");
    markValue();
    m_start = m_at;
    m_keeps = true;
    const Result<void> scanned = scanValue();
    m_keeps = false;
    if (!scanned)
        return scanned.error();
    return std::string_view(m_buffer).substr(m_start, m_at - m_start);
}

Result<void> JsonCursor::skipValue()
{
    const Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    if (!*found)
        return expected("a value");
    markValue();
    return scanValue();
}

Result<void> JsonCursor::end()
{
    const Result<bool> found = skipSpace();
    if (!found)
        return found.error();
    return *found ? Result<void>(expected("the end of the file")) : Result<void>();
}

void JsonCursor::markValue()
{
    countLinesTo(m_at);
    m_value = m_here;
    m_value.byte = m_before + m_at;
}

void JsonCursor::countLinesTo(std::size_t at)
{
    while (m_counted < at) {
        const void *found = std::memchr(m_buffer.data() + m_counted, '\n', at - m_counted);
        if (!found) {
            m_counted = at;
            return;
        }
        m_counted = static_cast<std::size_t>(static_cast<const char *>(found) - m_buffer.data()) + 1;
        ++m_here.line;
        m_here.lineStart = m_before + m_counted;
    }
}

JsonCursor::Place JsonCursor::placeOfNext() const
{
    Place place = m_here;
    for (std::size_t i = m_counted; i < m_at && i < m_buffer.size(); ++i) {
        if (m_buffer[i] != '\n')
            continue;
        ++place.line;
        place.lineStart = m_before + i + 1;
    }
    place.byte = m_before + m_at;
    return place;
}

std::string JsonCursor::place() const
{
    return placeText(m_value.line, m_value.byte - m_value.lineStart + 1, m_value.byte);
}

Error JsonCursor::expected(std::string_view what) const
{
    const Place place = placeOfNext();
    const std::string found = m_at < m_buffer.size() ? shown(m_buffer[m_at]) : "the end of the file";
    return {ErrorKind::Invalid,
        placeText(place.line, place.byte - place.lineStart + 1, place.byte) + ": expected "
            + std::string(what) + ", found " + found};
}

} // namespace sluice

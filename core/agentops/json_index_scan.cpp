// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_index_scan.h"

#include <utility>

namespace sluice {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

Result<JsonIndex> JsonIndexScan::run()
{
    skipSpace();
    const std::size_t begin = m_at;
    bool good = value();
    while (good && !m_open.empty())
        good = afterOneValue();
    const std::size_t end = m_at;
    skipSpace();
    if (good && m_at < m_text.size())
        good = fail("expected the end of the text");
    if (!good)
        return Error{ErrorKind::Invalid, m_problem};
    const auto first = static_cast<std::uint32_t>(begin);
    m_index.m_text = m_text;
    m_index.m_root = {first, first, static_cast<std::uint32_t>(end)};
    std::ranges::sort(m_index.m_long, {}, &JsonIndex::LongValue::begin);
    return std::move(m_index);
}

/// Reads a scalar, or enters a container up to its first value; an empty one it leaves again.
bool JsonIndexScan::value()
{
    while (true) {
        switch (peek()) {
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        case '{':
        case '[':
            if (!open())
                return false;
            if (peek() == (m_open.back().isObject ? '}' : ']')) {
                close();
                return true;
            }
            if (m_open.back().isObject && !name())
                return false;
            continue;
        default:
            return number();
        }
    }
}

bool JsonIndexScan::open()
{
    if (m_open.size() >= JsonIndex::mostDepth)
        return fail("expected at most 1,000 levels of arrays and objects");
    static_assert(JsonIndex::mostDepth == 1'000, "as the sentence says");
    m_open.push_back({m_at, 0, peek() == '{'});
    ++m_at;
    skipSpace();
    return true;
}

/// A value has ended within a container: closes it, or goes to the next value and reads that.
bool JsonIndexScan::afterOneValue()
{
    skipSpace();
    Open &inner = m_open.back();
    ++inner.children;
    const char closing = inner.isObject ? '}' : ']';
    if (peek() == closing) {
        close();
        return true;
    }
    if (peek() != ',')
        return fail(
            inner.isObject ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element");
    ++m_at;
    skipSpace();
    return (!inner.isObject || name()) && value();
}

bool JsonIndexScan::name()
{
    if (peek() != '"')
        return fail("expected a member's name in double quotes");
    if (!string())
        return false;
    skipSpace();
    if (peek() != ':')
        return fail("expected ':' after a member's name");
    ++m_at;
    skipSpace();
    return true;
}

bool JsonIndexScan::string()
{
    const std::size_t begin = m_at++;
    const char *const end = m_text.data() + m_text.size();
    while (true) {
        const char *here = findSpecialInJson(m_text.data() + m_at, end);
        m_at = static_cast<std::size_t>(here - m_text.data());
        if (here == end)
            return fail("expected '\"' at the end of a string");
        const auto byte = static_cast<unsigned char>(*here);
        if (byte == '"')
            break;
        if (byte < 0x20)
            return fail("expected control characters in a string to be escaped");
        if (byte == '\\') {
            if (!escape())
                return false;
            continue;
        }
        const Utf8Step step = utf8StepAt(here, end);
        if (!step.wellFormed)
            return fail("expected UTF-8");
        m_at += step.bytes;
    }
    ++m_at;
    note(begin, 0);
    return true;
}

bool JsonIndexScan::escape()
{
    ++m_at;
    const char c = peek();
    if (m_at >= m_text.size() || std::string_view("\"\\/bfnrtu").find(c) == std::string_view::npos)
        return fail("expected one of \"\\/bfnrtu after '\\'");
    ++m_at;
    for (int i = 0; c == 'u' && i < 4; ++i, ++m_at) {
        if (!isHexDigit(peek()))
            return fail("expected four hexadecimal digits after '\\u'");
    }
    return true;
}

bool JsonIndexScan::number()
{
    const bool negative = peek() == '-';
    m_at += negative ? 1 : 0;
    if (!isDigit(peek()))
        return fail(negative ? "expected a digit after '-'" : "expected a value");
    const bool leadingZero = peek() == '0';
    if (digits() > 1 && leadingZero)
        return fail("expected no digit after a leading 0");
    if (peek() == '.') {
        ++m_at;
        if (digits() == 0)
            return fail("expected a digit after '.'");
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        m_at += peek() == '+' || peek() == '-' ? 1 : 0;
        if (digits() == 0)
            return fail("expected a digit in the exponent");
    }
    return true;
}

bool JsonIndexScan::word(std::string_view wanted)
{
    if (m_text.substr(m_at, wanted.size()) != wanted)
        return fail("expected a value");
    m_at += wanted.size();
    return true;
}

std::size_t JsonIndexScan::digits()
{
    const std::size_t begin = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at - begin;
}

void JsonIndexScan::close()
{
    ++m_at;
    note(m_open.back().begin, m_open.back().children);
    m_open.pop_back();
}

void JsonIndexScan::note(std::size_t begin, std::size_t children)
{
    if (m_at - begin >= JsonIndex::longValue) {
        m_index.m_long.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_at),
            static_cast<std::uint32_t>(children)});
    }
}

void JsonIndexScan::skipSpace()
{
    while (m_at < m_text.size() && isJsonSpace(m_text[m_at]))
        ++m_at;
}

bool JsonIndexScan::fail(std::string_view expected)
{
    const std::string_view before = m_text.substr(0, m_at);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    m_problem = "line " + std::to_string(line) + ", column " + std::to_string(m_at - lineStart + 1)
        + " (byte " + std::to_string(m_at + 1) + "): " + std::string(expected);
    m_problem += m_at < m_text.size() ? "" : ", found the end of the text";
    return false;
}

} // namespace sluice

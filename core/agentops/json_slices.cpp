// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_slices.h"

#include <algorithm>

namespace sluice {

namespace {

class Walker
{
public:
    explicit Walker(std::string_view text)
        : m_text(text)
    { }

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void advance() { ++m_at; }

    /// Past white space, commas and colons: whatever stands between values.
    void skipBetween()
    {
        while (!atEnd() && std::string_view(" \t\r\n,:").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    void skipString()
    {
        ++m_at;
        while (!atEnd() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
    }

    std::string_view value()
    {
        const std::size_t start = m_at;
        if (peek() == '"')
            skipString();
        else if (peek() == '{' || peek() == '[')
            skipContainer();
        else
            skipScalar();
        return m_text.substr(start, m_at - start);
    }

private:
    void skipContainer()
    {
        int depth = 0;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '"') {
                skipString();
                continue;
            }
            ++m_at;
            if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && --depth == 0)
                return;
        }
    }

    void skipScalar()
    {
        const std::size_t end = m_text.find_first_of(" \t\r\n,:]}", m_at);
        m_at = end == std::string_view::npos ? m_text.size() : end;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::vector<std::string_view> jsonSlices(std::string_view container)
{
    std::vector<std::string_view> values;
    Walker walker(container);
    walker.skipBetween();
    const bool isObject = walker.peek() == '{';
    walker.advance();
    walker.skipBetween();
    while (!walker.atEnd() && walker.peek() != ']' && walker.peek() != '}') {
        if (isObject) {
            walker.skipString();
            walker.skipBetween();
        }
        values.push_back(walker.value());
        walker.skipBetween();
    }
    return values;
}

} // namespace sluice

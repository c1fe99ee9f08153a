// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/byte_scan.h"
#include "core/agentops/json_index.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

inline bool isJsonSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// The place after the string literal that begins at `at`; the text's end when it does not end.
inline std::size_t afterJsonString(std::string_view text, std::size_t at)
{
    const char *const end = text.data() + text.size();
    const char *here = text.data() + at + 1;
    while (here < end) {
        here = findSpecialInJson(here, end);
        if (here == end || *here == '"')
            break;
        here += *here == '\\' ? 2 : 1;
    }
    return std::min(static_cast<std::size_t>(here - text.data()) + 1, text.size());
}

/// The one reading of the whole text that JsonIndex::read() does: checks the grammar and notes the long
/// values. Keeps its own stack, so that depth costs memory and no call. thread: one at a time.
class JsonIndexScan
{
public:
    explicit JsonIndexScan(std::string_view text)
        : m_text(text)
    { }

    Result<JsonIndex> run();

private:
    struct Open
    {
        std::size_t begin = 0;
        std::size_t children = 0;
        bool isObject = false;
    };

    bool value();
    bool open();
    bool afterOneValue();
    bool name();
    bool string();
    bool escape();
    bool number();
    bool word(std::string_view wanted);
    std::size_t digits();
    void close();
    void note(std::size_t begin, std::size_t children);
    void skipSpace();
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool fail(std::string_view expected);

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Open> m_open;
    JsonIndex m_index;
    std::string m_problem;
};

} // namespace sluice

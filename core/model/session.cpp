// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/session.h"

#include <algorithm>
#include <numeric>

namespace sluice {

namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// At most 8 bytes, cut before a UTF-8 character rather than in it.
std::string frontOf(const std::string &text)
{
    std::size_t length = std::min<std::size_t>(text.size(), 8);
    const auto continues
        = [&text](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U; };
    while (length > 0 && length < text.size() && continues(length))
        --length;
    return text.substr(0, length);
}

} // namespace

std::uint64_t EventCounts::total() const
{
    return std::accumulate(byType.begin(), byType.end(), std::uint64_t{0});
}

SessionState SessionSummary::stateAt(Timestamp now) const
{
    if (ended)
        return SessionState::Ended;
    return now - lastNews > silentAfter ? SessionState::Silent : SessionState::Running;
}

std::string SessionSummary::displayName() const
{
    std::string line;
    for (const std::string &tag : tags) {
        if (!line.empty() && !tag.empty())
            line += ", ";
        line += tag;
    }
    if (line.empty())
        return "session " + frontOf(id.text());
    std::ranges::replace_if(line, isControl, ' ');
    return line;
}

} // namespace sluice

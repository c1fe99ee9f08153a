// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/session.h"

#include <numeric>

namespace sluice {

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
    if (tags.empty())
        return "session " + id.text().substr(0, 8);
    std::string line;
    for (const std::string &tag : tags) {
        if (!line.empty())
            line += ", ";
        line += tag;
    }
    return line;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sluice {

class StoreReader;

/// 64 bits of a text, the same on every machine. Not against somebody who wants two texts to be alike.
std::uint64_t digestOf(std::string_view text);
std::uint64_t mixed(std::uint64_t bits);

/// What a session consists of, for the question whether two are the same: the order of its parts does not
/// count.
struct SessionTally
{
    std::uint64_t events = 0;
    std::uint64_t flushes = 0;
    std::uint64_t drops = 0; ///< runs
    std::uint64_t depths = 0;
    std::uint64_t digest = 0; ///< of all events with their bodies
    std::string name; ///< its tags, for people; of a file's session only

    bool isSameAs(const SessionTally &other) const
    {
        return events == other.events && flushes == other.flushes && drops == other.drops
            && depths == other.depths && digest == other.digest;
    }
};

/// The sessions of a file, as they are read. thread: one at a time.
class SessionSurvey
{
public:
    void add(const StoreBatch &piece);

    /// What was counted for `from` is that of `to`.
    void rename(const SessionId &from, const SessionId &to);

    const std::map<SessionId, SessionTally> &sessions() const { return m_sessions; }

private:
    std::map<SessionId, SessionTally> m_sessions;
};

/// The same of a stored session; reads all its events.
Result<SessionTally> tallyOf(StoreReader &reader, const SessionId &session);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/end_state.h"
#include "core/model/event_facts.h"
#include "core/model/event_type.h"
#include "core/model/ids.h"
#include "core/model/ledger.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Where a session came from. The numbers are stored.
enum class Origin : std::uint8_t { Recorded = 0, Received = 1, Imported = 2 };

/// "recorded", "received", "imported".
std::string_view wireName(Origin origin);

/// Silent: running by its own word, but no news for a while; an end is never invented.
enum class SessionState : std::uint8_t { Running, Ended, Silent };

/// "running", "ended", "silent".
std::string_view wireName(SessionState state);

/// A running session with no news for this long is shown as silent. Our choice: twelve times the SDK's
/// max_wait_time, so that a quiet agent does not flicker.
inline constexpr std::chrono::seconds silentAfter{60};

/// Events by type.
struct EventCounts
{
    std::array<std::uint64_t, 5> byType{};

    std::uint64_t of(EventType type) const { return byType[static_cast<std::size_t>(type)]; }
    std::uint64_t &of(EventType type) { return byType[static_cast<std::size_t>(type)]; }
    std::uint64_t total() const;
    bool operator==(const EventCounts &) const = default;
};

struct Agent
{
    AgentId id;
    std::string name;

    bool operator==(const Agent &) const = default;
};

/// A session as lists show it. A value, complete in itself.
struct SessionSummary
{
    SessionId id;
    Origin origin = Origin::Received;
    std::vector<std::string> tags;
    Timestamp started;
    std::optional<Timestamp> ended;
    Timestamp lastNews; ///< when something of it was last committed
    std::optional<EndState> endState;
    std::string endStateText; ///< the end state as it was sent, when it is none of ours
    std::string endReason;
    EventCounts counts;
    std::uint64_t drops = 0; ///< by its recorder; known for recorded sessions only
    std::optional<Ledger> ledger; ///< the last one its recorder told, with what recorders before it decided;
                                  ///< recorded sessions only
    std::optional<std::uint64_t> sdkEvents{}; ///< the sum of its SDK's own event_counts; nullopt: not told
    bool hasLab = false; ///< it is a run of the burst lab, and its plan is stored
    Usage usage{}; ///< of all its LLM calls

    /// Ended, silent since silentAfter, or running.
    SessionState stateAt(Timestamp now) const;

    /// The tags in one line (control characters as blanks), or "session 638552b9" when there are none.
    std::string displayName() const;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Where in an event a text stands. The numbers are the columns of the index.
enum class TextField : std::uint8_t { Name, Prompt, Completion, Params, Returns, Logs, Error };
inline constexpr std::size_t textFieldCount = 7;

/// "name", "prompt", ...
std::string_view wireName(TextField field);

/// The texts of one event as people read them: no JSON, at most mostTextOfField bytes each, cut between
/// characters.
inline constexpr std::size_t mostTextOfField = std::size_t{16} << 10U;
using EventTexts = std::array<std::string, textFieldCount>;

struct SearchLimits
{
    SessionId session{}; ///< empty = every session
    std::int64_t afterRow = 0; ///< within `session`: hits from here on
    std::size_t sessions = 50; ///< the newest of those with hits
    std::size_t hitsPerSession = 5; ///< the earliest of them
    std::uint64_t matches = 1'000'000; ///< counted before the search stops
};

/// A part of SearchHit::snippet, in bytes of UTF-8; begins and ends between characters.
struct TextPlace
{
    std::size_t at = 0;
    std::size_t size = 0;

    bool operator==(const TextPlace &) const = default;
};

struct SearchHit
{
    std::int64_t row = 0;
    Timestamp start;
    EventType type = EventType::Action;
    std::string name;
    TextField field = TextField::Name;
    std::string snippet; ///< plain text around the first place; no control characters
    std::vector<TextPlace> places; ///< what was searched for, in their order; at least one
    bool isCutBefore = false; ///< the text goes on before the snippet
    bool isCutAfter = false;
};

struct SessionHits
{
    SessionSummary session;
    std::uint64_t count = 0; ///< events that match
    std::vector<SearchHit> hits;
};

struct SearchAnswer
{
    std::vector<SessionHits> sessions; ///< the newest first
    std::uint64_t matches = 0; ///< events that match, of all sessions
    std::uint64_t sessionCount = 0; ///< sessions with such events
    bool isWhole = true; ///< false: stopped at SearchLimits::matches; the numbers are the least there are
    std::uint64_t indexed = 0; ///< events in the index; less than `stored`: it is being filled
    std::uint64_t stored = 0; ///< events in the store
};

} // namespace sluice

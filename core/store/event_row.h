// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>

namespace sluice {

/// An event's row: its session's key above, its number in the session below; so the rows of a session are one
/// range, in the order in which the events came first.
inline constexpr std::int64_t eventsPerSession = std::int64_t{1} << 32U;

/// `number` is 1 to eventsPerSession - 1.
constexpr std::int64_t eventRow(std::int64_t session, std::int64_t number)
{
    return session * eventsPerSession + number;
}

constexpr std::int64_t sessionOfRow(std::int64_t row)
{
    return row / eventsPerSession;
}

} // namespace sluice

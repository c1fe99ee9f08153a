// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"

#include <vector>

namespace sluice::test {

/// A session as a real agent makes it, the same each time: three agents that plan, call models and tools,
/// some of it at once, some of it failing; recorded through a queue of 100 with a server that stumbles twice.
struct DemoSession
{
    SessionSummary session;
    std::vector<Agent> agents;
    std::vector<EventHead> events;
    std::vector<FlushRecord> flushes;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;
};

DemoSession demoSession();

/// `count` events of all types one after the other over ten minutes, in two overlapping rows.
std::vector<EventHead> manyEvents(std::size_t count);

/// Where every session of the tests begins.
inline constexpr Timestamp sessionStart{std::chrono::seconds{1'800'000'000}};

SessionSummary summaryOf(const char *id, Origin origin = Origin::Received);

} // namespace sluice::test

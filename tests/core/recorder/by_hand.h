// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/live_session.h"
#include "tests/support/manual_clock.h"

#include <string>

namespace sluice {

inline RecorderConfig byHandConfig(std::size_t capacity, OverflowPolicy policy = OverflowPolicy::DropNewest)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1";
    config.apiKey = ApiKey::parse("11111111-2222-4333-8444-555555555555", "key").value();
    config.spoolDir = "unused"; // the tests give the spool itself
    config.queue.maxQueueSize = capacity;
    config.queue.policy = policy;
    return config;
}

inline ActionEvent actionNamed(std::string name)
{
    ActionEvent event;
    event.actionType = std::move(name);
    return event;
}

inline void recordActions(LiveSession &session, int count)
{
    for (int i = 0; i < count; ++i)
        session.record(actionNamed("event"));
}

/// Steps until the flusher has nothing to do now. False: it never rests.
inline bool settle(LiveSession &session)
{
    for (int i = 0; i < 1'000; ++i) {
        if (session.step().kind != Flusher::Next::Kind::Again)
            return true;
    }
    return false;
}

/// Steps, and moves the clock to where the flusher wants to be woken. False: it would wait for ever.
inline bool runUntilFinished(LiveSession &session, ManualClock &clock)
{
    for (int i = 0; i < 10'000; ++i) {
        const Flusher::Next next = session.step();
        if (next.kind == Flusher::Next::Kind::Finished)
            return true;
        if (next.kind == Flusher::Next::Kind::Again)
            continue;
        if (!next.until)
            return false;
        clock.advance(*next.until - clock.steadyNow());
    }
    return false;
}

} // namespace sluice

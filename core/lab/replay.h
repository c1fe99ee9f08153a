// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/recorder/recorder.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// A stored session on its way out again.
using ReplaySource = StoredSession;

struct ReplayOptions
{
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 100;

    double speed = 1; ///< slowest to fastest
    bool stepwise = false; ///< nothing goes until step()
    /// Session, agents and events have the ids and times that they had. Else they get new ids, errors'
    /// triggers and agents with them, and events happen when they are replayed, for as long as they took by
    /// the speed.
    bool keepIds = false;
    QueueLimits queue{};
    Millis endDeadline{2'000};

    /// Error (Usage): names the setting, its value and what was expected.
    Result<void> validate() const;
};

struct ReplayProgress
{
    enum class State { Waiting, Running, Paused, Ending, Finished };
    SessionId session; ///< that is recorded
    State state = State::Waiting; ///< Waiting: for the first step
    std::uint64_t replayed = 0; ///< record() calls that returned
    std::uint64_t skipped = 0; ///< whose stored body could not be read; `message` has the first
    std::uint64_t planned = 0;
    Micros position{0}; ///< in the recorded session's time, since its first event
    Micros length{0}; ///< to where its last event began
    Ledger ledger;
    std::string message; ///< what was skipped, and what end() said remained; empty when all is well
};

/// Records a stored session again, in the order in which its events began and at its own pace or another,
/// with its tags and "replay". What an event to record has no place for is left out. thread: any. The
/// destructor stops and joins; it never waits longer than the end deadline.
class Replay
{
public:
    /// Error (Usage): the options are not valid. Error (Held): with its id the session is being recorded
    /// here. Else as Recorder::startSession().
    static Result<std::unique_ptr<Replay>> start(
        Recorder &recorder, ReplaySource source, ReplayOptions options);
    ~Replay();
    Replay(const Replay &) = delete;
    Replay &operator=(const Replay &) = delete;

    void pause();
    void resume();
    /// The next event goes now, whatever the time to it; pauses when it was running.
    void step();
    /// From now on; taken into its bounds.
    void setSpeed(double speed);
    /// What was recorded is still sent. Returns at once.
    void stop();
    ReplayProgress progress() const;
    ReplayProgress wait();

private:
    class Impl;
    explicit Replay(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

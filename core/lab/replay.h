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
struct ReplaySource
{
    SessionSummary session;
    std::vector<Agent> agents;
    std::vector<StoredEvent> events; ///< in the order of their start
};

struct ReplayOptions
{
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 100;

    double speed = 1; ///< slowest to fastest
    bool stepwise = false; ///< nothing goes until step()
    bool keepIds
        = false; ///< ids of session and events as they were; else new ones, errors' triggers with them
    QueueLimits queue{};
    Millis endDeadline{2'000};

    /// Error (Usage): names the setting, its value and what was expected.
    Result<void> validate() const;
};

struct ReplayProgress
{
    enum class State { Waiting, Running, Paused, Ending, Finished };
    SessionId session; ///< that is recorded
    State state = State::Waiting;
    std::uint64_t replayed = 0;
    std::uint64_t skipped = 0; ///< whose stored body could not be read; `message` has the first
    std::uint64_t planned = 0;
    Micros position{0}; ///< in the recorded session's time, since its first event
    Micros length{0};
    Ledger ledger;
    std::string message;
};

/// Records a stored session again, at its own pace or another. thread: any. The destructor stops and joins;
/// it never waits longer than the end deadline.
class Replay
{
public:
    /// Error (Usage): options; a recorder that sends to where the session with this id is recorded now.
    static Result<std::unique_ptr<Replay>> start(
        Recorder &recorder, ReplaySource source, ReplayOptions options);
    ~Replay();
    Replay(const Replay &) = delete;
    Replay &operator=(const Replay &) = delete;

    void pause();
    void resume();
    /// The next event goes now; pauses when it was running.
    void step();
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

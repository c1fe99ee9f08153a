// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"
#include "core/lab/fault_proxy.h"
#include "core/recorder/recorder.h"

#include <memory>
#include <optional>
#include <string>

namespace sluice {

/// How long record() took, over one run, in nanoseconds.
struct RecordCost
{
    std::uint64_t p50 = 0;
    std::uint64_t p99 = 0;
    std::uint64_t max = 0;
};

/// A run at one instant.
struct BurstProgress
{
    enum class State { Recording, Ending, Finished };
    SessionId session;
    State state = State::Recording;
    std::uint64_t offered = 0; ///< record() calls that returned
    std::uint64_t planned = 0;
    Millis elapsed{0};
    Ledger ledger;
    std::uint64_t flushes = 0;
    RecordCost cost; ///< known when finished
    std::string message; ///< what end() said remained; empty when all is well
};

/// What becomes of a run's faults when it is finished and some of it is not sent yet.
enum class FaultsAfterRun {
    Lifted, ///< for good, so that what is left can still be sent: nobody could lift them any more
    AsPlanned, ///< as the schedule goes on, until the recorder is closed: what arrives is what the plan says
};

/// Fires one plan: producers on threads of their own, then the session's end on another. Starts at once, and
/// the schedule of its faults with it. thread: any. The destructor stops the run and joins; it never waits
/// longer than the end deadline.
class BurstRun
{
public:
    /// Error (Usage): the plan is not valid; it has faults, and the endpoint is https. Else as
    /// Recorder::startSession() and FaultProxy::start().
    static Result<std::unique_ptr<BurstRun>> start(
        Recorder &recorder, BurstPlan plan, FaultsAfterRun after = FaultsAfterRun::Lifted);
    ~BurstRun();
    BurstRun(const BurstRun &) = delete;
    BurstRun &operator=(const BurstRun &) = delete;

    /// Producers stop after the event in hand; what was recorded is still sent. Returns at once.
    void stop();
    BurstProgress progress() const;
    /// Waits for State::Finished.
    BurstProgress wait();

    /// From now on, until another is set; ends the schedule. Error (Usage): there is no proxy (see
    /// BurstPlan::usesProxy()), the run is finished, or the fault is not valid.
    Result<void> setFault(const Fault &fault);
    /// The schedule begins now, in place of what went on. Errors as setFault().
    Result<void> followFaults(FaultPlan faults);
    /// nullopt: there is no proxy.
    std::optional<FaultStats> faultStats() const;

    /// What is stored with the session, so that two runs can be laid side by side: {"plan": {...}, "seed": n,
    /// "result": {"record_ns": {"p50", "p99", "max"}, "elapsed_ms", "offered", "faults": {...}}}. The result
    /// is null until it is finished, its faults when there is no proxy.
    std::string labJson() const;

private:
    class Impl;
    explicit BurstRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

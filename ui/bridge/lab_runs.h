// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"
#include "core/lab/fault_plan.h"
#include "core/lab/fault_proxy.h"
#include "ui/bridge/lab_sources.h"
#include "ui/bridge/run_rest.h"

#include <QObject>

#include <memory>
#include <optional>

namespace sluice::ui {

/// What goes wrong on the wire of the run under way.
struct FaultsOnWire
{
    bool canSwitch = false; ///< a run is under way, and it has a proxy
    FaultPlan plan; ///< that is followed; empty: the fault was switched on by hand
    Millis since{0}; ///< the plan began, or the fault was switched on
    std::optional<FaultStats> stats; ///< nullopt: no proxy
};

/// The burst lab's runs, one at a time. Each is a session that is stored with its plan and its result.
/// thread: GUI; a run has threads of its own and is looked at with each tick().
class LabRuns final : public QObject
{
    Q_OBJECT
public:
    /// `sources` outlives it.
    explicit LabRuns(const LabSources &sources, QObject *parent = nullptr);

    /// Stops the run under way and waits for it, at most its end deadline.
    ~LabRuns() override;

    /// Error (Limit): a run is under way. Error (Usage): there is no recorder, the plan makes no sense, or it
    /// wants a proxy before an https endpoint.
    Result<SessionId> run(const BurstPlan &plan);

    /// Producers stop after the event in hand; what was recorded is still sent. Returns at once.
    void stop();
    bool isRunning() const { return m_running; }

    /// From now on, until another is set. Error (Usage): no run is under way, or it has no proxy.
    Result<void> setFault(const Fault &fault);
    /// The schedule begins now. Errors as setFault().
    Result<void> followFaults(const FaultPlan &plan);

    void tick();

Q_SIGNALS:
    void started(const sluice::SessionId &session, const sluice::BurstPlan &plan);
    /// While it runs with each tick; afterwards, while some of it is still being sent, when its ledger
    /// changes.
    void changed(const sluice::BurstProgress &progress);
    void faultsChanged(const sluice::ui::FaultsOnWire &faults);

private:
    void beginFaults(const FaultPlan &plan);
    void followRest();
    void sayFaults();
    void store();

    const LabSources &m_sources;
    std::unique_ptr<BurstRun> m_run; ///< the last one; kept after its end until the next
    bool m_running = false;
    SessionId m_session;
    RunRest m_rest;
    FaultPlan m_faults;
    SteadyTime m_faultsBegan;
};

} // namespace sluice::ui

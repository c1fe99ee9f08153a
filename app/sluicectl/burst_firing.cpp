// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/burst_firing.h"

#include "app/sluicectl/commands.h"
#include "app/sluicectl/ledger_report.h"
#include "app/sluicectl/sending_options.h"
#include "app/sluicectl/signal_watch.h"
#include "core/base/mutex.h"
#include "core/lab/burst_run.h"

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>

namespace sluice {

namespace {

/// A signal ends the burst that runs. thread: any.
class Interruption
{
public:
    void come(int signal) EXCLUDES(m_mutex)
    {
        m_signal = signal;
        const MutexLock lock(m_mutex); // the burst must not go away under the signal's thread
        if (m_burst)
            m_burst->stop();
    }

    /// null: it ends.
    void watch(BurstRun *burst) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_burst = burst;
        if (m_burst && m_signal != 0)
            m_burst->stop();
    }

    int signal() const { return m_signal; }

private:
    std::atomic<int> m_signal{0};
    Mutex m_mutex;
    BurstRun *m_burst GUARDED_BY(m_mutex) = nullptr;
};

nlohmann::ordered_json toJson(
    const BurstPlan &plan, const BurstProgress &burst, const std::optional<FaultStats> &faults)
{
    nlohmann::ordered_json object = ledgerJson(burst.session, burst.ledger);
    object["flushes"] = burst.flushes;
    object["elapsed_ms"] = burst.elapsed.count();
    object["record_ns"] = {{"p50", burst.cost.p50}, {"p99", burst.cost.p99}, {"max", burst.cost.max}};
    object["plan"] = plan.name.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(plan.name);
    object["seed"] = plan.seed;
    object["faults"] = nullptr;
    if (faults)
        object["faults"] = {{"requests", faults->requests}, {"passed", faults->passed},
            {"faulted", faults->faulted}, {"failed", faults->failed}, {"delayed", faults->delayed}};
    object["balanced"] = burst.ledger.balances();
    object["message"]
        = burst.message.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(burst.message);
    return object;
}

void tellPerson(const BurstProgress &burst, const std::optional<FaultStats> &faults)
{
    tellLedger(std::cerr, burst.session, burst.ledger);
    std::cerr << "  " << burst.flushes << " flushes in " << burst.elapsed.count() << " ms; record() p50 "
              << burst.cost.p50 << " ns, p99 " << burst.cost.p99 << " ns, max " << burst.cost.max << " ns\n";
    if (faults)
        std::cerr << "  faults on the wire: " << faults->faulted << " of " << faults->requests
                  << " requests, " << faults->passed << " passed, " << faults->delayed
                  << " delayed (refused connections are not seen by the proxy)\n";
    if (!burst.message.empty())
        std::cerr << "  remained: " << burst.message << '\n';
}

void sayIfNotStored(const std::string &command, const Result<void> &stored)
{
    if (!stored)
        std::cerr << "sluicectl " << command << ": the plan was not stored: " << stored.error().message
                  << '\n';
}

/// Of a run that begins: its plan, in case that it does not come to an end.
void storePlan(Engine &sluice, const std::string &command, const BurstRun &run)
{
    if (!sluice.isViewer())
        sayIfNotStored(command, sluice.storeLab(run.progress().session, run.labJson()));
}

/// Of a run that is over: its plan and result, also with another Sluice that stores the session.
void storeResult(Engine &sluice, const std::string &command, const BurstRun &run)
{
    storePlan(sluice, command, run);
    if (sluice.sendsToHolder())
        sayIfNotStored(command, sluice.sendLab(run.progress().session, run.labJson()));
}

/// What the end deadline left may still go out while the recorder closes: the report is of after that.
BurstProgress afterClosing(Engine &sluice, const BurstRun &run)
{
    sluice.closeRecorder();
    BurstProgress burst = run.progress();
    if (burst.ledger.undecided() + burst.ledger.spooled == 0)
        burst.message.clear();
    return burst;
}

ExitCode codeOf(const BurstProgress &burst, int signal)
{
    if (signal != 0)
        return signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    return isGood(burst.ledger) && burst.message.empty() ? ExitCode::Good : ExitCode::Undelivered;
}

} // namespace

ExitCode fireBurst(const std::string &command, const BurstPlan &plan, const Arguments &arguments)
{
    Result<EngineOptions> options = engineOptionsFrom(arguments, "sluicectl " + command);
    if (!options)
        return failed(command, options.error());
    if (Result<void> confirmed = confirmHost(arguments, options->endpoint, plan.events); !confirmed)
        return failed(command, confirmed.error());
    options->endDeadline = plan.endDeadline;

    Interruption interruption;
    const SignalWatch signals([&](int signal) { interruption.come(signal); });
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(*options));
    if (!engine)
        return failed(command, engine.error());
    Engine &sluice = **engine;
    if (!sluice.recorder())
        return failed(command, sluice.recorderError().value());
    const Result<std::unique_ptr<BurstRun>> run
        = BurstRun::start(*sluice.recorder(), plan, FaultsAfterRun::AsPlanned);
    if (!run)
        return failed(command, run.error());
    storePlan(sluice, command, **run);
    interruption.watch(run->get());
    BurstProgress burst = (*run)->wait();
    interruption.watch(nullptr);
    storeResult(sluice, command, **run);
    if (!burst.message.empty())
        burst = afterClosing(sluice, **run);

    if (arguments.has("--json"))
        std::cout << toJson(plan, burst, (*run)->faultStats()).dump() << std::endl;
    else
        tellPerson(burst, (*run)->faultStats());
    return codeOf(burst, interruption.signal());
}

} // namespace sluice

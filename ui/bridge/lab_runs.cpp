// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/lab_runs.h"

#include "core/base/clock.h"

#include <utility>

namespace sluice::ui {

LabRuns::LabRuns(const LabSources &sources, QObject *parent)
    : QObject(parent)
    , m_sources(sources)
{ }

LabRuns::~LabRuns() = default;

Result<SessionId> LabRuns::run(const BurstPlan &plan)
{
    if (!m_sources.recorder)
        return Error{ErrorKind::Usage, "There is no endpoint to send to: no collector listens here."};
    if (m_running)
        return Error{ErrorKind::Limit, "A run is under way; stop it first."};
    m_rest.forget();
    m_run.reset();
    Result<std::unique_ptr<BurstRun>> run = BurstRun::start(*m_sources.recorder, plan);
    if (!run)
        return run.error();
    m_run = std::move(*run);
    m_running = true;
    const BurstProgress progress = m_run->progress();
    m_session = progress.session;
    beginFaults(plan.faults);
    store();
    Q_EMIT started(m_session, plan);
    Q_EMIT changed(progress); // at once: the button must not take a second click
    sayFaults();
    return m_session;
}

void LabRuns::stop()
{
    if (m_run)
        m_run->stop();
}

Result<void> LabRuns::setFault(const Fault &fault)
{
    if (!m_running)
        return Error{ErrorKind::Usage, "No run is under way."};
    if (Result<void> set = m_run->setFault(fault); !set)
        return set;
    beginFaults({});
    sayFaults();
    return {};
}

Result<void> LabRuns::followFaults(const FaultPlan &plan)
{
    if (!m_running)
        return Error{ErrorKind::Usage, "No run is under way."};
    if (Result<void> followed = m_run->followFaults(plan); !followed)
        return followed;
    beginFaults(plan);
    sayFaults();
    return {};
}

void LabRuns::tick()
{
    if (!m_running)
        return followRest();
    const BurstProgress progress = m_run->progress();
    m_running = progress.state != BurstProgress::State::Finished;
    if (!m_running) {
        store();
        m_rest.begin(progress);
    }
    sayFaults();
    Q_EMIT changed(progress);
}

void LabRuns::followRest()
{
    if (!m_rest.isOpen() || !m_sources.recorder)
        return;
    if (const std::optional<BurstProgress> news = m_rest.news(m_run->progress()))
        Q_EMIT changed(*news);
}

void LabRuns::beginFaults(const FaultPlan &plan)
{
    m_faults = plan;
    m_faultsBegan = m_sources.clock->steadyNow();
}

void LabRuns::sayFaults()
{
    FaultsOnWire faults;
    faults.plan = m_faults;
    faults.since = std::chrono::floor<Millis>(m_sources.clock->steadyNow() - m_faultsBegan);
    faults.stats = m_run->faultStats();
    faults.canSwitch = m_running && faults.stats.has_value();
    Q_EMIT faultsChanged(faults);
}

void LabRuns::store()
{
    if (m_sources.storeLab)
        m_sources.storeLab(m_session, m_run->labJson());
}

} // namespace sluice::ui

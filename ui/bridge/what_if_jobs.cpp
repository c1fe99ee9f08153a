// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/what_if_jobs.h"

#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/lab_json.h"

#include <utility>

namespace sluice::ui {

namespace {

/// One reading or simulation is under way at a time, so one lane does for all of them.
constexpr auto lane = JobRunner::Lane::Event;
constexpr auto baselineLane = JobRunner::Lane::News;

Result<Workload> readWorkload(StoreReader &reader, const SessionId &session, unsigned producers)
{
    const auto contents = reader.flushContents(session);
    if (!contents)
        return contents.error();
    const auto flushes = reader.flushes(session);
    if (!flushes)
        return flushes.error();
    const auto drops = reader.drops(session);
    if (!drops)
        return drops.error();
    return workloadOf(*contents, *flushes, *drops, producers);
}

struct Baseline
{
    WhatIf settings;
    unsigned producers = 1;
    bool known = false;
};

Result<Baseline> readPlan(const std::string &lab)
{
    const Result<BurstPlan> plan = labPlan(lab);
    if (!plan)
        return plan.error();
    Baseline baseline;
    baseline.settings.queue = plan->queue;
    baseline.producers = plan->producers;
    baseline.known = true;
    return baseline;
}

Result<Baseline> readBaseline(StoreReader &reader, const SessionId &session)
{
    const Result<std::optional<std::string>> lab = reader.lab(session);
    if (!lab)
        return lab.error();
    if (*lab)
        return readPlan(**lab);
    const Result<std::vector<DepthSample>> depths = reader.depths(session);
    if (!depths)
        return depths.error();
    Baseline baseline;
    if (!depths->empty())
        baseline.settings.queue.maxQueueSize = depths->back().capacity;
    return baseline;
}

} // namespace

WhatIfJobs::WhatIfJobs(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_jobs(std::move(dir), this)
{ }

void WhatIfJobs::run(const SessionId &session, unsigned producers, std::vector<WhatIf> variants)
{
    m_variants = std::move(variants);
    m_next = 0;
    m_running = true;
    // Read anew each time: a session that is still recorded has grown.
    m_jobs.submit(
        lane,
        [this, session, producers](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            Result<Workload> workload = readWorkload(reader, session, producers);
            if (!workload)
                return [this, error = workload.error()] { fail(error); };
            return
                [this, kept = std::make_shared<const Workload>(std::move(*workload))] { takeWorkload(kept); };
        },
        [this](const Error &error) { fail(error); });
}

void WhatIfJobs::readBaseline(const SessionId &session)
{
    const auto failed
        = [this, session](const Error &error) { Q_EMIT baselineFailed(session, toQt(error.message)); };
    m_jobs.submit(
        baselineLane,
        [this, session, failed](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            const Result<Baseline> found = sluice::ui::readBaseline(reader, session);
            if (!found)
                return [failed, error = found.error()] { failed(error); };
            return [this, session, baseline = found.value()] {
                Q_EMIT baselineRead(session, baseline.settings, baseline.producers, baseline.known);
            };
        },
        failed);
}

void WhatIfJobs::cancel()
{
    m_jobs.cancel(lane);
    m_running = false;
}

void WhatIfJobs::takeWorkload(Shared workload)
{
    m_workload = std::move(workload);
    simulateNext();
}

void WhatIfJobs::simulateNext()
{
    if (m_next == m_variants.size()) {
        m_running = false;
        Q_EMIT finished();
        return;
    }
    m_jobs.submit(
        lane,
        [this, workload = m_workload, tried = m_variants[m_next]](
            StoreReader &, const JobRunner::Wanted &) -> JobRunner::Answer {
            return [this, outcome = simulate(*workload, tried)] { takeOutcome(outcome); };
        },
        [this](const Error &error) { fail(error); });
}

void WhatIfJobs::takeOutcome(const Result<WhatIfOutcome> &outcome)
{
    const int variant = static_cast<int>(m_next++);
    if (outcome)
        Q_EMIT simulated(variant, outcome.value());
    else
        Q_EMIT variantFailed(variant, toQt(outcome.error().message));
    if (m_running) // a receiver may have cancelled
        simulateNext();
}

void WhatIfJobs::fail(const Error &error)
{
    m_running = false;
    Q_EMIT failed(toQt(error.message));
}

} // namespace sluice::ui

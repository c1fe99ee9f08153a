// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"
#include "core/store/data_dir.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace sluice::ui {

/// Simulations of a stored session under other settings. The session is read once, then the variants are
/// simulated one after the other; what is asked for later takes the place of what is under way.
/// thread: GUI; reading and simulating happen on a thread of their own.
class WhatIfJobs final : public QObject
{
    Q_OBJECT
public:
    explicit WhatIfJobs(DataDir dir, QObject *parent = nullptr);

    /// Simulates `variants` of `session`, whose producers were so many.
    void run(const SessionId &session, unsigned producers, std::vector<WhatIf> variants);

    /// What the session was recorded with: its run's plan when it is one of the lab's, else the capacity that
    /// its depths tell, and defaults.
    void readBaseline(const SessionId &session);

    /// The simulation in hand is finished unseen; no answer comes any more.
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// `known`: the settings are stored with the session, none is a default that stands for unknown.
    void baselineRead(
        const sluice::SessionId &session, const sluice::WhatIf &baseline, unsigned producers, bool known);
    void baselineFailed(const sluice::SessionId &session, const QString &message);
    /// `variant` counts from 0.
    void simulated(int variant, const sluice::WhatIfOutcome &outcome);
    void variantFailed(int variant, const QString &message);
    /// The session cannot be read, or tells too little; nothing more comes.
    void failed(const QString &message);
    void finished();

private:
    using Shared = std::shared_ptr<const Workload>;

    void takeWorkload(Shared workload);
    void simulateNext();
    void takeOutcome(const Result<WhatIfOutcome> &outcome);
    void fail(const Error &error);

    Shared m_workload;
    std::vector<WhatIf> m_variants;
    std::size_t m_next = 0;
    bool m_running = false;
    JobRunner m_jobs;
};

} // namespace sluice::ui

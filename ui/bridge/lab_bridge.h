// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/deadlock_runs.h"
#include "ui/bridge/lab_replay.h"
#include "ui/bridge/lab_runs.h"
#include "ui/bridge/lab_sources.h"
#include "ui/bridge/run_reader.h"
#include "ui/bridge/what_if_jobs.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace sluice::ui {

/// The lab's door to the core, beside the Bridge: runs with faults, reproductions, simulations, replays. The
/// GUI thread never waits here for the store, the network, a run or a simulation; what runs is looked at on
/// one tick, about as often as the Bridge looks, and only while something runs is there anything to see.
/// thread: GUI.
class LabBridge final : public QObject
{
    Q_OBJECT
public:
    explicit LabBridge(LabSources sources, QObject *parent = nullptr);

    /// Starts the ticks. Before it, and in tests, tick() may be called by hand.
    void start();
    void tick();

    /// A recorder that came later, or null.
    void setRecorder(Recorder *recorder) { m_sources.recorder = recorder; }
    bool canRecord() const { return m_sources.recorder != nullptr; }

    /// Where the recorder sends to; empty without one.
    QString endpoint() const;

    const Clock &clock() const { return *m_sources.clock; }
    LabRuns &runs() { return m_runs; }
    DeadlockRuns &deadlocks() { return m_deadlocks; }
    WhatIfJobs &whatIf() { return m_whatIf; }
    LabReplay &replay() { return m_replay; }
    RunReader &stored() { return m_stored; }

private:
    LabSources m_sources; // first: the others look at it
    QTimer m_timer;
    LabRuns m_runs;
    DeadlockRuns m_deadlocks;
    WhatIfJobs m_whatIf;
    LabReplay m_replay;
    RunReader m_stored;
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/bridges/lab_sender.h"
#include "app/engine/engine.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/exchange_jobs.h"
#include "ui/bridge/forward_bridge.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/bridge/watch_bridge.h"

namespace sluice {

/// The doors between one engine and its window. thread: GUI.
struct WindowBridges
{
    /// `engine` outlives them.
    explicit WindowBridges(Engine &engine);

    void start();

    /// Lets the engine listen at another place, while nobody looks at what that changes.
    Result<void> listen(const ListenAddress &address);

    /// Has the collector start anew with that, while nobody looks at it.
    Result<void> setAccess(const CollectorAccess &access);

private:
    ui::BridgeSources mainSources();

    Engine &m_engine; ///< before all that is made of it
    LabSender m_labSender; ///< before the bridge that uses it

public:
    ui::Bridge main;
    ui::LabBridge lab;
    ui::WatchBridge watch;
    ui::ExchangeJobs exchange;
    ui::ForwardBridge forward;
};

} // namespace sluice

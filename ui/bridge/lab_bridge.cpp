// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/lab_bridge.h"

#include "core/recorder/recorder.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/convert.h"

#include <cassert>
#include <utility>

namespace sluice::ui {

LabBridge::LabBridge(LabSources sources, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
    , m_runs(m_sources)
    , m_whatIf(m_sources.dataDir)
    , m_replay(m_sources)
    , m_stored(m_sources.dataDir)
{
    assert(m_sources.clock && "the lab needs a clock");
    m_timer.setInterval(Bridge::tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &LabBridge::tick);
}

void LabBridge::start()
{
    m_timer.start();
}

void LabBridge::tick()
{
    m_runs.tick();
    m_deadlocks.tick();
    m_replay.tick();
}

QString LabBridge::endpoint() const
{
    return m_sources.recorder ? toQt(m_sources.recorder->config().endpoint) : QString();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/deadlock_runs.h"

#include "ui/bridge/convert.h"

#include <utility>

namespace sluice::ui {

DeadlockRuns::DeadlockRuns(QObject *parent)
    : QObject(parent)
{ }

DeadlockRuns::~DeadlockRuns() = default;

Result<void> DeadlockRuns::run(const DeadlockOptions &options)
{
    if (Result<void> valid = options.validate(); !valid)
        return valid;
    m_waiting.push_back(options);
    if (!m_run)
        startNext();
    return {};
}

void DeadlockRuns::stop()
{
    const bool wasRunning = isRunning();
    m_waiting.clear();
    m_run.reset();
    if (wasRunning)
        Q_EMIT idle();
}

void DeadlockRuns::startNext()
{
    while (!m_run && !m_waiting.empty()) {
        const DeadlockOptions options = m_waiting.front();
        m_waiting.pop_front();
        Result<std::unique_ptr<DeadlockRun>> run = DeadlockRun::start(options);
        if (!run) {
            Q_EMIT failed(options, toQt(run.error().message));
            continue;
        }
        m_run = std::move(*run);
        Q_EMIT started(options);
    }
    if (!m_run)
        Q_EMIT idle();
}

void DeadlockRuns::tick()
{
    if (!m_run)
        return;
    const DeadlockResult result = m_run->result();
    if (result.finished)
        m_run.reset();
    Q_EMIT changed(result);
    if (result.finished && !m_run)
        startNext();
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/deadlock_lab.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>

namespace sluice::ui {

/// Reproductions of issue #439, one after the other so that none slows another: what is asked for while one
/// runs waits its turn. thread: GUI; a run has threads of its own and is looked at with each tick().
class DeadlockRuns final : public QObject
{
    Q_OBJECT
public:
    explicit DeadlockRuns(QObject *parent = nullptr);
    ~DeadlockRuns() override; ///< stops what runs, within a second

    /// Begins at once when nothing runs. Error (Usage): the options make no sense.
    Result<void> run(const DeadlockOptions &options);

    /// Ends what runs and forgets what waits.
    void stop();
    bool isRunning() const { return m_run != nullptr; }

    void tick();

Q_SIGNALS:
    void started(const sluice::DeadlockOptions &options);
    /// So far, once a tick; the last one is finished.
    void changed(const sluice::DeadlockResult &result);
    void failed(const sluice::DeadlockOptions &options, const QString &message);
    /// Nothing runs and nothing waits any more.
    void idle();

private:
    void startNext();

    std::unique_ptr<DeadlockRun> m_run; ///< null: nothing runs
    std::deque<DeadlockOptions> m_waiting;
};

} // namespace sluice::ui

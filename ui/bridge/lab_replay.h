// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/replay.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/lab_sources.h"

#include <QObject>
#include <QString>

#include <memory>
#include <thread>

namespace sluice::ui {

/// Replays of stored sessions, one at a time, here or to another endpoint.
/// thread: GUI; the session is read and replayed on threads of their own, and looked at with each tick().
class LabReplay final : public QObject
{
    Q_OBJECT
public:
    /// `sources` outlives it.
    explicit LabReplay(const LabSources &sources, QObject *parent = nullptr);

    /// Stops the replay under way and waits for it, at most its end deadline.
    ~LabReplay() override;

    /// `endpoint` empty: where the recorder here sends to. The session is read first; what goes wrong then is
    /// told by failed(). Error (Limit): a replay is under way. Error (Usage): options or endpoint make no
    /// sense, or the session keeps its ids and goes where it is stored already.
    Result<void> start(const SessionId &session, const ReplayOptions &options, const QString &endpoint);

    void pause();
    void resume();
    void step();
    void setSpeed(double speed);
    void stop();
    bool isRunning() const { return m_reading || m_running; }

    void tick();

Q_SIGNALS:
    /// A session that is recorded here; one that goes elsewhere leaves no trace here.
    void started(const sluice::SessionId &session);
    void changed(const sluice::ReplayProgress &progress);
    void failed(const QString &message);

private:
    bool isHere(const std::string &endpoint) const;
    Result<std::unique_ptr<Recorder>> recorderFor(const std::string &endpoint) const;
    void begin(ReplaySource source, const ReplayOptions &options);
    void fail(const Error &error);
    void letGo();

    const LabSources &m_sources;
    std::unique_ptr<Recorder> m_elsewhere; ///< the recorder of a replay to another endpoint
    std::unique_ptr<Replay> m_replay; ///< after m_elsewhere: it goes first
    bool m_reading = false;
    bool m_running = false;
    std::jthread m_farewell; ///< closes a recorder, which may wait for its endpoint
    JobRunner m_jobs; ///< last: no answer comes after it
};

} // namespace sluice::ui

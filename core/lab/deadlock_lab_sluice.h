// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/lab/deadlock_lab_session.h"
#include "core/recorder/recorder.h"

namespace sluice {

/// Sluice's recorder in the original's place: the same queue size of 100, the same endless block when full,
/// so that nothing is ever dropped.
class SluiceSession final : public DeadlockSession, private RecorderSink
{
public:
    static Result<std::unique_ptr<DeadlockSession>> create(DeadlockStage stage);

    void open() override { }
    bool record(const char *thread, std::uint64_t event) override;
    void runFlusher() override { } // the recorder has its own
    void end() override;

private:
    explicit SluiceSession(DeadlockStage stage);
    Result<void> start();

    void sessionChanged(const RecordedSession &session) override;
    void eventsTaken(const SessionId &session, std::string_view body) override;
    void flushStarted(const FlushRecord &flush) override;
    void flushDelayed(const FlushRecord &flush) override;
    void flushFinished(const FlushRecord &flush) override;
    void eventsDropped(std::span<const DropRun> drops) override;
    void depthSampled(std::span<const DepthSample> samples) override;

    const DeadlockStage m_stage;
    const SystemClock m_clock;
    std::unique_ptr<Recorder> m_recorder; ///< its end joins the flusher, which calls this sink
    std::shared_ptr<RecordingSession> m_session;
};

} // namespace sluice

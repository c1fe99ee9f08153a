// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_sluice.h"

#include "core/base/random.h"
#include "core/recorder/curl_transports.h"

#include <string_view>
#include <utility>

namespace sluice {

namespace {

/// The server answers within its delay, so that this is reached only when something else is wrong.
constexpr Millis longestEnd{60'000};

} // namespace

SluiceSession::SluiceSession(DeadlockStage stage)
    : m_stage(std::move(stage))
{ }

Result<std::unique_ptr<DeadlockSession>> SluiceSession::create(DeadlockStage stage)
{
    std::unique_ptr<SluiceSession> session(new SluiceSession(std::move(stage)));
    if (Result<void> started = session->start(); !started)
        return started.error();
    return std::unique_ptr<DeadlockSession>(std::move(session));
}

Result<void> SluiceSession::start()
{
    RecorderConfig config;
    config.endpoint = m_stage.server;
    config.endDeadline = Millis(500);
    config.envDataOptOut = true;
    config.queue.maxQueueSize = queueSizeOf(DeadlockCure::Sluice);
    config.queue.blockDeadline.reset();
    Result<std::unique_ptr<Recorder>> recorder
        = Recorder::create(config, curlTransports(config), m_clock, this, systemEntropy());
    if (!recorder)
        return recorder.error();
    m_recorder = std::move(*recorder);
    Result<std::shared_ptr<RecordingSession>> session = m_recorder->startSession({.tags = {"lab"}});
    if (!session)
        return session.error();
    m_session = std::move(*session);
    return {};
}

bool SluiceSession::record(const char *thread, std::uint64_t event)
{
    ActionEvent action;
    action.actionType = "lab";
    action.params = JsonText{"{\"n\":" + std::to_string(event) + "}"};
    m_stage.tale.appended(thread, event);
    return wasAccepted(m_session->record(std::move(action)));
}

void SluiceSession::end()
{
    const DrainReport report = m_session->end(EndState::Success, {}, longestEnd);
    m_stage.tale.tell(DeadlockStep::Kind::Answered, programThread, 0,
        report.complete ? "end() is back: everything is delivered, and the server knows of the end."
                        : "end() is back: " + report.message);
}

void SluiceSession::flushStarted(const FlushRecord &flush)
{
    m_stage.tale.tell(DeadlockStep::Kind::Posted, flusherThread, 0,
        "The flusher sends " + std::to_string(flush.events) + (flush.events == 1 ? " event" : " events")
            + ". It holds no lock: record() goes on beside it.");
    m_stage.scene.flushes();
}

void SluiceSession::flushFinished(const FlushRecord &flush)
{
    const Millis took = std::chrono::round<Millis>(flush.ended - flush.started);
    m_stage.tale.tell(DeadlockStep::Kind::Answered, flusherThread, 0,
        "create_events: the server answered " + std::to_string(flush.httpStatus) + " after "
            + std::to_string(took.count()) + " ms: " + std::string(wireName(flush.outcome)) + ".");
}

void SluiceSession::flushDelayed(const FlushRecord &flush)
{
    m_stage.tale.tell(DeadlockStep::Kind::Answered, flusherThread, 0,
        "create_events failed and will be tried again: " + flush.message);
}

void SluiceSession::sessionChanged(const RecordedSession &) { }
void SluiceSession::eventsTaken(const SessionId &, std::string_view) { }
void SluiceSession::eventsDropped(std::span<const DropRun>) { }
void SluiceSession::depthSampled(std::span<const DepthSample>) { }

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/lab_replay.h"

#include "core/recorder/recorder.h"
#include "core/store/stored_session.h"
#include "ui/bridge/convert.h"

#include <utility>

namespace sluice::ui {

namespace {

constexpr auto lane = JobRunner::Lane::Event;

} // namespace

LabReplay::LabReplay(const LabSources &sources, QObject *parent)
    : QObject(parent)
    , m_sources(sources)
    , m_jobs(sources.dataDir, this)
{ }

LabReplay::~LabReplay() = default;

Result<void> LabReplay::start(const SessionId &session, const ReplayOptions &options, const QString &endpoint)
{
    if (isRunning())
        return Error{ErrorKind::Limit, "A replay is under way; stop it first."};
    if (Result<void> valid = options.validate(); !valid)
        return valid;
    letGo();
    if (!endpoint.isEmpty()) {
        Result<std::unique_ptr<Recorder>> recorder = recorderFor(fromQt(endpoint));
        if (!recorder)
            return recorder.error();
        m_elsewhere = std::move(*recorder);
    } else if (!m_sources.recorder) {
        return Error{ErrorKind::Usage, "There is no endpoint to send to: no collector listens here."};
    }
    m_reading = true;
    m_jobs.submit(
        lane,
        [this, session, options](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            Result<ReplaySource> source = readStoredSession(reader, session);
            if (!source)
                return [this, error = source.error()] { fail(error); };
            auto kept = std::make_shared<ReplaySource>(std::move(*source)); // an Answer can be copied
            return [this, kept, options] { begin(std::move(*kept), options); };
        },
        [this](const Error &error) { fail(error); });
    return {};
}

Result<std::unique_ptr<Recorder>> LabReplay::recorderFor(const std::string &endpoint) const
{
    Result<std::string> url = normalizedEndpoint(endpoint);
    if (!url)
        return url.error();
    if (m_sources.recorderFor)
        return m_sources.recorderFor(*url);
    if (!m_sources.recorder)
        return Error{ErrorKind::Usage, "There is no recorder here whose settings could be used."};
    RecorderConfig config = m_sources.recorder->config();
    config.endpoint = std::move(*url);
    config.spoolDir.clear();
    config.durable = false;
    config.endpointStoresEvents = false;
    return Recorder::create(config);
}

void LabReplay::begin(ReplaySource source, const ReplayOptions &options)
{
    m_reading = false;
    Recorder *recorder = m_elsewhere ? m_elsewhere.get() : m_sources.recorder;
    if (!recorder)
        return fail({ErrorKind::Usage, "The recorder is gone."});
    Result<std::unique_ptr<Replay>> replay = Replay::start(*recorder, std::move(source), options);
    if (!replay)
        return fail(replay.error());
    m_replay = std::move(*replay);
    m_running = true;
    const ReplayProgress progress = m_replay->progress();
    Q_EMIT started(progress.session);
    Q_EMIT changed(progress);
}

void LabReplay::fail(const Error &error)
{
    m_reading = false;
    Q_EMIT failed(toQt(error.message));
}

/// Ends what the last replay has left; its recorder may wait for an endpoint that is slow, elsewhere.
void LabReplay::letGo()
{
    m_replay.reset();
    if (m_elsewhere)
        m_farewell = std::jthread([recorder = std::move(m_elsewhere)]() mutable { recorder.reset(); });
}

void LabReplay::pause()
{
    if (m_replay)
        m_replay->pause();
}

void LabReplay::resume()
{
    if (m_replay)
        m_replay->resume();
}

void LabReplay::step()
{
    if (m_replay)
        m_replay->step();
}

void LabReplay::setSpeed(double speed)
{
    if (m_replay)
        m_replay->setSpeed(speed);
}

void LabReplay::stop()
{
    if (m_reading) {
        m_jobs.cancel(lane);
        return fail({ErrorKind::Cancelled, "Stopped before it began."});
    }
    if (m_replay)
        m_replay->stop();
}

void LabReplay::tick()
{
    if (!m_running)
        return;
    const ReplayProgress progress = m_replay->progress();
    m_running = progress.state != ReplayProgress::State::Finished;
    if (!m_running)
        letGo();
    Q_EMIT changed(progress);
}

} // namespace sluice::ui

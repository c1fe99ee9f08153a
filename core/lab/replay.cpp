// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay.h"

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/base/thread_name.h"
#include "core/lab/replay_events.h"
#include "core/lab/replay_turns.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <thread>
#include <utility>

namespace sluice {

namespace {

using State = ReplayProgress::State;

constexpr const char *replayTag = "replay";

std::vector<std::string> tagsFor(std::vector<std::string> tags)
{
    if (std::ranges::find(tags, replayTag) == tags.end())
        tags.emplace_back(replayTag);
    return tags;
}

} // namespace

Result<void> ReplayOptions::validate() const
{
    if (!std::isfinite(speed) || speed < slowest || speed > fastest)
        return Error{ErrorKind::Usage, "speed is " + std::to_string(speed) + "; expected 0.1 to 100"};
    if (endDeadline < Millis(0))
        return Error{ErrorKind::Usage,
            "end deadline is " + std::to_string(endDeadline.count()) + " ms; expected 0 ms or more"};
    return queue.validate();
}

class Replay::Impl
{
public:
    Impl(ReplaySource source, const ReplayOptions &options, std::shared_ptr<RecordingSession> session)
        : m_source(std::move(source))
        , m_options(options)
        , m_session(std::move(session))
        , m_first(m_source.events.empty() ? Timestamp{} : m_source.events.front().start)
        , m_length(m_source.events.empty() ? Micros(0) : m_source.events.back().start - m_first)
        , m_events(m_source, options.keepIds, *m_session, systemEntropy())
        , m_turns(options.speed, !options.stepwise)
    {
        m_player = std::jthread([this] {
            nameThisThread("replay");
            play();
        });
        m_closer = std::jthread([this] {
            nameThisThread("replay end");
            closeWhenPlayed();
        });
    }

    ~Impl() { stop(); }

    ReplayTurns &turns() { return m_turns; }

    void stop() EXCLUDES(m_mutex)
    {
        m_turns.stop();
        const MutexLock lock(m_mutex);
        m_stopped = true;
        m_changed.notifyAll();
    }

    ReplayProgress progress() const EXCLUDES(m_mutex)
    {
        ReplayProgress now;
        now.session = m_session->id();
        now.planned = m_source.events.size();
        now.length = m_length;
        now.ledger = m_session->ledger();
        const ReplayTurns::Standing standing = m_turns.standing();
        now.position = standing.position;
        const MutexLock lock(m_mutex);
        now.state = state(standing.running);
        now.replayed = m_replayed;
        now.skipped = m_skipped;
        now.message = m_message;
        return now;
    }

    ReplayProgress wait() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (!m_finished)
            m_changed.wait(m_mutex);
        lock.unlock();
        return progress();
    }

private:
    State state(bool timeRuns) const REQUIRES(m_mutex)
    {
        if (m_finished)
            return State::Finished;
        if (m_played || m_stopped)
            return State::Ending;
        if (timeRuns)
            return State::Running;
        return m_replayed + m_skipped == 0 ? State::Waiting : State::Paused;
    }

    // thread: player
    void play() EXCLUDES(m_mutex)
    {
        for (std::size_t i = 0; i < m_source.events.size(); ++i) {
            StoredEvent stored = std::move(m_source.events[i]);
            Result<RecordableEvent> event = m_events.read(stored);
            stored.body = {}; // a large session need not be held twice
            if (!event) {
                skip(i, event.error().message);
                continue;
            }
            const std::optional<double> speed = m_turns.waitFor(stored.start - m_first);
            if (!speed)
                return finishPlaying(false);
            m_events.place(*event, stored, SystemClock().wallNow(), *speed);
            std::visit([this](auto &given) { m_session->record(std::move(given)); }, *event);
            const MutexLock lock(m_mutex);
            ++m_replayed;
        }
        finishPlaying(true);
    }

    void finishPlaying(bool whole) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_played = true;
        m_whole = whole;
        m_changed.notifyAll();
    }

    void skip(std::size_t index, const std::string &why) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        if (m_skipped++ == 0)
            m_message = "event " + std::to_string(index + 1) + " was skipped: " + why;
    }

    // thread: closer
    void closeWhenPlayed() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (!m_played && !m_stopped)
            m_changed.wait(m_mutex);
        const bool whole = m_whole;
        lock.unlock();

        // A player that waits for room is woken by the end, so the end comes before the join.
        const EndState asBefore = m_source.session.endState.value_or(EndState::Indeterminate);
        const DrainReport report = m_session->end(whole ? asBefore : EndState::Indeterminate,
            whole ? "replayed" : "replay stopped before its last event", m_options.endDeadline);
        m_player.join();

        lock.lock();
        if (!report.message.empty())
            m_message += (m_message.empty() ? "" : "; ") + report.message;
        m_finished = true;
        lock.unlock();
        m_changed.notifyAll();
    }

    ReplaySource m_source; ///< its events: the player's alone
    const ReplayOptions m_options;
    const std::shared_ptr<RecordingSession> m_session;
    const Timestamp m_first;
    const Micros m_length;
    ReplayEvents m_events; ///< the player's
    ReplayTurns m_turns;

    mutable Mutex m_mutex;
    CondVar m_changed;
    std::uint64_t m_replayed GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_skipped GUARDED_BY(m_mutex) = 0;
    bool m_stopped GUARDED_BY(m_mutex) = false;
    bool m_played GUARDED_BY(m_mutex) = false;
    bool m_whole GUARDED_BY(m_mutex) = false; ///< played to its last event
    bool m_finished GUARDED_BY(m_mutex) = false;
    std::string m_message GUARDED_BY(m_mutex);

    std::jthread m_player;
    std::jthread m_closer; // last: it joins the player
};

Replay::Replay(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

Replay::~Replay() = default;

Result<std::unique_ptr<Replay>> Replay::start(Recorder &recorder, ReplaySource source, ReplayOptions options)
{
    if (Result<void> valid = options.validate(); !valid)
        return valid.error();
    std::ranges::stable_sort(source.events, {}, &StoredEvent::start);
    SessionOptions session;
    session.tags = tagsFor(source.session.tags);
    session.queue = options.queue;
    if (options.keepIds)
        session.inherited = source.session.id;
    Result<std::shared_ptr<RecordingSession>> started = recorder.startSession(std::move(session));
    if (!started)
        return started.error();
    return std::unique_ptr<Replay>(
        new Replay(std::make_unique<Impl>(std::move(source), options, std::move(*started))));
}

void Replay::pause()
{
    m_impl->turns().pause();
}

void Replay::resume()
{
    m_impl->turns().resume();
}

void Replay::step()
{
    m_impl->turns().step();
}

void Replay::setSpeed(double speed)
{
    if (std::isfinite(speed))
        m_impl->turns().setSpeed(std::clamp(speed, ReplayOptions::slowest, ReplayOptions::fastest));
}

void Replay::stop()
{
    m_impl->stop();
}

ReplayProgress Replay::progress() const
{
    return m_impl->progress();
}

ReplayProgress Replay::wait()
{
    return m_impl->wait();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorder.h"

#include "core/base/clock.h"
#include "core/base/deadline.h"
#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/recorder/live_session.h"
#include "core/transport/curl_transport.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// Ended sessions that stay in snapshots(), the last ones.
constexpr std::size_t mostEndedKept = 64;

using Sessions = std::vector<std::shared_ptr<LiveSession>>;

Millis timeLeft(SteadyTime until)
{
    const auto left = std::chrono::ceil<Millis>(until - std::chrono::steady_clock::now());
    return std::max(left, Millis(0));
}

} // namespace

class Recorder::Impl
{
public:
    Impl(RecorderConfig config, TransportFactory transports, const Clock &clock, RecorderSink *sink,
        std::uint64_t seed)
        : m_config(std::move(config))
        , m_transports(std::move(transports))
        , m_clock(clock)
        , m_sink(sink)
        , m_seeds(seed)
    { }

    const RecorderConfig &config() const { return m_config; }

    Result<std::shared_ptr<RecordingSession>> start(SessionOptions options) EXCLUDES(m_mutex)
    {
        RecorderConfig config = m_config;
        if (options.queue)
            config.queue = *options.queue;
        if (Result<void> valid = config.queue.validate(); !valid)
            return valid.error();
        letGoOfEnded();
        std::unique_ptr<Transport> transport = m_transports();
        if (options.wrapTransport)
            transport = options.wrapTransport(std::move(transport));

        MutexLock lock(m_mutex);
        if (liveCount() + m_starting >= mostSessions)
            return Error{
                ErrorKind::Limit, "256 sessions are live, or ended and still being sent; end one first"};
        const std::uint64_t seed = m_seeds.next();
        ++m_starting;
        lock.unlock();
        auto session = std::make_shared<LiveSession>(
            config, std::move(options), std::move(transport), m_clock, m_sink, seed);
        lock.lock();
        --m_starting;
        m_sessions.push_back(session);
        return std::shared_ptr<RecordingSession>(std::move(session));
    }

    Ledger ledger() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        const Sessions sessions = m_sessions;
        Ledger sum = m_letGo;
        lock.unlock();
        for (const auto &session : sessions)
            sum += session->ledger();
        return sum;
    }

    Sessions sessions() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        return m_sessions;
    }

private:
    std::size_t liveCount() const REQUIRES(m_mutex)
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(m_sessions, [](const auto &session) { return !session->isFinished(); }));
    }

    /// Finished sessions that nobody else holds, oldest first, beyond mostEndedKept.
    Sessions endedTooLongAgo() const EXCLUDES(m_mutex)
    {
        Sessions ended;
        MutexLock lock(m_mutex);
        for (const auto &session : m_sessions) {
            if (session->isFinished() && session.use_count() == 1)
                ended.push_back(session);
        }
        lock.unlock();
        ended.resize(ended.size() > mostEndedKept ? ended.size() - mostEndedKept : 0);
        return ended;
    }

    /// Nobody can record to such a session any more, so its ledger moves into the sum and stays right.
    void letGoOfEnded() EXCLUDES(m_mutex)
    {
        const Sessions gone = endedTooLongAgo(); // destroyed after the unlock: a destructor joins a thread
        std::vector<Ledger> ledgers;
        for (const auto &session : gone)
            ledgers.push_back(session->ledger());
        MutexLock lock(m_mutex);
        for (std::size_t i = 0; i < gone.size(); ++i) {
            if (std::erase(m_sessions, gone[i]) > 0) // else another call was first
                m_letGo += ledgers[i];
        }
    }

    // Constant after construction.
    const RecorderConfig m_config;
    const TransportFactory m_transports;
    const Clock &m_clock;
    RecorderSink *const m_sink;

    mutable Mutex m_mutex;
    SeededRandom m_seeds GUARDED_BY(m_mutex);
    Sessions m_sessions GUARDED_BY(m_mutex);
    std::size_t m_starting GUARDED_BY(m_mutex) = 0; ///< sessions that are being made
    Ledger m_letGo GUARDED_BY(m_mutex);
};

Recorder::Recorder(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

Recorder::~Recorder()
{
    endAll(EndState::Indeterminate, "the recorder was closed", m_impl->config().endDeadline);
    const Sessions sessions = m_impl->sessions();
    for (const auto &session : sessions)
        session->abandon();
    // Joined here, not with the last reference: a user may hold a session longer than the sink lives.
    for (const auto &session : sessions)
        session->stop();
}

Result<std::unique_ptr<Recorder>> Recorder::create(RecorderConfig config, TransportFactory transports,
    const Clock &clock, RecorderSink *sink, std::uint64_t seed)
{
    if (Result<void> valid = config.validate(); !valid)
        return valid.error();
    config.endpoint = normalizedEndpoint(config.endpoint).value();
    return std::unique_ptr<Recorder>(
        new Recorder(std::make_unique<Impl>(std::move(config), std::move(transports), clock, sink, seed)));
}

Result<std::unique_ptr<Recorder>> Recorder::create(RecorderConfig config)
{
    static const SystemClock clock;
    return create(
        std::move(config), [] { return std::make_unique<CurlTransport>(); }, clock, nullptr, systemEntropy());
}

const RecorderConfig &Recorder::config() const
{
    return m_impl->config();
}

Result<std::shared_ptr<RecordingSession>> Recorder::startSession(SessionOptions options)
{
    return m_impl->start(std::move(options));
}

Ledger Recorder::ledger() const
{
    return m_impl->ledger();
}

std::vector<QueueSnapshot> Recorder::snapshots() const
{
    std::vector<QueueSnapshot> shots;
    for (const auto &session : m_impl->sessions())
        shots.push_back(session->snapshot());
    return shots;
}

std::vector<DrainReport> Recorder::endAll(EndState state, const std::string &reason, Millis deadline)
{
    const SteadyTime until = deadlineIn(deadline);
    const Sessions sessions = m_impl->sessions();
    for (const auto &session : sessions)
        session->beginEnd(state, reason);
    std::vector<DrainReport> reports;
    for (const auto &session : sessions)
        reports.push_back(session->awaitEnd(timeLeft(until)));
    return reports;
}

} // namespace sluice

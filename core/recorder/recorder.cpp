// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorder.h"

#include "core/base/clock.h"
#include "core/base/deadline.h"
#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/recorder/adoption.h"
#include "core/recorder/curl_transports.h"
#include "core/recorder/host_env.h"
#include "core/recorder/live_session.h"
#include "core/recorder/recorded_sessions.h"
#include "core/spool/write_ahead.h"
#include "core/transport/transport.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr const char *childWords = "this is a fork's child: the recorder is its parent's";

/// Of the destructor's deadline, what is kept for putting the rest into the spool: two commits a session,
/// which wait for no disk then, and one sync for all; at most half of it.
constexpr Millis diskTimeOfEach{1};
constexpr Millis leastDiskTime{50};

Millis diskTime(Millis deadline, std::size_t sessions)
{
    const Millis wanted = std::max<Millis>(leastDiskTime, diskTimeOfEach * sessions);
    return std::min<Millis>(deadline / 2, wanted);
}

Millis timeLeft(SteadyTime until)
{
    const auto left = std::chrono::ceil<Millis>(until - std::chrono::steady_clock::now());
    return std::max(left, Millis(0));
}

} // namespace

class Recorder::Impl
{
public:
    struct Parts
    {
        RecorderConfig config;
        TransportFactory transports;
        const Clock &clock;
        RecorderSink *sink;
        std::unique_ptr<Spool> spool;
        std::vector<SpoolFinding> findings;
    };
    Impl(Parts parts, std::uint64_t seed)
        : m_parts(std::move(parts))
        , m_seeds(seed)
    {
        if (Spool *spool = m_parts.spool.get())
            m_adoption = std::make_unique<Adoption>(
                Adoption::Parts{m_parts.config, m_parts.transports, m_parts.clock, m_parts.sink, *spool},
                SeededRandom(~seed).next());
    }

    const ForkMark &fork() const { return m_fork; }
    const RecorderConfig &config() const { return m_parts.config; }
    Spool *spool() const { return m_parts.spool.get(); }
    Adoption *adoption() const { return m_adoption.get(); }
    RecordedSessions &sessions() { return m_sessions; }
    const std::vector<SpoolFinding> &findings() const { return m_parts.findings; }

    Result<std::shared_ptr<RecordingSession>> start(SessionOptions options) EXCLUDES(m_mutex)
    {
        RecorderConfig config = m_parts.config;
        if (options.queue)
            config.queue = *options.queue;
        if (Result<void> valid = config.validate(); !valid)
            return valid.error();
        if (config.queue.policy == OverflowPolicy::Spill && !spool())
            return Error{ErrorKind::Io, "policy is spill, and the spool cannot be used"};
        MutexLock lock(m_mutex);
        const std::uint64_t seed = m_seeds.next();
        lock.unlock();
        if (options.inherited.isEmpty())
            options.inherited = LiveSession::newId(seed, m_parts.clock);
        if (options.hostEnv.empty())
            options.hostEnv = hostEnvironment(config.envDataOptOut);
        const SessionId id = options.inherited;
        if (m_adoption && m_adoption->has(id))
            return Error{ErrorKind::Held, "session " + id.text() + " is being sent from the spool"};
        if (Result<void> claimed = m_sessions.claim(id, spool() != nullptr); !claimed)
            return claimed.error();
        Result<std::shared_ptr<LiveSession>> made = make(config, std::move(options), seed);
        if (!made) {
            m_sessions.giveBack(id);
            return made.error();
        }
        m_sessions.add(*made);
        return std::shared_ptr<RecordingSession>(*made);
    }

private:
    Result<std::shared_ptr<LiveSession>> make(
        const RecorderConfig &config, SessionOptions options, std::uint64_t seed)
    {
        LiveSession::Parts parts{m_parts.transports(), m_parts.clock, m_parts.sink, spool()};
        if (options.wrapTransport)
            parts.transport = options.wrapTransport(std::move(parts.transport));
        if (config.durable) {
            Result<std::unique_ptr<WriteAhead>> writeAhead = spool()->writeAhead(spooledOf(config, options));
            if (!writeAhead)
                return writeAhead.error();
            parts.writeAhead = std::move(*writeAhead);
        }
        return std::shared_ptr<LiveSession>(
            new LiveSession(config, std::move(options), std::move(parts), seed), &LiveSession::destroy);
    }

    SpooledSession spooledOf(const RecorderConfig &config, const SessionOptions &options) const
    {
        SpooledSession session;
        session.id = options.inherited;
        session.endpoint = config.endpoint;
        session.started = m_parts.clock.wallNow();
        session.tags = options.tags;
        session.hostEnv = options.hostEnv;
        return session;
    }

    // Constant after construction; in the order of their dependence.
    const ForkMark m_fork;
    const Parts m_parts;
    Mutex m_mutex;
    SeededRandom m_seeds GUARDED_BY(m_mutex);
    RecordedSessions m_sessions;
    std::unique_ptr<Adoption> m_adoption;
};

Recorder::Recorder(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

Recorder::~Recorder()
{
    if (m_impl->fork().isForeign()) {
        // Its sockets, files and locks are the parent's, and its threads do not exist here.
        static_cast<void>(m_impl.release());
        return;
    }
    const Millis deadline = m_impl->config().endDeadline;
    const std::size_t live = m_impl->sessions().live();
    const Millis forDisk = m_impl->spool() ? diskTime(deadline, live) : Millis(0);
    endAll(EndState::Indeterminate, "the recorder was closed", deadline - forDisk);
    const auto sessions = m_impl->sessions().all();
    if (m_impl->spool())
        m_impl->spool()->hurry();
    for (const auto &session : sessions)
        session->abandon();
    if (Adoption *adoption = m_impl->adoption())
        adoption->abandon();
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
    const bool needsSpool = config.durable || config.queue.policy == OverflowPolicy::Spill;
    Impl::Parts parts{std::move(config), std::move(transports), clock, sink, nullptr, {}};
    if (!parts.config.spoolDir.empty()) {
        SpoolOptions options;
        options.mostBytes = parts.config.spoolBytes;
        options.mostWriteAheadBytes = parts.config.writeAheadBytes;
        Result<std::unique_ptr<Spool>> spool = Spool::open(parts.config.spoolDir, options);
        if (!spool && needsSpool)
            return spool.error();
        if (spool)
            parts.spool = std::move(*spool);
        else
            parts.findings.push_back({parts.config.spoolDir, spool.error().message});
    }
    return std::unique_ptr<Recorder>(new Recorder(std::make_unique<Impl>(std::move(parts), seed)));
}

Result<std::unique_ptr<Recorder>> Recorder::create(const RecorderConfig &config)
{
    static const SystemClock clock;
    return create(config, curlTransports(config), clock, nullptr, systemEntropy());
}

const RecorderConfig &Recorder::config() const
{
    return m_impl->config();
}

Result<std::shared_ptr<RecordingSession>> Recorder::startSession(SessionOptions options)
{
    if (m_impl->fork().isForeign())
        return Error{ErrorKind::Usage, childWords};
    return m_impl->start(std::move(options));
}

Ledger Recorder::ledger() const
{
    return m_impl->fork().isForeign() ? Ledger{} : m_impl->sessions().ledger();
}

std::vector<QueueSnapshot> Recorder::snapshots() const
{
    std::vector<QueueSnapshot> shots;
    if (m_impl->fork().isForeign())
        return shots;
    for (const auto &session : m_impl->sessions().all())
        shots.push_back(session->snapshot());
    return shots;
}

std::vector<QueuePicture> Recorder::pictures(std::size_t mostCells) const
{
    std::vector<QueuePicture> pictures;
    if (m_impl->fork().isForeign())
        return pictures;
    for (const auto &session : m_impl->sessions().all())
        pictures.push_back(session->picture(mostCells));
    return pictures;
}

std::optional<QueuePicture> Recorder::picture(const SessionId &id, std::size_t mostCells) const
{
    if (m_impl->fork().isForeign())
        return std::nullopt;
    const std::shared_ptr<LiveSession> session = m_impl->sessions().find(id);
    return session ? std::optional(session->picture(mostCells)) : std::nullopt;
}

std::vector<DrainReport> Recorder::endAll(EndState state, const std::string &reason, Millis deadline)
{
    std::vector<DrainReport> reports;
    if (m_impl->fork().isForeign())
        return reports;
    const SteadyTime until = deadlineIn(deadline);
    const auto sessions = m_impl->sessions().all();
    for (const auto &session : sessions)
        session->beginEnd(state, reason);
    for (const auto &session : sessions)
        reports.push_back(session->awaitEnd(timeLeft(until)));
    return reports;
}

DrainState Recorder::drained() const
{
    const bool none = m_impl->fork().isForeign() || !m_impl->adoption();
    return none ? DrainState{} : m_impl->adoption()->state();
}

DrainReport Recorder::drain(Millis deadline)
{
    DrainReport report;
    if (m_impl->fork().isForeign()) {
        report.message = childWords;
        return report;
    }
    report.complete = true;
    return m_impl->adoption() ? m_impl->adoption()->drain(deadline) : report;
}

std::vector<SpoolFinding> Recorder::findings() const
{
    if (m_impl->fork().isForeign() || !m_impl->spool())
        return m_impl->findings();
    return m_impl->spool()->findings();
}

} // namespace sluice

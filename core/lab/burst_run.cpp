// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_run.h"

#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/base/thread_name.h"
#include "core/lab/burst_plan_json.h"
#include "core/lab/burst_producer.h"
#include "core/lab/burst_wire.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <deque>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace sluice {

namespace {

using Steady = std::chrono::steady_clock;

using nlohmann::ordered_json;

ordered_json toJson(const FaultStats &stats)
{
    return {{"connections", stats.connections}, {"requests", stats.requests}, {"passed", stats.passed},
        {"faulted", stats.faulted}, {"delayed", stats.delayed}, {"bytes_in", stats.bytesIn},
        {"bytes_out", stats.bytesOut}};
}

ordered_json resultJson(const BurstProgress &done, const ordered_json &faults)
{
    return {{"record_ns", {{"p50", done.cost.p50}, {"p99", done.cost.p99}, {"max", done.cost.max}}},
        {"elapsed_ms", done.elapsed.count()}, {"offered", done.offered}, {"faults", faults}};
}

constexpr const char *noProxy = "the burst goes straight to its endpoint; a plan with \"proxied\" can be "
                                "given faults while it runs";

} // namespace

class BurstRun::Impl
{
public:
    Impl(BurstPlan plan, FaultsAfterRun after, BurstWire wire, std::shared_ptr<RecordingSession> session)
        : m_plan(std::move(plan))
        , m_faultsAfter(after)
        , m_wire(std::move(wire))
        , m_session(std::move(session))
        , m_paced(ArrivalTimes(m_plan).isPaced())
        , m_started(Steady::now())
    {
        m_running = m_plan.producers;
        for (unsigned i = 0; i < m_plan.producers; ++i)
            m_producers.emplace_back(m_plan, *m_session, i, systemEntropy());
        if (m_wire.proxy())
            m_wire.proxy()->follow(m_plan.faults);
        for (BurstProducer &producer : m_producers)
            m_threads.emplace_back([this, &producer] { produce(producer); });
        m_closer = std::jthread([this] { closeWhenDone(); });
    }

    ~Impl()
    {
        stop();
        m_closer.join();
    }

    FaultProxy *proxy() const { return m_wire.proxy(); }

    void stop() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_stopped = true;
        lock.unlock();
        m_changed.notifyAll();
    }

    BurstProgress progress() const EXCLUDES(m_mutex)
    {
        BurstProgress now;
        now.session = m_session->id();
        now.planned = m_plan.events;
        now.offered = m_offered.load();
        const QueueSnapshot shot = m_session->snapshot();
        now.ledger = shot.ledger;
        now.flushes = shot.flushes;
        MutexLock lock(m_mutex);
        now.state = m_state;
        now.cost = m_cost;
        now.message = m_message;
        const SteadyTime until = m_state == BurstProgress::State::Finished ? m_finished : Steady::now();
        now.elapsed = std::chrono::floor<Millis>(until - m_started);
        return now;
    }

    BurstProgress wait() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (m_state != BurstProgress::State::Finished)
            m_changed.wait(m_mutex);
        lock.unlock();
        return progress();
    }

    Result<void> switchFaults(const std::function<void(FaultProxy &)> &change) EXCLUDES(m_wireMutex)
    {
        if (!proxy())
            return Error{ErrorKind::Usage, noProxy};
        const MutexLock lock(m_wireMutex);
        if (m_settled)
            return Error{ErrorKind::Usage, "the run is over, and its faults can be switched no more"};
        change(*proxy());
        return {};
    }

    std::string labJson() const
    {
        const BurstProgress now = progress();
        const bool finished = now.state == BurstProgress::State::Finished;
        const ordered_json faults = proxy() ? toJson(proxy()->stats()) : ordered_json();
        const ordered_json result = finished ? resultJson(now, faults) : ordered_json();
        return "{\"plan\":" + burstPlanToJsonLine(m_plan) + ",\"seed\":" + std::to_string(m_plan.seed)
            + ",\"result\":" + result.dump() + '}';
    }

private:
    // thread: that of the producer
    void produce(BurstProducer &producer) EXCLUDES(m_mutex)
    {
        nameThisThread("burst producer");
        producer.run([this](Nanos due) { return waitForTurn(due); }, [this] { m_offered.fetch_add(1); });
        MutexLock lock(m_mutex);
        --m_running;
        lock.unlock();
        m_changed.notifyAll();
    }

    bool waitForTurn(Nanos due) EXCLUDES(m_mutex)
    {
        const SteadyTime turn = m_started + due;
        if (!m_paced || Steady::now() >= turn)
            return !m_stopped;
        MutexLock lock(m_mutex);
        while (!m_stopped && Steady::now() < turn)
            m_changed.waitUntil(m_mutex, turn);
        return !m_stopped;
    }

    // thread: closer
    void closeWhenDone() EXCLUDES(m_mutex)
    {
        nameThisThread("burst end");
        MutexLock lock(m_mutex);
        while (m_running > 0 && !m_stopped)
            m_changed.wait(m_mutex);
        const bool stopped = m_running > 0;
        m_state = BurstProgress::State::Ending;
        lock.unlock();

        // A producer that waits for room is woken by the end, so the end comes before the join.
        const DrainReport report = m_session->end(stopped ? EndState::Indeterminate : m_plan.endState,
            stopped ? "stopped before its last event" : "burst finished", m_plan.endDeadline);
        for (std::jthread &thread : m_threads)
            thread.join();
        settleFaults();
        LatencyHistogram all;
        for (const BurstProducer &producer : m_producers)
            all.merge(producer.costs());

        lock.lock();
        m_message = report.message;
        m_cost = {all.quantile(0.5), all.quantile(0.99), all.max()};
        m_finished = Steady::now();
        m_state = BurstProgress::State::Finished;
        lock.unlock();
        m_changed.notifyAll();
    }

    /// What remained is sent in the background, and nobody can lift a fault any more.
    void settleFaults() EXCLUDES(m_wireMutex)
    {
        const MutexLock lock(m_wireMutex);
        m_settled = true;
        if (!proxy() || m_faultsAfter == FaultsAfterRun::AsPlanned)
            return;
        proxy()->set(Fault{});
        m_wire.leaveProxy();
    }

    // Constant after construction.
    const BurstPlan m_plan;
    const FaultsAfterRun m_faultsAfter;
    const BurstWire m_wire;
    const std::shared_ptr<RecordingSession> m_session;
    const bool m_paced;
    const SteadyTime m_started;

    std::deque<BurstProducer> m_producers; ///< each its thread's, until that was joined
    std::atomic<std::uint64_t> m_offered{0};
    std::atomic<bool> m_stopped{false}; ///< set under m_mutex, for m_changed

    Mutex m_wireMutex; ///< one switching at a time, and none after the last
    bool m_settled GUARDED_BY(m_wireMutex) = false;

    mutable Mutex m_mutex;
    CondVar m_changed;
    unsigned m_running GUARDED_BY(m_mutex) = 0;
    BurstProgress::State m_state GUARDED_BY(m_mutex) = BurstProgress::State::Recording;
    SteadyTime m_finished GUARDED_BY(m_mutex);
    RecordCost m_cost GUARDED_BY(m_mutex);
    std::string m_message GUARDED_BY(m_mutex);

    std::vector<std::jthread> m_threads;
    std::jthread m_closer; // last: it joins the producers
};

BurstRun::BurstRun(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

BurstRun::~BurstRun() = default;

Result<std::unique_ptr<BurstRun>> BurstRun::start(Recorder &recorder, BurstPlan plan, FaultsAfterRun after)
{
    if (Result<void> valid = plan.validate(); !valid)
        return valid.error();
    Result<BurstWire> wire = BurstWire::open(recorder.config().endpoint, plan);
    if (!wire)
        return wire.error();
    SessionOptions options;
    options.tags = plan.tags;
    options.queue = plan.queue;
    options.wrapTransport = wire->wrap();
    Result<std::shared_ptr<RecordingSession>> session = recorder.startSession(std::move(options));
    if (!session)
        return session.error();
    return std::unique_ptr<BurstRun>(
        new BurstRun(std::make_unique<Impl>(std::move(plan), after, std::move(*wire), std::move(*session))));
}

void BurstRun::stop()
{
    m_impl->stop();
}

BurstProgress BurstRun::progress() const
{
    return m_impl->progress();
}

BurstProgress BurstRun::wait()
{
    return m_impl->wait();
}

Result<void> BurstRun::setFault(const Fault &fault)
{
    if (Result<void> valid = fault.validate(); !valid)
        return valid;
    return m_impl->switchFaults([&fault](FaultProxy &proxy) { proxy.set(fault); });
}

Result<void> BurstRun::followFaults(FaultPlan faults)
{
    if (Result<void> valid = faults.validate(); !valid)
        return valid;
    return m_impl->switchFaults([&faults](FaultProxy &proxy) { proxy.follow(std::move(faults)); });
}

std::optional<FaultStats> BurstRun::faultStats() const
{
    const FaultProxy *proxy = m_impl->proxy();
    return proxy ? std::optional(proxy->stats()) : std::nullopt;
}

std::string BurstRun::labJson() const
{
    return m_impl->labJson();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_run.h"

#include "core/base/mutex.h"
#include "core/lab/latency_histogram.h"
#include "core/lab/slow_transport.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace sluice {

namespace {

using Steady = std::chrono::steady_clock;

/// {"n":17,"pad":"xxxx"} of `bytes` bytes, or a little more when that is too few.
std::string payloadText(std::uint64_t number, std::size_t bytes)
{
    std::string text = "{\"n\":" + std::to_string(number);
    static constexpr std::size_t padding = 10; // ,"pad":""}
    if (bytes > text.size() + padding) {
        const std::size_t fill = bytes - text.size() - padding;
        text += ",\"pad\":\"";
        text.append(fill, 'x');
        text += '"';
    }
    text += '}';
    return text;
}

} // namespace

class BurstRun::Impl
{
public:
    Impl(BurstPlan plan, std::shared_ptr<RecordingSession> session)
        : m_plan(std::move(plan))
        , m_session(std::move(session))
        , m_started(Steady::now())
        , m_costs(m_plan.producers)
    {
        m_running = m_plan.producers;
        for (unsigned i = 0; i < m_plan.producers; ++i)
            m_producers.emplace_back([this, i] { produce(i); });
        m_closer = std::jthread([this] { closeWhenDone(); });
    }

    ~Impl() { stop(); }

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

private:
    // thread: producer `index`; event k of all goes to producer k modulo the number of producers
    void produce(unsigned index)
    {
        for (std::uint64_t k = index; k < m_plan.events && !m_stopped; k += m_plan.producers) {
            if (!waitForTurn(k))
                break;
            ActionEvent event;
            event.actionType = "burst";
            event.params = JsonText{payloadText(k, m_plan.payloadBytes)};
            const auto before = Steady::now();
            m_session->record(std::move(event));
            m_costs[index].add(static_cast<std::uint64_t>(Nanos(Steady::now() - before).count()));
            m_offered.fetch_add(1);
        }
        MutexLock lock(m_mutex);
        --m_running;
        lock.unlock();
        m_changed.notifyAll();
    }

    /// False: stopped meanwhile.
    bool waitForTurn(std::uint64_t k) EXCLUDES(m_mutex)
    {
        if (m_plan.rate <= 0)
            return true;
        const std::chrono::duration<double> offset(static_cast<double>(k) / m_plan.rate);
        const SteadyTime turn = m_started + std::chrono::duration_cast<Nanos>(offset);
        MutexLock lock(m_mutex);
        while (!m_stopped && Steady::now() < turn)
            m_changed.waitUntil(m_mutex, turn);
        return !m_stopped;
    }

    // thread: closer
    void closeWhenDone() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (m_running > 0 && !m_stopped)
            m_changed.wait(m_mutex);
        const bool stopped = m_running > 0;
        m_state = BurstProgress::State::Ending;
        lock.unlock();

        // A producer that waits for room is woken by the end, so the end comes before the join.
        const DrainReport report = m_session->end(stopped ? EndState::Indeterminate : m_plan.endState,
            stopped ? "stopped before its last event" : "burst finished", m_plan.endDeadline);
        for (std::jthread &producer : m_producers)
            producer.join();
        LatencyHistogram all;
        for (const LatencyHistogram &cost : m_costs)
            all.merge(cost);

        lock.lock();
        m_message = report.message;
        m_cost = {all.quantile(0.5), all.quantile(0.99), all.max()};
        m_finished = Steady::now();
        m_state = BurstProgress::State::Finished;
        lock.unlock();
        m_changed.notifyAll();
    }

    // Constant after construction.
    const BurstPlan m_plan;
    const std::shared_ptr<RecordingSession> m_session;
    const SteadyTime m_started;

    std::vector<LatencyHistogram> m_costs; ///< one a producer, read after the join
    std::atomic<std::uint64_t> m_offered{0};
    std::atomic<bool> m_stopped{false}; ///< set under m_mutex, for m_changed

    mutable Mutex m_mutex;
    CondVar m_changed;
    unsigned m_running GUARDED_BY(m_mutex) = 0;
    BurstProgress::State m_state GUARDED_BY(m_mutex) = BurstProgress::State::Recording;
    SteadyTime m_finished GUARDED_BY(m_mutex);
    RecordCost m_cost GUARDED_BY(m_mutex);
    std::string m_message GUARDED_BY(m_mutex);

    std::vector<std::jthread> m_producers;
    std::jthread m_closer; // last: it joins the producers
};

BurstRun::BurstRun(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

BurstRun::~BurstRun() = default;

Result<std::unique_ptr<BurstRun>> BurstRun::start(Recorder &recorder, BurstPlan plan)
{
    if (Result<void> valid = plan.validate(); !valid)
        return valid.error();
    SessionOptions options;
    options.tags = plan.tags;
    options.queue = plan.queue;
    if (plan.endpointDelay > Millis(0)) {
        options.wrapTransport = [delay = plan.endpointDelay](std::unique_ptr<Transport> inner) {
            return std::make_unique<SlowTransport>(std::move(inner), delay);
        };
    }
    Result<std::shared_ptr<RecordingSession>> session = recorder.startSession(std::move(options));
    if (!session)
        return session.error();
    return std::unique_ptr<BurstRun>(
        new BurstRun(std::make_unique<Impl>(std::move(plan), std::move(*session))));
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

} // namespace sluice

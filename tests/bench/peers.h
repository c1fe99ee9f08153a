// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event.h"

#include <blockingconcurrentqueue.h>
#include <boost/lockfree/queue.hpp>
#include <concurrentqueue.h>
#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sluice::bench {

/// Counts messages; sleeps a millisecond for each hundred, or holds the first until it is let go, when told.
class PeerSink final : public spdlog::sinks::sink
{
public:
    enum class Speed { Instant, MilliPerHundred, Hung };

    explicit PeerSink(Speed speed)
        : m_speed(speed)
    { }

    std::uint64_t count() const { return m_count.load(); }
    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_speed = Speed::Instant;
        m_goOn.notify_all();
    }

    void log(const spdlog::details::log_msg &) override
    {
        const std::uint64_t count = m_count.fetch_add(1, std::memory_order_relaxed) + 1;
        if (m_speed == Speed::MilliPerHundred && count % 100 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (m_speed == Speed::Hung) {
            std::unique_lock lock(m_mutex);
            m_goOn.wait(lock, [this] { return m_speed.load() == Speed::Instant; });
        }
    }
    void flush() override { }
    void set_pattern(const std::string &) override { }
    void set_formatter(std::unique_ptr<spdlog::formatter>) override { }

private:
    std::atomic<Speed> m_speed;
    std::atomic<std::uint64_t> m_count{0};
    std::mutex m_mutex;
    std::condition_variable m_goOn;
};

/// spdlog's asynchronous logger: one worker, a sink that only counts.
class SpdlogPeer
{
public:
    SpdlogPeer(std::size_t capacity, PeerSink::Speed speed, spdlog::async_overflow_policy policy)
        : m_sink(std::make_shared<PeerSink>(speed))
        , m_pool(std::make_shared<spdlog::details::thread_pool>(capacity, 1))
        , m_logger(std::make_shared<spdlog::async_logger>("peer", m_sink, m_pool, policy))
    { }
    ~SpdlogPeer() { m_sink->letGo(); }
    SpdlogPeer(const SpdlogPeer &) = delete;
    SpdlogPeer &operator=(const SpdlogPeer &) = delete;

    void raw(std::string_view text) { m_logger->info(spdlog::string_view_t(text.data(), text.size())); }
    void formatted(std::string_view name, std::string_view params)
    {
        m_logger->info("{} {} {}", m_sink->count(), name, params);
    }
    std::uint64_t taken() const { return m_sink->count(); }

private:
    std::shared_ptr<PeerSink> m_sink;
    std::shared_ptr<spdlog::details::thread_pool> m_pool; // joins its worker when the last owner goes
    std::shared_ptr<spdlog::async_logger> m_logger;
};

/// moodycamel's queue of whole events; its consumer looks each millisecond.
class PollingPeer
{
public:
    void push(Event &&event) { m_queue.enqueue(std::move(event)); }

private:
    void consume(const std::stop_token &stop)
    {
        std::vector<Event> some(512);
        while (!stop.stop_requested() || m_queue.size_approx() > 0) {
            while (m_queue.try_dequeue_bulk(some.begin(), some.size()) > 0) { }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    moodycamel::ConcurrentQueue<Event> m_queue;
    std::jthread m_consumer{[this](const std::stop_token &stop) { consume(stop); }};
};

/// The same with a consumer that sleeps until it is woken.
class BlockingPeer
{
public:
    void push(Event &&event) { m_queue.enqueue(std::move(event)); }

private:
    void consume(const std::stop_token &stop)
    {
        std::vector<Event> some(512);
        while (!stop.stop_requested() || m_queue.size_approx() > 0)
            m_queue.wait_dequeue_bulk_timed(some.begin(), some.size(), std::chrono::milliseconds(50));
    }

    moodycamel::BlockingConcurrentQueue<Event> m_queue;
    std::jthread m_consumer{[this](const std::stop_token &stop) { consume(stop); }};
};

/// boost::lockfree::queue, which takes only what is trivial: pointers, so an allocation belongs to each push.
class LockfreePeer
{
public:
    void push(Event &&event)
    {
        auto owned = std::make_unique<Event>(std::move(event));
        while (!m_queue.push(owned.get())) { }
        owned.release();
    }

private:
    void consume(const std::stop_token &stop)
    {
        while (!stop.stop_requested() || !m_queue.empty()) {
            m_queue.consume_all([](Event *event) { const std::unique_ptr<Event> owned(event); });
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    boost::lockfree::queue<Event *> m_queue{8'192};
    std::jthread m_consumer{[this](const std::stop_token &stop) { consume(stop); }};
};

} // namespace sluice::bench

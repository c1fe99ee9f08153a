// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace sluice::bench {

struct SinkSettings
{
    Millis delay{0}; ///< between a request and its answer, on each connection by itself
    bool holdsEvents = false; ///< create_events is read and never answered
    bool countsEvents = false; ///< looks into bodies: for checking counts, not for speed
};

/// The least that a recorder can send to over real sockets: a blocking thread for each connection of
/// 127.0.0.1, kept alive; reads whole requests and answers as an AgentOps v2 server that takes everything.
/// Made to be no limit: it looks at a request's first line and its length, and at nothing else. thread: any
/// for the numbers.
class LoopbackSink
{
public:
    explicit LoopbackSink(SinkSettings settings = {});
    ~LoopbackSink();
    LoopbackSink(const LoopbackSink &) = delete;
    LoopbackSink &operator=(const LoopbackSink &) = delete;

    std::string endpoint() const;
    std::uint64_t bodies() const { return m_bodies.load(); } ///< of create_events
    std::uint64_t events() const { return m_events.load(); } ///< with countsEvents
    double cpuSeconds() const { return static_cast<double>(m_cpuNanos.load()) * 1e-9; }

private:
    void acceptAll();
    void serve(int descriptor);
    bool answer(int descriptor, std::string_view head);

    const SinkSettings m_settings;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<std::uint64_t> m_bodies{0};
    std::atomic<std::uint64_t> m_events{0};
    std::atomic<std::uint64_t> m_cpuNanos{0};
    std::mutex m_mutex;
    std::vector<int> m_connections; ///< under m_mutex
    std::vector<std::jthread> m_threads; ///< accepting thread only
    std::jthread m_acceptor; // last: it is joined before what it uses goes away
};

} // namespace sluice::bench

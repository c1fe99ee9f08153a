// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/bench_session.h"

#include "core/agentops/encode.h"
#include "tests/bench/bench_event.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace sluice::bench {

namespace {

template <typename T>
T orDie(Result<T> result)
{
    if (!result) {
        std::cerr << result.error().message << '\n';
        std::exit(1);
    }
    return std::move(*result);
}

} // namespace

BenchSession::BenchSession(QueueLimits limits, LoopSettings settings)
    : BenchSession(configOf(limits), [settings] { return std::make_unique<LoopTransport>(settings); })
{ }

BenchSession::BenchSession(RecorderConfig config, Recorder::TransportFactory transports)
    : m_recorder(orDie(Recorder::create(std::move(config), std::move(transports), m_clock, nullptr, 2026)))
    , m_session(orDie(m_recorder->startSession()))
{ }

Count BenchSession::finish(const std::string &run, std::uint64_t offered, Millis deadline)
{
    const Ledger ledger = m_session->end(EndState::Success, {}, deadline).ledger;
    Count count{run, offered, ledger.delivered, ledger.droppedInAll(), 0};
    count.other = ledger.recorded - count.delivered - count.dropped;
    if (ledger.recorded != offered || !ledger.balances()) {
        std::cerr << run << ": " << offered << " were offered, the ledger has " << ledger.recorded << '\n';
        std::exit(1);
    }
    return count;
}

RecorderConfig configOf(const QueueLimits &limits)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1";
    config.queue = limits;
    config.endDeadline = Millis(0);
    config.endpointStoresEvents = true;
    return config;
}

QueueLimits blockingLimits(std::size_t capacity)
{
    QueueLimits limits = limitsOf(capacity, OverflowPolicy::Block);
    limits.blockDeadline.reset();
    return limits;
}

QueueLimits limitsOf(std::size_t capacity, OverflowPolicy policy)
{
    QueueLimits limits;
    limits.maxQueueSize = capacity;
    limits.policy = policy;
    return limits;
}

std::size_t wireBytes()
{
    Event event = stampedEvent(textEvent(), 1);
    event.agent = {}; // as record() without an agent's scope leaves it
    std::string out;
    if (!appendEvent(out, event))
        std::abort();
    return out.size() + 1;
}

} // namespace sluice::bench

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/curl_transport.h"
#include "tests/core/recorder/by_hand.h"
#include "tests/support/agentops_server.h"

#include <functional>
#include <memory>
#include <string>

namespace sluice {

/// A session whose flusher is driven by hand and whose requests are real: answers take the time they take,
/// back-off takes none, because the clock is moved to its end.
class OverHttp
{
public:
    /// `wrap` may put a transport around the real one.
    OverHttp(const std::string &url, RecorderConfig config, RecorderSink *sink = nullptr,
        const std::function<std::unique_ptr<Transport>(std::unique_ptr<Transport>)> &wrap = {})
        : m_session(
            [&] {
                config.endpoint = url;
                return config;
            }(),
            {}, {wrapped(wrap), m_clock, sink, nullptr, nullptr}, 17, LiveSession::Drive::ByHand)
    { }

    LiveSession &session() { return m_session; }
    ManualClock &clock() { return m_clock; }

    /// Until the flusher has nothing more to do; a queue that waits for its time gets it. False: it goes on
    /// and on.
    bool settle()
    {
        for (int i = 0; i < mostSteps; ++i) {
            const Flusher::Next next = m_session.step();
            if (next.kind == Flusher::Next::Kind::Finished)
                return true;
            if (next.kind == Flusher::Next::Kind::Answers)
                m_session.listen(std::chrono::steady_clock::now() + std::chrono::seconds(30));
            else if (next.kind == Flusher::Next::Kind::Wait && !pass(next))
                return true;
        }
        return false;
    }

private:
    static constexpr int mostSteps = 4'000'000;

    static std::unique_ptr<Transport> wrapped(
        const std::function<std::unique_ptr<Transport>(std::unique_ptr<Transport>)> &wrap)
    {
        auto real = std::make_unique<CurlTransport>();
        return wrap ? wrap(std::move(real)) : std::move(real);
    }

    /// Moves the clock to what the flusher waits for. False: for nothing that time brings.
    bool pass(const Flusher::Next &next)
    {
        const Ledger ledger = m_session.ledger();
        const bool waits = ledger.undecided() > 0 || m_session.isEnded();
        if (!waits)
            return false;
        const Nanos toEnd = next.until ? Nanos(*next.until - m_clock.steadyNow()) : Nanos(Millis(100));
        m_clock.advance(std::max(Nanos(1), toEnd));
        return true;
    }

    ManualClock m_clock;
    LiveSession m_session;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/uuid.h"
#include "core/transport/transport.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// An event id that says which event it is, so that a server needs no map to know what it has.
Uuid numberedId(std::uint64_t number);

/// A v2 server in simulated time, with good hours and outages drawn from a seed. What it stored is counted by
/// event; its words on a second sending are the hosted server's (reliability.md 2.4). thread: the test's.
class SimulatedServer
{
public:
    enum class Kind {
        Idempotent, ///< says "Sluice-Idempotent: events", keeps an id once
        Hosted, ///< refuses a whole body when it has one of its ids
    };
    /// How it is for a while.
    enum class Mood { Up, Slow, Refusing, Silent, Failing, Losing, Limiting };

    struct Reply
    {
        Nanos after{0}; ///< Silent: longer than anyone waits
        HttpAnswer answer;
    };

    SimulatedServer(Kind kind, std::uint64_t seed, std::uint64_t events, const Clock &clock);

    /// No more outages from here on.
    void calm() { m_calm = true; }
    /// Down until calm().
    void fail()
    {
        m_mood = Mood::Refusing;
        m_moodEnds = SteadyTime::max();
    }

    Reply post(const HttpRequest &request);

    std::uint64_t stored() const { return m_storedOnce; } ///< different events
    bool has(std::uint64_t number) const { return m_stored[number]; }
    std::uint64_t storedAgain() const { return m_storedAgain; } ///< events accepted twice: must be 0
    std::uint64_t requestsTooEarly() const { return m_tooEarly; } ///< before a stated Retry-After was over
    std::uint64_t outages() const { return m_outages; }
    bool isEnded() const { return m_ended; }

private:
    void changeMood();
    HttpAnswer limited();
    HttpAnswer accept(const HttpRequest &request);
    HttpAnswer acceptEvents(std::string_view body);
    std::vector<std::uint64_t> numbersOf(std::string_view body) const;

    const Kind m_kind;
    const Clock &m_clock;
    SeededRandom m_random;
    Mood m_mood = Mood::Up;
    SteadyTime m_moodEnds;
    SteadyTime m_notBefore; ///< what Retry-After asked for
    bool m_calm = false;
    bool m_created = false;
    bool m_ended = false;
    std::vector<bool> m_stored;
    std::uint64_t m_storedOnce = 0;
    std::uint64_t m_storedAgain = 0;
    std::uint64_t m_tooEarly = 0;
    std::uint64_t m_outages = 0;
};

/// The way to it: answers come when their time has come by the clock; wait() never waits.
class SimulatedTransport final : public Transport
{
public:
    SimulatedTransport(SimulatedServer &server, const Clock &clock)
        : m_server(server)
        , m_clock(clock)
    { }

    void begin(Ticket ticket, HttpRequest request) override;
    std::vector<Finished> wait(std::optional<SteadyTime> until) override;
    void wake() noexcept override { }
    void abort() noexcept override { m_aborted = true; }

    /// When the next answer comes; nullopt: nothing is under way.
    std::optional<SteadyTime> nextAnswer() const;
    std::size_t mostUnderWay() const { return m_mostUnderWay; }

private:
    struct Begun
    {
        Ticket ticket = 0;
        SteadyTime due;
        HttpAnswer answer;
    };

    SimulatedServer &m_server;
    const Clock &m_clock;
    std::vector<Begun> m_begun;
    std::size_t m_mostUnderWay = 0;
    bool m_aborted = false;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/pulse.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/clients_seen.h"
#include "core/store/store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

class Clock;

/// Where a collector listens.
struct ListenAddress
{
    std::string host = "127.0.0.1"; ///< a loopback address; anything else is refused
    std::uint16_t port = 4318; ///< 0 = any free one

    /// "HOST:PORT", "[::1]:PORT", ":PORT" or "PORT". Error (Usage) says what was expected.
    static Result<ListenAddress> parse(const std::string &text);
    std::string toUrl() const; ///< "http://127.0.0.1:4318"
};

/// No part of AgentOps, whose servers answer 404: where a Sluice that found this one holding the store leaves
/// what its burst lab stores with a run (V2Decoder::lab()). As all of a collector it is for this machine
/// only.
inline constexpr std::string_view sessionLabPath = "/sluice/session_lab";

struct CollectorLimits
{
    std::size_t bodyBytes = 64U << 20U;
    std::uint32_t headerBytes = 16U << 10U;
    /// One more: the longest idle is closed. At most three quarters of what the process may open.
    std::size_t connections = 10'240;
    std::size_t bytesInFlight = 256U << 20U; ///< over it: 503 with Retry-After
    Millis headerDeadline{10'000}; ///< absolute, from the first byte
    Millis bodyDeadline{30'000}; ///< plus one second a MiB
    Millis idleDeadline{60'000};
    Millis writeDeadline{10'000};
};

/// Who may send. By default: every program of this machine, and no web page.
struct CollectorAccess
{
    /// Not empty: what a client must show as its API key, as bearer or as one of the two of Basic, or a token
    /// that it got for it. AgentOps' SDKs send nothing but a UUID.
    std::string token{};
    /// Names that clients may call us by besides localhost's, without a port ("host.docker.internal").
    std::vector<std::string> hosts{};
    /// Web pages that may send ("http://localhost:3000"); they never can read what is stored.
    std::vector<std::string> origins{};
    /// Not empty: what this program's own recorder shows; as good as the token, whatever that becomes.
    std::string ownKey{};
};

/// The stored event of that session with that id, for update_events, which sends parts of events. Called on
/// the collector's thread.
using StoredEventOf = std::function<std::optional<StoredEvent>(const SessionId &, const EventId &)>;

/// What the collector has seen since it started; each number is exact, the set is not one instant.
struct CollectorStats
{
    std::uint64_t requests = 0;
    std::uint64_t events = 0; ///< committed: events, spans and log records
    std::uint64_t spans = 0; ///< of them
    std::uint64_t refused = 0; ///< spans, log records and data points not kept, of requests answered 200
    std::uint64_t rejected = 0; ///< requests answered 4xx
    std::uint64_t failed = 0; ///< requests answered 5xx
    std::uint64_t noRoom = 0; ///< of them: too many bytes were being received at once
    std::uint64_t unknownTokens = 0; ///< requests whose events went to the quarantine session
    std::uint64_t misrouted = 0; ///< events that named another session than their token
    std::uint64_t mended = 0; ///< pieces of JSON that were not strict
    std::uint64_t masked = 0; ///< secrets taken out of what was stored
    std::uint64_t connections = 0; ///< open now
    StoreTrouble trouble{}; ///< of the store: why requests failed
};

/// An HTTP server on loopback that agent programs send to: SDKs of AgentOps by versions 1 and 2 of their wire
/// and the sign-in and uploads of 3 and 4, and any program by OTLP/HTTP. Answers as contract.md says. Secrets
/// are masked before anything is stored. A 200 means: committed. Every answer says `Server: Sluice`: so
/// another Sluice knows who holds the port. One thread of its own serves every connection; the store is
/// reached through its bounded queue. thread: any for every public function.
class Collector
{
public:
    /// Listens at once; on 127.0.0.1 (or localhost) and its port on ::1 too, where the system has it, since
    /// some clients take "localhost" for that one. Error (Held): the port is taken; names the process that
    /// holds it, as far as /proc tells. Error (Usage): not a loopback address. `store` and `clock` must
    /// outlive the collector.
    static Result<std::unique_ptr<Collector>> start(const ListenAddress &address, Store &store,
        const Clock &clock, const CollectorLimits &limits = {}, CollectorAccess access = {},
        StoredEventOf stored = {});

    /// Stops listening, lets requests whose events are being committed finish (at most 2 s), then closes.
    ~Collector();
    Collector(const Collector &) = delete;
    Collector &operator=(const Collector &) = delete;

    /// The real one: port 0 was replaced by the port that was given.
    const ListenAddress &address() const;
    CollectorStats stats() const;

    /// Who sent since it started, and what was refused. The revision tells whether that would be news.
    ClientsSeen clients() const;
    std::uint64_t clientsRevision() const;

    /// Of its thread, which beats each 500 ms at least while it goes round; it always has work.
    const Pulse &pulse() const;

private:
    class Server;
    Collector(std::unique_ptr<Server> server, const Store &store);
    const Store &m_store;
    std::unique_ptr<Server> m_server;
};

/// "PID 1234 (nginx)": the process that listens on `port` of loopback, as far as /proc shows it to us.
std::optional<std::string> holderOfPort(std::uint16_t port);

} // namespace sluice

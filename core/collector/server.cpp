// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/server.h"

#include "core/base/clock.h"
#include "core/base/thread_name.h"

#include <boost/asio/ip/address.hpp>
#include <sys/resource.h>

#include <algorithm>
#include <exception>

namespace sluice {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// How long requests that are being committed may hold up the end.
constexpr std::chrono::seconds stopLimit{2};

constexpr std::chrono::milliseconds beatEvery{500};

/// A quarter of the process's file descriptors stays for others: the store, pipes, the window.
std::size_t affordableConnections(std::size_t wanted)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return wanted;
    return std::clamp<std::size_t>(limit.rlim_cur / 4 * 3, 1, std::max<std::size_t>(wanted, 1));
}

Result<asio::ip::address> loopbackAddress(const ListenAddress &address)
{
    error_code error;
    const auto ip = asio::ip::make_address(address.host == "localhost" ? "127.0.0.1" : address.host, error);
    if (error || !ip.is_loopback())
        return Error{ErrorKind::Usage,
            "cannot listen on " + address.host
                + ": expected a loopback address (127.0.0.1, ::1 or localhost)"};
    return ip;
}

} // namespace

Collector::Server::Server(ListenAddress address, Store &store, const Clock &clock,
    const CollectorLimits &limits, CollectorAccess access, StoredEventOf stored)
    : m_address(std::move(address))
    , m_clock(clock)
    , m_limits(limits)
    , m_access(std::move(access))
    , m_context(1)
    , m_work(asio::make_work_guard(m_context))
    , m_listener(
          m_context, [this](Tcp::socket socket) { welcome(std::move(socket)); },
          [this] { return closeLongestWaiting(); })
    , m_listenerV6(
          m_context, [this](Tcp::socket socket) { welcome(std::move(socket)); },
          [this] { return closeLongestWaiting(); })
    , m_nextBeat(m_context)
    , m_stopDeadline(m_context)
    , m_routes(store.tokens(), m_access.token, std::move(stored), m_access.ownKey)
    , m_commits(std::make_shared<CommitBox>(
          m_context, [this](Key key, const Result<void> &committed) { settle(key, committed); },
          [this] { onRoom(); }))
    , m_intake(store, m_commits)
{
    m_limits.connections = affordableConnections(limits.connections);
}

Collector::Server::~Server()
{
    if (m_thread.joinable()) {
        asio::post(m_context, [this] { stop(); });
        m_thread.join();
    }
    m_commits->close();
}

Result<void> Collector::Server::listen()
{
    const auto ip = loopbackAddress(m_address);
    if (!ip)
        return ip.error();
    m_address.host = ip->to_string();
    if (const auto opened = openPorts(*ip); !opened)
        return opened;
    m_door.emplace(m_address, m_access.hosts, m_access.origins);
    m_pulse.begin("serves requests");
    m_thread = std::jthread([this] {
        nameThisThread("collector");
        run();
    });
    return {};
}

/// Both ports are the same: a program that calls us "localhost" must not find another one at ::1.
Result<void> Collector::Server::openPorts(const asio::ip::address &ip)
{
    const auto port = m_listener.open(ip, m_address.port);
    if (!port)
        return port.error();
    const bool anyPort = m_address.port == 0;
    m_address.port = *port;
    if (ip != asio::ip::address_v4::loopback())
        return {};
    const auto second = m_listenerV6.open(asio::ip::address_v6::loopback(), *port);
    const bool isTaken = !second && second.error().kind == ErrorKind::Held;
    return isTaken && !anyPort ? Result<void>(second.error()) : Result<void>();
}

CollectorStats Collector::Server::stats() const
{
    CollectorStats stats;
    stats.requests = m_counters.requests;
    stats.events = m_counters.events;
    stats.spans = m_counters.spans;
    stats.refused = m_counters.refused;
    stats.rejected = m_counters.rejected;
    stats.failed = m_counters.failed;
    stats.noRoom = m_counters.noRoom;
    stats.unknownTokens = m_counters.unknownTokens;
    stats.misrouted = m_counters.misrouted;
    stats.mended = m_counters.mended;
    stats.masked = m_counters.masked;
    stats.connections = m_counters.connections;
    return stats;
}

void Collector::Server::run()
{
    while (true) {
        try {
            if (!m_stopping)
                beat();
            m_context.run();
            return;
        } catch (const std::exception &) {
            // No memory for one request: its connection ends at its deadline, the others go on.
        }
    }
}

void Collector::Server::beat()
{
    m_pulse.done();
    m_nextBeat.expires_after(beatEvery);
    m_nextBeat.async_wait([this](error_code error) {
        if (!error && !m_stopping)
            beat();
    });
}

void Collector::Server::welcome(Tcp::socket socket)
{
    if (m_clients.size() >= m_limits.connections && !closeLongestWaiting())
        return; // every one of them is at work: the newcomer is closed
    error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    const Key key = ++m_lastKey;
    HttpConnection::Owner &owner = *this;
    auto connection = std::make_shared<HttpConnection>(std::move(socket), key, owner, m_limits);
    m_clients[key].connection = connection;
    ++m_counters.connections;
    connection->start();
}

bool Collector::Server::closeLongestWaiting()
{
    if (m_waiting.empty())
        return false;
    const auto connection = m_clients.at(m_waiting.front()).connection;
    connection->close();
    return true;
}

bool Collector::Server::charge(std::size_t bytes)
{
    if (bytes > m_limits.bytesInFlight - m_bytesInFlight)
        return false;
    m_bytesInFlight += bytes;
    return true;
}

void Collector::Server::discharge(std::size_t bytes)
{
    m_bytesInFlight -= bytes;
}

void Collector::Server::waits(Key key)
{
    m_clients.at(key).waiting = m_waiting.insert(m_waiting.end(), key);
}

void Collector::Server::works(Key key)
{
    Client &client = m_clients.at(key);
    if (client.waiting)
        m_waiting.erase(*client.waiting);
    client.waiting.reset();
}

void Collector::Server::gone(Key key)
{
    works(key);
    m_clients.erase(key);
    --m_counters.connections;
    if (m_stopping && m_clients.empty()) {
        m_stopDeadline.cancel();
        m_work.reset();
    }
}

void Collector::Server::stop()
{
    m_stopping = true;
    m_listener.close();
    m_listenerV6.close();
    m_nextBeat.cancel();
    std::vector<std::shared_ptr<HttpConnection>> connections;
    for (const auto &entry : m_clients)
        connections.push_back(entry.second.connection);
    for (const auto &connection : connections)
        connection->finish();
    if (m_clients.empty()) {
        m_work.reset();
        return;
    }
    m_stopDeadline.expires_after(stopLimit);
    m_stopDeadline.async_wait([this](error_code error) {
        if (!error)
            m_context.stop();
    });
}

} // namespace sluice

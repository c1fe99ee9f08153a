// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/collector/commit_box.h"
#include "core/collector/door.h"
#include "core/collector/http_connection.h"
#include "core/collector/listener.h"
#include "core/collector/routes.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <list>
#include <thread>
#include <unordered_map>

namespace sluice {

/// The collector's one thread and all that lives on it: the listening socket, the connections, and what waits
/// for the store. thread: any for the constructor, the destructor, listen(), stats() and pulse(); the rest
/// its own.
class Collector::Server final : private HttpConnection::Owner
{
public:
    Server(ListenAddress address, Store &store, const Clock &clock, const CollectorLimits &limits,
        CollectorAccess access, StoredEventOf stored);
    ~Server();

    /// Listens and starts the thread; once, before anything else.
    Result<void> listen();

    const ListenAddress &address() const { return m_address; }
    CollectorStats stats() const;
    const Pulse &pulse() const { return m_pulse; }

private:
    using Key = HttpConnection::Key;
    using Tcp = boost::asio::ip::tcp;
    using WorkGuard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    struct Client
    {
        std::shared_ptr<HttpConnection> connection;
        std::optional<std::list<Key>::iterator> waiting;
        Exchange exchange; ///< while the store commits it
    };

    std::optional<ServedAnswer> refusal(const RequestHead &head) override;
    std::string allowedOrigin(const RequestHead &head) override;
    void serve(Key key, const RequestHead &head, std::string_view body) override;
    bool charge(std::size_t bytes) override;
    void discharge(std::size_t bytes) override;
    void waits(Key key) override;
    void works(Key key) override;
    void answered(unsigned status) override;
    void gone(Key key) override;

    Result<void> openPorts(const boost::asio::ip::address &ip);
    void run();
    void beat();
    void welcome(Tcp::socket socket);
    bool closeLongestWaiting();
    void settle(Key key, const Exchange &exchange, const Result<void> &committed);
    void onCommitted(Key key, const Result<void> &committed);
    void stop();

    struct Counters
    {
        std::atomic<std::uint64_t> requests{0}, events{0}, rejected{0}, failed{0}, unknownTokens{0},
            misrouted{0}, mended{0}, masked{0}, connections{0};
    };

    // Constant after listen().
    ListenAddress m_address;
    Store &m_store;
    const Clock &m_clock;
    CollectorLimits m_limits;
    const CollectorAccess m_access;

    Counters m_counters;
    Pulse m_pulse;

    // The thread's own from here on. The context comes before all that lives on it.
    boost::asio::io_context m_context;
    WorkGuard m_work;
    Listener m_listener;
    Listener m_listenerV6; ///< beside 127.0.0.1
    boost::asio::steady_timer m_nextBeat;
    boost::asio::steady_timer m_stopDeadline;
    std::optional<Door> m_door;
    Routes m_routes;
    std::unordered_map<Key, Client> m_clients;
    std::list<Key> m_waiting; ///< the one that waits longest first
    Key m_lastKey = 0;
    std::size_t m_bytesInFlight = 0;
    bool m_stopping = false;

    std::shared_ptr<CommitBox> m_commits; ///< the store's callbacks share it
    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace sluice

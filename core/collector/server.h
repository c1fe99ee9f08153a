// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/client_book.h"
#include "core/collector/collector.h"
#include "core/collector/commit_box.h"
#include "core/collector/door.h"
#include "core/collector/http_connection.h"
#include "core/collector/listener.h"
#include "core/collector/otlp_routes.h"
#include "core/collector/routes.h"
#include "core/collector/store_intake.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <list>
#include <thread>
#include <unordered_map>

namespace sluice {

/// The collector's one thread and all that lives on it: the listening socket, the connections, and what waits
/// for the store. thread: any for the constructor, the destructor, listen(), stats(), clients() and pulse();
/// the rest its own.
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
    const ClientBook &clients() const { return m_clientBook; }
    const Pulse &pulse() const { return m_pulse; }

private:
    using Key = HttpConnection::Key;
    using Tcp = boost::asio::ip::tcp;
    using WorkGuard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    /// A request between serve() and its answer.
    struct Underway
    {
        Exchange exchange;
        ClientRequest request;
        std::optional<RejectedRequest> rejected; ///< it, or a part of it
    };
    struct Client
    {
        std::shared_ptr<HttpConnection> connection;
        std::optional<std::list<Key>::iterator> waiting;
        std::unique_ptr<Underway> underway; ///< null for who idles
    };

    std::optional<ServedAnswer> refusal(const RequestHead &head) override;
    std::string allowedOrigin(const RequestHead &head) override;
    void serve(Key key, const RequestHead &head, std::string_view body) override;
    bool charge(std::size_t bytes) override;
    void discharge(std::size_t bytes) override;
    void waits(Key key) override;
    void works(Key key) override;
    ServedAnswer refused(const RawRequest &request, ServedAnswer refusal) override;
    void gone(Key key) override;

    Result<void> openPorts(const boost::asio::ip::address &ip);
    void run();
    void beat();
    void welcome(Tcp::socket socket);
    bool closeLongestWaiting();
    Exchange exchangeOf(const RequestHead &head, std::string_view body, Timestamp now);
    void take(Client &client, const RequestHead &head, std::string_view body);
    void settle(Key key, const Result<void> &committed);
    void onRoom();
    void count(const Exchange &exchange);
    void countAnswer(unsigned status);
    void stop();

    struct Counters
    {
        std::atomic<std::uint64_t> requests{0}, events{0}, spans{0}, refused{0}, rejected{0}, failed{0},
            noRoom{0}, unknownTokens{0}, misrouted{0}, mended{0}, masked{0}, connections{0};
    };

    // Constant after listen().
    ListenAddress m_address;
    const Clock &m_clock;
    CollectorLimits m_limits;
    const CollectorAccess m_access;

    Counters m_counters;
    ClientBook m_clientBook;
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
    OtlpRoutes m_otlp;
    std::unordered_map<Key, Client> m_clients;
    std::list<Key> m_waiting; ///< the one that waits longest first
    Key m_lastKey = 0;
    std::size_t m_bytesInFlight = 0;
    bool m_stopping = false;

    std::shared_ptr<CommitBox> m_commits; ///< the store's callbacks share it
    StoreIntake m_intake;
    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/lab/fault_proxy_connection.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace sluice {

/// The proxy's one thread and all that lives on it: the listening socket, the connections, the schedule.
/// thread: any for what is public; the rest its own.
class FaultProxy::Impl final : private FaultConnection::Owner
{
public:
    explicit Impl(ProxiedEndpoint endpoint);
    ~Impl();

    /// Listens and starts the thread; once, before anything else.
    Result<void> listen();

    const std::string &url() const { return m_url; }
    const std::string &origin() const { return m_desk.endpoint().origin; }
    FaultStats stats() const { return m_desk.stats(); }
    void set(const Fault &fault);
    void follow(FaultPlan plan);
    void close();

private:
    using Error = boost::system::error_code;
    using Key = FaultConnection::Key;
    using Tcp = boost::asio::ip::tcp;
    using WorkGuard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    void gone(Key key) override { m_connections.erase(key); }

    void run();
    /// On the thread; returns when it is done, at once when the proxy is closed.
    void perform(const std::function<void()> &job) EXCLUDES(m_closing);
    void closeHere() EXCLUDES(m_closing);
    void advance();
    void apply(const Fault &fault);
    Error openDoor();
    void closeDoor();
    void openDoorAgain();
    void accept();
    void welcome(Tcp::socket socket);
    std::vector<std::shared_ptr<FaultConnection>> connections() const;
    void cutAll();

    Mutex m_closing; ///< what is posted under it is done before the thread goes
    bool m_closed GUARDED_BY(m_closing) = false;

    // Constant after listen().
    std::string m_url;
    Tcp::endpoint m_address;

    // The thread's own from here on. The context comes before all that lives on it.
    boost::asio::io_context m_context;
    WorkGuard m_work;
    FaultDesk m_desk;
    Tcp::socket m_holder; ///< bound, and never listens: the port stays ours while nobody listens on it
    Tcp::acceptor m_acceptor;
    std::uint64_t m_door = 0; ///< how often it was opened
    boost::asio::steady_timer m_openAgain;
    boost::asio::steady_timer m_change; ///< the schedule's next
    std::optional<FaultPlan> m_plan;
    SteadyTime m_planBegan;
    std::unordered_map<Key, std::shared_ptr<FaultConnection>> m_connections;
    Key m_lastKey = 0;

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace sluice

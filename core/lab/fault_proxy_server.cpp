// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_server.h"

#include "core/base/thread_name.h"

#include <boost/asio/post.hpp>
#include <fcntl.h>

#include <exception>
#include <utility>
#include <vector>

namespace sluice {

namespace {

namespace asio = boost::asio;

/// When no socket is to be had for listening or accepting, the next try comes so long after.
constexpr Millis tryAgain{50};

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

/// A child process must not inherit the port or a connection.
void closeOnExec(int descriptor)
{
    fcntl(descriptor, F_SETFD, FD_CLOEXEC); // NOLINT(cppcoreguidelines-pro-type-vararg): POSIX
}

/// Binds so that another socket of ours may be bound there too.
template <typename Socket>
boost::system::error_code bindShared(Socket &socket, const asio::ip::tcp::endpoint &address)
{
    boost::system::error_code error;
    socket.open(address.protocol(), error);
    if (error)
        return error;
    closeOnExec(socket.native_handle());
    socket.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        socket.bind(address, error);
    return error;
}

/// Raised once, waited for by one thread.
class Signal
{
public:
    void raise() EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_raised = true;
        m_changed.notifyAll();
    }
    void wait() EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        while (!m_raised)
            m_changed.wait(m_mutex);
    }

private:
    Mutex m_mutex;
    CondVar m_changed;
    bool m_raised GUARDED_BY(m_mutex) = false;
};

/// Also when the scope ends with an exception.
class RaiseAtEnd
{
public:
    explicit RaiseAtEnd(Signal &signal)
        : m_signal(signal)
    { }
    ~RaiseAtEnd() { m_signal.raise(); }
    RaiseAtEnd(const RaiseAtEnd &) = delete;
    RaiseAtEnd &operator=(const RaiseAtEnd &) = delete;

private:
    Signal &m_signal;
};

} // namespace

FaultProxy::Impl::Impl(ProxiedEndpoint endpoint)
    : m_address(asio::ip::address_v4::loopback(), 0)
    , m_context(1)
    , m_work(asio::make_work_guard(m_context))
    , m_desk(std::move(endpoint))
    , m_holder(m_context)
    , m_acceptor(m_context)
    , m_openAgain(m_context)
    , m_change(m_context)
{ }

FaultProxy::Impl::~Impl()
{
    m_context.stop();
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> FaultProxy::Impl::listen()
{
    Error error = bindShared(m_holder, m_address);
    if (!error)
        m_address = m_holder.local_endpoint(error);
    if (!error)
        error = openDoor();
    if (error)
        return sluice::Error{ErrorKind::Network, "no socket for a proxy on 127.0.0.1: " + error.message()};
    m_url = "http://127.0.0.1:" + std::to_string(m_address.port());
    m_thread = std::jthread([this] { run(); });
    return {};
}

void FaultProxy::Impl::run()
{
    nameThisThread("fault proxy");
    while (!m_context.stopped()) {
        try {
            m_context.run();
        } catch (const std::exception &) {
            // No memory for one request: its connection waits until the recorder gives up, the others go on.
        }
    }
}

void FaultProxy::Impl::perform(const std::function<void()> &job)
{
    const auto done = std::make_shared<Signal>(); // shared: the waiter is off before raise() has returned
    {
        const MutexLock lock(m_closing);
        if (m_closed)
            return;
        asio::post(m_context, [this, done, &job] {
            const RaiseAtEnd atEnd(*done);
            if (m_work.owns_work())
                job();
        });
    }
    done->wait();
}

void FaultProxy::Impl::set(const Fault &fault)
{
    perform([this, &fault] {
        m_plan.reset();
        m_change.cancel();
        apply(fault);
    });
}

void FaultProxy::Impl::follow(FaultPlan plan)
{
    perform([this, &plan] {
        m_change.cancel();
        m_plan = std::move(plan);
        m_planBegan = now();
        advance();
    });
}

void FaultProxy::Impl::close()
{
    perform([this] { closeHere(); });
}

/// Without its guard, and with nothing under way, the context ends.
void FaultProxy::Impl::closeHere()
{
    {
        const MutexLock lock(m_closing);
        m_closed = true;
    }
    m_plan.reset();
    m_change.cancel();
    closeDoor();
    cutAll();
    Error ignored;
    m_holder.close(ignored);
    m_work.reset();
}

void FaultProxy::Impl::advance()
{
    if (!m_plan)
        return;
    const Millis since = std::chrono::floor<Millis>(now() - m_planBegan);
    apply(m_plan->faultAt(since));
    const std::optional<Millis> next = m_plan->nextChange(since);
    if (!next)
        return;
    m_change.expires_at(m_planBegan + *next);
    m_change.async_wait([this](Error error) {
        if (!error)
            advance();
    });
}

void FaultProxy::Impl::apply(const Fault &fault)
{
    const bool refused = m_desk.fault().kind == FaultKind::Refused;
    const bool refuses = fault.kind == FaultKind::Refused;
    m_desk.setFault(fault, now());
    if (refuses && !refused)
        closeDoor();
    else if (refused && !refuses && openDoor())
        openDoorAgain();
    if (refuses)
        return cutAll();
    for (const auto &connection : connections())
        connection->faultChanged();
}

/// A copy: one that ends leaves the map.
std::vector<std::shared_ptr<FaultConnection>> FaultProxy::Impl::connections() const
{
    std::vector<std::shared_ptr<FaultConnection>> all;
    for (const auto &entry : m_connections)
        all.push_back(entry.second);
    return all;
}

void FaultProxy::Impl::cutAll()
{
    for (const auto &connection : connections())
        connection->cut();
}

FaultProxy::Impl::Error FaultProxy::Impl::openDoor()
{
    Error error = bindShared(m_acceptor, m_address);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    Error ignored;
    if (error) {
        m_acceptor.close(ignored);
        return error;
    }
    ++m_door;
    accept();
    return {};
}

void FaultProxy::Impl::closeDoor()
{
    ++m_door;
    m_openAgain.cancel();
    Error ignored;
    m_acceptor.close(ignored);
}

void FaultProxy::Impl::openDoorAgain()
{
    m_openAgain.expires_after(tryAgain);
    m_openAgain.async_wait([this, door = m_door](Error error) {
        if (error || door != m_door)
            return;
        if (m_acceptor.is_open())
            accept();
        else if (openDoor())
            openDoorAgain();
    });
}

void FaultProxy::Impl::accept()
{
    m_acceptor.async_accept([this, door = m_door](Error error, Tcp::socket socket) {
        if (door != m_door) {
            // It came in before the door was closed, and is cut with the others.
            if (!error)
                socket.set_option(asio::socket_base::linger(true, 0), error);
            return;
        }
        if (error && error != asio::error::connection_aborted) {
            openDoorAgain();
            return;
        }
        if (!error)
            welcome(std::move(socket));
        accept();
    });
}

void FaultProxy::Impl::welcome(Tcp::socket socket)
{
    closeOnExec(socket.native_handle());
    Error ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    m_desk.count(&FaultStats::connections);
    const Key key = ++m_lastKey;
    FaultConnection::Owner &owner = *this;
    const auto connection = std::make_shared<FaultConnection>(std::move(socket), key, m_desk, owner);
    m_connections[key] = connection;
    connection->start();
}

} // namespace sluice

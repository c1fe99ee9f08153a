// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/fault_server.h"

#include "tests/support/fault_wire.h"
#include "tests/support/http_message.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace sluice {

namespace {

/// A test cannot go on without its server.
void require(bool good, const char *what)
{
    if (good)
        return;
    std::perror(what);
    std::abort();
}

/// A thousand connections have both their ends in a test's process.
void allowManyDescriptors()
{
    rlimit limit{};
    require(getrlimit(RLIMIT_NOFILE, &limit) == 0, "getrlimit");
    limit.rlim_cur = limit.rlim_max;
    require(setrlimit(RLIMIT_NOFILE, &limit) == 0, "setrlimit");
}

int boundSocket(std::uint16_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(descriptor >= 0, "socket");
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    require(bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, "bind");
    return descriptor;
}

std::uint16_t portOf(int descriptor)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    require(getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) == 0, "getsockname");
    return ntohs(address.sin_port);
}

} // namespace

FaultServer::FaultServer(Handler handler, std::uint16_t port, TlsIdentity tls)
    : m_tls(std::move(tls))
    , m_listener(boundSocket(port))
    , m_port(portOf(m_listener))
    , m_handler(std::move(handler))
{
    allowManyDescriptors();
    require(listen(m_listener, SOMAXCONN) == 0, "listen");
    m_acceptor = std::jthread([this] { acceptLoop(); });
}

FaultServer::~FaultServer()
{
    m_stop.raise();
    m_acceptor.join();
    m_open.clear();
    close(m_listener);
}

std::string FaultServer::url(std::string_view path) const
{
    return (m_tls ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(m_port)
        + std::string(path);
}

void FaultServer::setHandler(Handler handler)
{
    MutexLock lock(m_mutex);
    m_handler = std::move(handler);
}

std::vector<ReceivedRequest> FaultServer::requests() const
{
    MutexLock lock(m_mutex);
    return m_requests;
}

std::size_t FaultServer::requestCount() const
{
    MutexLock lock(m_mutex);
    return m_requests.size();
}

bool FaultServer::waitForRequests(std::size_t count, Millis most)
{
    const SteadyTime until = std::chrono::steady_clock::now() + most;
    MutexLock lock(m_mutex);
    while (m_requests.size() < count) {
        if (!m_changed.waitUntil(m_mutex, until))
            return m_requests.size() >= count;
    }
    return true;
}

bool FaultServer::waitForClosed(std::uint64_t count, Millis most)
{
    const SteadyTime until = std::chrono::steady_clock::now() + most;
    MutexLock lock(m_mutex);
    while (m_closed < count) {
        if (!m_changed.waitUntil(m_mutex, until))
            return m_closed >= count;
    }
    return true;
}

void FaultServer::noteClosed()
{
    {
        MutexLock lock(m_mutex);
        ++m_closed;
    }
    m_changed.notifyAll();
}

void FaultServer::acceptLoop()
{
    while (true) {
        std::array<pollfd, 2> both{pollfd{m_listener, POLLIN, 0}, pollfd{m_stop.descriptor(), POLLIN, 0}};
        if (poll(both.data(), both.size(), -1) < 0)
            continue;
        if (both[1].revents != 0)
            return;
        const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0)
            continue;
        m_open.remove_if([](const Connection &connection) { return connection.done.load(); });
        Connection &connection = m_open.emplace_back();
        connection.thread = std::jthread([this, &connection, descriptor, number = ++m_connections] {
            serve(descriptor, number);
            noteClosed();
            connection.done = true;
        });
    }
}

void FaultServer::serve(int descriptor, std::uint64_t connection)
{
    StoppableSocket socket(descriptor, m_stop, m_tls.get());
    if (m_toReset.load() > 0 && m_toReset.fetch_sub(1) > 0) {
        socket.resetOnClose();
        return;
    }
    if (m_resetAfter > 0) {
        socket.readExactly(m_resetAfter);
        socket.resetOnClose();
        return;
    }
    RequestReader reader(socket);
    bool more = true;
    while (more) {
        std::optional<ReceivedRequest> request = reader.next();
        if (!request)
            return;
        request->connection = connection;
        more = answer(socket, *request);
    }
}

bool FaultServer::answer(StoppableSocket &socket, const ReceivedRequest &request)
{
    Handler handler;
    {
        MutexLock lock(m_mutex);
        m_requests.push_back(request);
        handler = m_handler;
    }
    m_changed.notifyAll();
    const FaultAnswer answer = handler(request);
    if (answer.delay > Millis(0) && !socket.wait(answer.delay))
        return false;
    for (int i = 0; i < answer.continues; ++i) {
        if (!socket.write("HTTP/1.1 100 Continue\r\n\r\n"))
            return false;
    }
    return writeAnswer(socket, answer);
}

std::uint16_t refusingPort()
{
    static const int held = boundSocket(0);
    return portOf(held);
}

} // namespace sluice

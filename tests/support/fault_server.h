// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/time.h"
#include "tests/support/stoppable_socket.h"
#include "tests/support/test_authority.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sluice {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

/// A request that was read whole.
struct ReceivedRequest
{
    std::string method;
    std::string path; ///< with its query, as it stood in the request line
    HeaderFields headers;
    std::string body;
    std::uint64_t connection = 0; ///< 1, 2, 3 ... in the order of accepting

    /// The first header of that name, in any case; empty when there is none.
    std::string header(std::string_view name) const;
};

/// What the server does with one request that it has read.
struct FaultAnswer
{
    enum class Wire {
        Whole, ///< the answer, well formed
        Nothing, ///< no byte, and the connection stays open: a black hole
        Drip, ///< the answer, a byte each 20 ms
        Close, ///< no byte, and the connection is closed
        Reset, ///< no byte, and RST
        HalfBody, ///< headers that promise the whole body, half of it, and the connection is closed
        StalledBody, ///< the same, but the connection stays open
        Raw, ///< the bytes of `body` and nothing else, and the connection is closed
        Garbage, ///< bytes that are not HTTP
        HugeHeader, ///< one header line of 500 KB
        EndlessHeaders, ///< a status line, then header lines until the peer has enough
        EndlessBody, ///< chunks of a body until the peer has enough
    };

    int status = 200;
    HeaderFields headers{}; ///< Content-Length is added
    std::string body{};
    Wire wire = Wire::Whole;
    Millis delay{0}; ///< before anything of it
    int continues = 0; ///< "100 Continue" answers before it
    bool closeAfter = false; ///< with no warning: the answer says nothing of it
};

/// A small HTTP/1.1 server on 127.0.0.1 for tests, on which every fault can be ordered. One thread for each
/// connection, so that the code reads from top to bottom; the destructor ends them all at once, whatever they
/// wait for. Reads bodies by Content-Length alone. As a proxy it answers CONNECT as any request. thread: any.
class FaultServer
{
public:
    /// Called on the connections' threads, several at once, with no lock held.
    using Handler = std::function<FaultAnswer(const ReceivedRequest &)>;

    /// Listens when it returns. Port 0: a free one. Aborts when the port is taken. With `tls` it is an https
    /// server.
    explicit FaultServer(Handler handler, std::uint16_t port = 0, TlsIdentity tls = nullptr);
    ~FaultServer();
    FaultServer(const FaultServer &) = delete;
    FaultServer &operator=(const FaultServer &) = delete;

    std::uint16_t port() const { return m_port; }
    std::string url(std::string_view path = {}) const;

    void setHandler(Handler handler);

    /// The next `count` connections are reset as soon as they are accepted, before a byte is read.
    void resetConnections(int count) { m_toReset = count; }

    /// Every new connection is reset when `bytes` bytes of it were read; 0: no longer.
    void resetAfter(std::size_t bytes) { m_resetAfter = bytes; }

    std::vector<ReceivedRequest> requests() const;
    std::size_t requestCount() const;
    std::uint64_t connectionCount() const { return m_connections; }

    /// False when `count` requests had not come after `most`.
    bool waitForRequests(std::size_t count, Millis most = Millis(10'000));

    /// False when fewer than `count` connections were closed by this end after `most`.
    bool waitForClosed(std::uint64_t count, Millis most = Millis(10'000));

private:
    struct Connection
    {
        std::atomic<bool> done{false};
        std::jthread thread; // last: joins before `done` goes
    };

    void acceptLoop();
    void serve(int descriptor, std::uint64_t connection);
    void noteClosed() EXCLUDES(m_mutex);
    bool answer(StoppableSocket &socket, const ReceivedRequest &request);

    const TlsIdentity m_tls;
    StopSignal m_stop;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_toReset{0};
    std::atomic<std::size_t> m_resetAfter{0};
    std::atomic<std::uint64_t> m_connections{0};

    mutable Mutex m_mutex;
    CondVar m_changed;
    Handler m_handler GUARDED_BY(m_mutex);
    std::vector<ReceivedRequest> m_requests GUARDED_BY(m_mutex);
    std::uint64_t m_closed GUARDED_BY(m_mutex) = 0;

    std::list<Connection> m_open; // the acceptor's thread alone, until it is joined
    std::jthread m_acceptor;
};

/// A loopback port where nobody listens: bound by this process until it ends, so that nobody else gets it.
std::uint16_t refusingPort();

} // namespace sluice

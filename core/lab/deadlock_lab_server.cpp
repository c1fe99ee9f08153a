// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_server.h"

#include "core/agentops/decode.h"
#include "core/base/thread_name.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fcntl.h>

#include <atomic>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace sluice {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

/// 2,000 events are half a megabyte.
constexpr std::uint64_t mostBody = 64U << 20U;

std::string answerTo(std::string_view target)
{
    const bool grants = target == "/v2/create_session" || target == "/v2/reauthorize_jwt";
    return grants ? R"({"status":"success","jwt":"lab"})" : R"("Success")";
}

} // namespace

class DeadlockServer::Impl
{
public:
    explicit Impl(Millis delay)
        : m_delay(delay)
        , m_work(asio::make_work_guard(m_context))
        , m_acceptor(m_context)
    { }
    ~Impl()
    {
        if (!m_thread.joinable())
            return;
        asio::post(m_context, [this] { close(); });
        m_thread.join();
    }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    Result<void> listen();
    void hurry()
    {
        asio::post(m_context, [this] { answerHeld(); });
    }

    const std::string &url() const { return m_url; }
    std::uint64_t events() const { return m_events; }
    std::uint64_t posts() const { return m_posts; }

private:
    class Client;

    void accept();
    void close();
    void answerHeld();
    void count(std::string_view target, std::string_view body);

    std::atomic<std::uint64_t> m_events{0};
    std::atomic<std::uint64_t> m_posts{0};
    std::string m_url; ///< constant after listen()

    // The thread's own. The context comes before all that lives on it.
    Millis m_delay;
    asio::io_context m_context{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    Tcp::acceptor m_acceptor;
    std::set<Client *> m_clients; ///< that live; each keeps itself alive by what it waits for
    V2Decoder m_decoder;

    std::jthread m_thread; ///< last: it uses everything above
};

/// One connection: a request, its answer after the delay, and the next.
class DeadlockServer::Impl::Client : public std::enable_shared_from_this<Client>
{
public:
    Client(Tcp::socket socket, Impl &server)
        : m_socket(std::move(socket))
        , m_timer(m_socket.get_executor())
        , m_server(server)
    {
        m_server.m_clients.insert(this);
    }
    ~Client() { m_server.m_clients.erase(this); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    void read()
    {
        m_parser.emplace();
        m_parser->body_limit(mostBody);
        http::async_read(
            m_socket, m_buffer, *m_parser, [self = shared_from_this()](error_code error, std::size_t) {
                if (!error)
                    self->onRequest();
            });
    }

    void hurry() { m_timer.cancel(); }
    void close()
    {
        error_code ignored;
        m_socket.close(ignored);
        m_timer.cancel();
    }

private:
    void onRequest()
    {
        const auto &request = m_parser->get();
        const std::string_view target(request.target().data(), request.target().size());
        m_server.count(target, request.body());
        m_answer = {http::status::ok, request.version()};
        m_answer.set(http::field::content_type, "application/json");
        m_answer.keep_alive(request.keep_alive());
        m_answer.body() = answerTo(target);
        m_answer.prepare_payload();
        m_timer.expires_after(m_server.m_delay);
        m_timer.async_wait([self = shared_from_this()](error_code) { self->write(); });
    }

    void write()
    {
        if (!m_socket.is_open())
            return;
        http::async_write(m_socket, m_answer, [self = shared_from_this()](error_code error, std::size_t) {
            if (!error && self->m_answer.keep_alive())
                self->read();
        });
    }

    Tcp::socket m_socket;
    asio::steady_timer m_timer;
    Impl &m_server;
    boost::beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::string_body> m_answer;
};

Result<void> DeadlockServer::Impl::listen()
{
    error_code error;
    m_acceptor.open(Tcp::v4(), error);
    if (!error) {
        fcntl(m_acceptor.native_handle(), F_SETFD, FD_CLOEXEC); // NOLINT(cppcoreguidelines-pro-type-vararg)
        m_acceptor.bind({asio::ip::address_v4::loopback(), 0}, error);
    }
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Error{ErrorKind::Network, "the lab's server cannot listen on 127.0.0.1: " + error.message()};
    m_url = "http://127.0.0.1:" + std::to_string(m_acceptor.local_endpoint(error).port());
    accept();
    m_thread = std::jthread([this] {
        nameThisThread("lab server");
        m_context.run();
    });
    return {};
}

void DeadlockServer::Impl::accept()
{
    m_acceptor.async_accept([this](error_code error, Tcp::socket socket) {
        if (!m_acceptor.is_open())
            return;
        if (!error)
            std::make_shared<Client>(std::move(socket), *this)->read();
        accept();
    });
}

void DeadlockServer::Impl::close()
{
    error_code ignored;
    m_acceptor.close(ignored);
    for (Client *client : m_clients)
        client->close();
    m_work.reset();
}

void DeadlockServer::Impl::answerHeld()
{
    m_delay = Millis(0);
    for (Client *client : m_clients)
        client->hurry();
}

void DeadlockServer::Impl::count(std::string_view target, std::string_view body)
{
    if (target != "/v2/create_events")
        return;
    ++m_posts;
    if (const Result<V2Decoder::Events> read = m_decoder.events(body, Timestamp{}))
        m_events += read->events.size();
}

DeadlockServer::DeadlockServer(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

DeadlockServer::~DeadlockServer() = default;

Result<std::unique_ptr<DeadlockServer>> DeadlockServer::start(Millis delay)
{
    auto impl = std::make_unique<Impl>(delay);
    if (Result<void> listens = impl->listen(); !listens)
        return listens.error();
    return std::unique_ptr<DeadlockServer>(new DeadlockServer(std::move(impl)));
}

const std::string &DeadlockServer::url() const
{
    return m_impl->url();
}

std::uint64_t DeadlockServer::events() const
{
    return m_impl->events();
}

std::uint64_t DeadlockServer::posts() const
{
    return m_impl->posts();
}

void DeadlockServer::hurry()
{
    m_impl->hurry();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/listener.h"

#include <boost/asio/ip/v6_only.hpp>
#include <fcntl.h>

namespace sluice {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Without file descriptors and with nobody to close, accepting pauses so long instead of spinning.
constexpr std::chrono::milliseconds acceptPause{100};

/// A child process must not inherit the port or a client.
void closeOnExec(int descriptor)
{
    fcntl(descriptor, F_SETFD, FD_CLOEXEC); // NOLINT(cppcoreguidelines-pro-type-vararg): POSIX
}

Error cannotListen(const ListenAddress &address, const error_code &error)
{
    if (error == asio::error::address_in_use) {
        return {ErrorKind::Held,
            "port " + std::to_string(address.port) + " on " + address.host + " is taken by "
                + holderOfPort(address.port).value_or("another process")};
    }
    return {ErrorKind::Network, "cannot listen on " + address.toUrl() + ": " + error.message()};
}

} // namespace

Listener::Listener(
    asio::io_context &context, std::function<void(Tcp::socket)> welcome, std::function<bool()> makeRoom)
    : m_acceptor(context)
    , m_again(context)
    , m_welcome(std::move(welcome))
    , m_makeRoom(std::move(makeRoom))
{ }

Result<std::uint16_t> Listener::open(const asio::ip::address &ip, std::uint16_t port)
{
    const Tcp::endpoint endpoint(ip, port);
    error_code error;
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        closeOnExec(m_acceptor.native_handle());
    if (!error)
        m_acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
    if (!error && ip.is_v6())
        m_acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        error_code ignored;
        m_acceptor.close(ignored);
        return cannotListen(ListenAddress{ip.to_string(), port}, error);
    }
    accept();
    return m_acceptor.local_endpoint(error).port();
}

void Listener::close()
{
    m_closed = true;
    error_code ignored;
    m_acceptor.close(ignored);
    m_again.cancel();
}

void Listener::accept()
{
    m_acceptor.async_accept(
        [this](error_code error, Tcp::socket socket) { onAccepted(error, std::move(socket)); });
}

void Listener::onAccepted(error_code error, Tcp::socket socket)
{
    if (m_closed)
        return;
    if (!error) {
        closeOnExec(socket.native_handle());
        m_welcome(std::move(socket));
    } else if (error != asio::error::connection_aborted && !m_makeRoom()) {
        pause();
        return;
    }
    accept();
}

void Listener::pause()
{
    m_again.expires_after(acceptPause);
    m_again.async_wait([this](error_code error) {
        if (!error && !m_closed)
            accept();
    });
}

} // namespace sluice

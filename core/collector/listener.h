// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>

namespace sluice {

/// One listening socket: hands over each client that comes. When the process has no file descriptor left it
/// asks for one to be freed, and else pauses instead of spinning. thread: the context's; open() before it
/// runs.
class Listener
{
public:
    using Tcp = boost::asio::ip::tcp;

    /// `welcome` takes a client; `makeRoom` closes one, or says that there is none to close.
    Listener(boost::asio::io_context &context, std::function<void(Tcp::socket)> welcome,
        std::function<bool()> makeRoom);

    /// Listens, and accepts from when the context runs. Port 0 = any free one. Returns the port.
    /// Error (Held): it is taken, and by whom. Error (Network): the system's words.
    Result<std::uint16_t> open(const boost::asio::ip::address &ip, std::uint16_t port);

    /// Takes nobody any more.
    void close();

private:
    void accept();
    void onAccepted(boost::system::error_code error, Tcp::socket socket);
    void pause();

    Tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_again;
    const std::function<void(Tcp::socket)> m_welcome;
    const std::function<bool()> m_makeRoom;
    bool m_closed = false;
};

} // namespace sluice

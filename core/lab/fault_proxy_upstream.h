// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/fault_proxy_desk.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>
#include <string>

namespace sluice {

/// One connection to the endpoint, opened by the first request and kept: sends a request, hands its answer on
/// as the bytes that come. Kept alive by its own pending operations; silent after close(). thread: the
/// proxy's.
class FaultUpstream : public std::enable_shared_from_this<FaultUpstream>
{
public:
    struct Piece
    {
        std::string bytes;
        bool isLast = false;
        bool keepsOpen = false; ///< of the last: another request may follow
        bool endsWithConnection = false; ///< nothing but its end says where the body ends
    };

    /// Outlives the connection, or closes it. Neither is called from within send() and more().
    class Owner
    {
    public:
        /// A part of the answer, never empty unless it is the last; more() asks for the next.
        virtual void answered(Piece piece) = 0;
        /// No whole answer: what came of it that was not handed on, and how the connection ended.
        virtual void broke(boost::system::error_code how, std::string leftOver) = 0;
        /// Closed by the endpoint while no request was under way.
        virtual void endedIdle() = 0;

    protected:
        ~Owner() = default;
    };

    FaultUpstream(
        const boost::asio::any_io_executor &executor, const ProxiedEndpoint &endpoint, Owner &owner);

    enum class Method { Head, Other };
    void send(std::string head, std::string body, Method method);
    void more();
    void close();

    /// Of the last whole answer.
    unsigned status() const { return m_parser->get().result_int(); }
    const std::string &body() const { return m_parser->get().body(); }

private:
    enum class Phase { New, Opening, Sending, Answering, Idle, Closed };
    using Error = boost::system::error_code;
    using Tcp = boost::asio::ip::tcp;

    void open();
    void onOpened(Error error);
    void write();
    void onWritten(Error error);
    void read();
    void onRead(Error error, std::size_t bytes);
    /// Takes what there is of the answer into `piece`.
    Error parse(Piece &piece);
    void finish(Piece piece);
    void onEnd(Piece piece);
    void breakOff(Error how, std::string leftOver);
    void watch();
    void freshParser();

    Tcp::socket m_socket;
    Tcp::resolver m_resolver;
    const ProxiedEndpoint &m_endpoint;
    Owner &m_owner;

    Phase m_phase = Phase::New;
    Method m_method = Method::Other;
    std::uint64_t m_request = 0; ///< which one; a watch that began before it is over
    std::string m_head;
    std::string m_body;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::response_parser<boost::beast::http::string_body>> m_parser;
};

} // namespace sluice

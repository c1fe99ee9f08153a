// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_upstream.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>

#include <array>

namespace sluice {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t pieceBytes = 64U << 10U;
constexpr std::uint32_t mostHeadBytes = 1U << 20U;
constexpr std::uint64_t mostBodyBytes = 64U << 20U;

std::string takeFront(boost::beast::flat_buffer &buffer, std::size_t bytes)
{
    std::string taken(static_cast<const char *>(buffer.data().data()), bytes);
    buffer.consume(bytes);
    return taken;
}

} // namespace

FaultUpstream::FaultUpstream(
    const asio::any_io_executor &executor, const ProxiedEndpoint &endpoint, Owner &owner)
    : m_socket(executor)
    , m_resolver(executor)
    , m_endpoint(endpoint)
    , m_owner(owner)
{ }

void FaultUpstream::send(std::string head, std::string body, Method method)
{
    ++m_request;
    m_head = std::move(head);
    m_body = std::move(body);
    m_method = method;
    freshParser();
    if (m_phase == Phase::New)
        open();
    else
        write();
}

void FaultUpstream::freshParser()
{
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(mostHeadBytes);
    m_parser->body_limit(mostBodyBytes);
    m_parser->skip(m_method == Method::Head);
}

void FaultUpstream::open()
{
    m_phase = Phase::Opening;
    const auto opened = [self = shared_from_this()](Error error) { self->onOpened(error); };
    if (m_endpoint.address) {
        const auto port = static_cast<std::uint16_t>(std::stoul(m_endpoint.port));
        m_socket.async_connect({*m_endpoint.address, port}, opened);
        return;
    }
    m_resolver.async_resolve(m_endpoint.host, m_endpoint.port,
        [self = shared_from_this(), opened](Error error, const Tcp::resolver::results_type &found) {
            if (error || self->m_phase == Phase::Closed) {
                opened(error);
                return;
            }
            asio::async_connect(
                self->m_socket, found, [opened](Error failed, const Tcp::endpoint &) { opened(failed); });
        });
}

void FaultUpstream::onOpened(Error error)
{
    if (m_phase == Phase::Closed)
        return;
    if (error) {
        breakOff(error, {});
        return;
    }
    fcntl(m_socket.native_handle(), F_SETFD, FD_CLOEXEC); // NOLINT(cppcoreguidelines-pro-type-vararg): POSIX
    m_socket.set_option(Tcp::no_delay(true), error);
    write();
}

void FaultUpstream::write()
{
    m_phase = Phase::Sending;
    const std::array<asio::const_buffer, 2> both = {asio::buffer(m_head), asio::buffer(m_body)};
    asio::async_write(
        m_socket, both, [self = shared_from_this()](Error error, std::size_t) { self->onWritten(error); });
}

void FaultUpstream::onWritten(Error error)
{
    if (m_phase == Phase::Closed)
        return;
    // An endpoint that refuses a body before it has read it may have answered: that is still to be read.
    static_cast<void>(error);
    m_body = {};
    m_phase = Phase::Answering;
    read();
}

void FaultUpstream::more()
{
    if (m_phase == Phase::Answering)
        read();
}

void FaultUpstream::read()
{
    m_socket.async_read_some(m_buffer.prepare(pieceBytes),
        [self = shared_from_this()](Error error, std::size_t bytes) { self->onRead(error, bytes); });
}

void FaultUpstream::onRead(Error error, std::size_t bytes)
{
    if (m_phase == Phase::Closed)
        return;
    m_buffer.commit(bytes);
    Piece piece;
    if (error) {
        const bool isEnd = error == asio::error::eof && m_parser->is_header_done() && m_parser->need_eof();
        isEnd ? onEnd(std::move(piece)) : breakOff(error, takeFront(m_buffer, m_buffer.size()));
        return;
    }
    if (const Error wrong = parse(piece)) {
        // What is no HTTP goes on as it is: that is what the recorder would have got.
        breakOff(asio::error::eof, piece.bytes + takeFront(m_buffer, m_buffer.size()));
        return;
    }
    if (m_parser->is_done())
        finish(std::move(piece));
    else if (piece.bytes.empty())
        read();
    else
        m_owner.answered(std::move(piece));
}

FaultUpstream::Error FaultUpstream::parse(Piece &piece)
{
    Error error;
    while (m_buffer.size() > 0) {
        const std::size_t used = m_parser->put(m_buffer.data(), error);
        piece.bytes += takeFront(m_buffer, used);
        const bool isInterim = m_parser->is_done() && status() / 100 == 1;
        if (isInterim)
            freshParser();
        else if (m_parser->is_done() || error || used == 0)
            break;
    }
    return error == http::error::need_more ? Error() : error;
}

void FaultUpstream::finish(Piece piece)
{
    piece.isLast = true;
    piece.endsWithConnection = m_parser->need_eof();
    // Bytes after the answer belong to no request.
    piece.keepsOpen = m_parser->keep_alive() && !piece.endsWithConnection && m_buffer.size() == 0;
    m_phase = Phase::Idle;
    if (piece.keepsOpen)
        watch();
    else
        close();
    m_owner.answered(std::move(piece));
}

void FaultUpstream::onEnd(Piece piece)
{
    Error error;
    m_parser->put_eof(error);
    piece.bytes = takeFront(m_buffer, m_buffer.size());
    piece.isLast = true;
    piece.endsWithConnection = true;
    close();
    m_owner.answered(std::move(piece));
}

void FaultUpstream::breakOff(Error how, std::string leftOver)
{
    close();
    m_owner.broke(how, std::move(leftOver));
}

void FaultUpstream::watch()
{
    m_socket.async_wait(
        Tcp::socket::wait_read, [self = shared_from_this(), request = m_request](Error error) {
            if (error || self->m_phase != Phase::Idle || self->m_request != request)
                return;
            self->close();
            self->m_owner.endedIdle();
        });
}

void FaultUpstream::close()
{
    m_phase = Phase::Closed;
    Error ignored;
    m_resolver.cancel();
    m_socket.close(ignored);
}

} // namespace sluice

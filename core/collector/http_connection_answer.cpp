// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How a connection answers and how it ends.

#include "core/collector/http_connection.h"
#include "core/collector/request_framing.h"

#include <boost/asio/write.hpp>

#include <chrono>
#include <utility>

namespace sluice {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// After a refusal the rest of the request is read and thrown away for so long: a client that still sends
/// would otherwise see a reset and never the answer.
constexpr std::chrono::seconds lingering{1};

/// What is thrown away then, at once.
constexpr std::size_t lingeringBuffer = 64U << 10U;

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

RawRequest HttpConnection::rawRequest() const
{
    RawRequest raw;
    const auto &request = m_parser->get();
    if (request.target().empty()) { // not even the first line was one of HTTP
        raw.body = textOf(m_buffer);
        return raw;
    }
    raw.head = headOf(request);
    raw.fields = fields();
    raw.body = request.body();
    return raw;
}

std::string HttpConnection::fields() const
{
    return fieldsOf(m_parser->get());
}

bool HttpConnection::holds(std::size_t bytes)
{
    return bytes <= m_charged || charge(bytes - m_charged);
}

void HttpConnection::refuse(ServedAnswer refusal, bool keepOpen)
{
    if (m_phase == Phase::Head)
        m_owner.works(m_key);
    write(m_owner.refused(rawRequest(), std::move(refusal)), keepOpen);
}

void HttpConnection::answer(const ServedAnswer &answer)
{
    if (m_phase == Phase::Serving)
        write(answer, m_parser->get().keep_alive());
}

void HttpConnection::write(const ServedAnswer &answer, bool keepOpen)
{
    const bool open = keepOpen && !m_finishing;
    const bool isHttp10 = m_parser->is_header_done() && m_parser->get().version() < 11;
    ServedAnswer allowed = answer;
    allowed.allowOrigin = m_allowOrigin;
    m_out = wireText(allowed, !open ? KeepAlive::No : isHttp10 ? KeepAlive::YesToHttp10 : KeepAlive::Yes);
    m_phase = Phase::Writing;
    expireAt(now() + m_limits.writeDeadline);
    asio::async_write(m_socket, asio::buffer(m_out),
        [self = shared_from_this(), open](error_code error, std::size_t) { self->onWritten(error, open); });
}

void HttpConnection::onWritten(error_code error, bool keepOpen)
{
    if (m_phase == Phase::Closed)
        return;
    m_owner.discharge(m_charged);
    m_charged = 0;
    if (error) {
        close();
    } else if (keepOpen && !m_finishing) {
        awaitRequest();
    } else {
        m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
        m_phase = Phase::Lingering;
        expireAt(now() + lingering);
        m_buffer.reserve(lingeringBuffer);
        linger();
    }
}

void HttpConnection::linger()
{
    m_buffer.consume(m_buffer.size());
    read();
}

void HttpConnection::finish()
{
    m_finishing = true;
    if (m_phase != Phase::Serving && m_phase != Phase::Writing)
        close();
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    error_code ignored;
    m_socket.close(ignored);
    m_timer.cancel();
    m_owner.discharge(m_charged);
    m_charged = 0;
    m_owner.gone(m_key);
}

} // namespace sluice

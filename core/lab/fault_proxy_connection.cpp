// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_connection.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <utility>

namespace sluice {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t pieceBytes = 64U << 10U;
constexpr std::uint32_t mostHeadBytes = 64U << 10U;
constexpr std::uint64_t mostBodyBytes = 64U << 20U;

constexpr std::string_view continueText = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view garbage = "\x01\x02 this is not a status line\r\n\r\n";

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

FaultConnection::FaultConnection(
    asio::ip::tcp::socket socket, Key key, FaultDesk &desk, FaultConnection::Owner &owner)
    : m_socket(std::move(socket))
    , m_timer(m_socket.get_executor())
    , m_key(key)
    , m_desk(desk)
    , m_owner(owner)
{ }

void FaultConnection::start()
{
    Error ignored;
    m_socket.non_blocking(true, ignored);
    awaitRequest();
}

void FaultConnection::awaitRequest()
{
    m_phase = Phase::Reading;
    m_asked = false;
    m_delayed = false;
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(mostHeadBytes);
    m_parser->body_limit(mostBodyBytes);
    if (m_buffer.size() > 0)
        parse();
    else
        watch();
}

/// For the next bytes; while a request is being served, for the recorder's giving up.
void FaultConnection::watch()
{
    if (std::exchange(m_watching, true))
        return;
    m_socket.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](Error error) {
        self->m_watching = false;
        if (!error)
            self->onReadable();
    });
}

void FaultConnection::onReadable()
{
    if (m_phase == Phase::Reading) {
        read();
        return;
    }
    Error error;
    if (m_phase != Phase::Closed && m_phase != Phase::ReadingLater && m_socket.available(error) == 0)
        peerGone();
}

void FaultConnection::read()
{
    const std::size_t room = m_desk.in().take(pieceBytes, now());
    if (room == 0) {
        m_phase = Phase::ReadingLater;
        wakeAt(m_desk.in().next(now()));
        return;
    }
    Error error;
    const std::size_t bytes = m_socket.read_some(m_buffer.prepare(room), error);
    m_desk.in().giveBack(room - bytes);
    if (bytes == room && room < pieceBytes)
        m_delayed = true; // by the link; counted when it was read whole
    m_buffer.commit(bytes);
    m_desk.count(&FaultStats::bytesIn, bytes);
    if (error && error != asio::error::would_block)
        peerGone();
    else
        parse();
}

void FaultConnection::parse()
{
    while (m_buffer.size() > 0) {
        Error error;
        const std::size_t used = m_parser->put(m_buffer.data(), error);
        m_buffer.consume(used);
        if (error && error != http::error::need_more) {
            cut();
            return;
        }
        if (m_parser->is_done()) {
            onRequest();
            return;
        }
        if (error || used == 0)
            break;
    }
    const bool asks = m_parser->is_header_done() && !m_asked
        && http::token_list(m_parser->get()[http::field::expect]).exists("100-continue");
    asks ? askForBody() : watch();
}

void FaultConnection::askForBody()
{
    m_asked = true;
    asio::async_write(
        m_socket, asio::buffer(continueText), [self = shared_from_this()](Error error, std::size_t bytes) {
            self->m_desk.count(&FaultStats::bytesOut, bytes);
            if (self->m_phase == Phase::Closed)
                return;
            error ? self->peerGone() : self->watch();
        });
}

void FaultConnection::onRequest()
{
    m_desk.countRequest();
    if (m_delayed)
        m_desk.count(&FaultStats::delayed);
    m_pending = true;
    m_requestTime = now();
    m_phase = Phase::Holding;
    watch();
    settle();
}

void FaultConnection::settle()
{
    const Fault &fault = m_desk.fault();
    const SteadyTime due = m_requestTime + fault.delay;
    if (now() >= due)
        return act(fault);
    countDelay();
    wakeAt(due);
}

void FaultConnection::countDelay()
{
    if (!std::exchange(m_delayed, true))
        m_desk.count(&FaultStats::delayed);
}

void FaultConnection::act(const Fault &fault)
{
    const ProxiedRequest &request = m_parser->get();
    switch (fault.kind) {
    case FaultKind::None:
    case FaultKind::Latency:
    case FaultKind::Bandwidth:
        return pass(Answer::Whole);
    case FaultKind::HalfAnswer:
        return pass(Answer::Half);
    case FaultKind::Status500:
        return answerWith(500, {});
    case FaultKind::Status503:
        return answerWith(503, "Service Unavailable", fault.retryAfter);
    case FaultKind::Status429:
        return answerWith(429, "Too Many Requests", fault.retryAfter);
    case FaultKind::TooLarge413:
        if (request.body().size() <= fault.bodyLimit)
            return pass(Answer::Whole);
        return answerWith(413, "Request Entity Too Large");
    case FaultKind::Expired401:
        if (asksForToken(request) || !m_desk.isExpired(tokenOf(request)))
            return pass(Answer::Whole);
        return answerWith(401, "Expired Token");
    case FaultKind::Garbage:
        settled(&FaultStats::faulted);
        return write(std::string(garbage), Then::Close);
    case FaultKind::BlackHole:
        settled(&FaultStats::faulted);
        m_phase = Phase::Swallowed;
        return;
    case FaultKind::Reset:
    case FaultKind::Refused:
        return cut();
    }
}

void FaultConnection::answerWith(
    unsigned status, std::string_view message, std::optional<std::uint32_t> retryAfter)
{
    settled(&FaultStats::faulted);
    const ProxiedRequest &request = m_parser->get();
    write(errorText(request, status, message, retryAfter),
        request.keep_alive() ? Then::NextRequest : Then::Close);
}

void FaultConnection::faultChanged()
{
    if (m_phase == Phase::Swallowed && m_desk.fault().kind != FaultKind::BlackHole)
        cut();
    else
        resume();
}

/// Goes on with what waits for a time or for another fault.
void FaultConnection::resume()
{
    if (m_phase == Phase::Holding)
        settle();
    else if (m_phase == Phase::ReadingLater) {
        m_phase = Phase::Reading;
        read();
    } else if (m_phase == Phase::WritingLater)
        writeSome();
}

void FaultConnection::wakeAt(SteadyTime time)
{
    m_timer.expires_at(time);
    m_timer.async_wait([self = shared_from_this()](Error error) {
        if (!error)
            self->resume();
    });
}

void FaultConnection::settled(FaultDesk::Counter outcome)
{
    if (std::exchange(m_pending, false))
        m_desk.countOutcome(outcome);
}

void FaultConnection::peerGone()
{
    settled(&FaultStats::failed);
    close();
}

void FaultConnection::cut()
{
    settled(&FaultStats::faulted);
    Error ignored;
    m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

void FaultConnection::close()
{
    if (std::exchange(m_phase, Phase::Closed) == Phase::Closed)
        return;
    Error ignored;
    m_socket.close(ignored);
    m_timer.cancel();
    if (m_upstream)
        m_upstream->close();
    m_upstream.reset();
    m_owner.gone(m_key);
}

} // namespace sluice

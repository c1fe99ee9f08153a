// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/http_connection.h"

#include "core/collector/request_text.h"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <chrono>

namespace sluice {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

/// What an idle connection holds: enough for an SDK's request head and a small body in one read, and 10,000
/// of them fit in 40 MB.
constexpr std::size_t smallBuffer = 4U << 10U;
constexpr std::size_t largeBuffer = 64U << 10U;

/// After a refusal the rest of the request is read and thrown away for so long: a client that still sends
/// would otherwise see a reset and never the answer.
constexpr std::chrono::seconds lingering{1};

constexpr std::string_view continueText = "HTTP/1.1 100 Continue\r\n\r\n";

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

HttpConnection::HttpConnection(
    asio::ip::tcp::socket socket, Key key, Owner &owner, const CollectorLimits &limits)
    : m_socket(std::move(socket))
    , m_timer(m_socket.get_executor())
    , m_key(key)
    , m_owner(owner)
    , m_limits(limits)
{ }

void HttpConnection::start()
{
    awaitRequest();
}

void HttpConnection::awaitRequest()
{
    m_phase = Phase::Idle;
    m_phaseStart = now();
    m_continued = false;
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(m_limits.headerBytes);
    m_parser->body_limit(m_limits.bodyBytes);
    if (m_buffer.size() == 0 && m_buffer.capacity() > smallBuffer)
        m_buffer = {};
    m_owner.waits(m_key);
    if (m_buffer.size() > 0) {
        m_phase = Phase::Head;
        parse();
        return;
    }
    m_buffer.reserve(smallBuffer);
    read();
}

void HttpConnection::read()
{
    if (m_phase == Phase::Idle)
        expireAt(m_phaseStart + m_limits.idleDeadline);
    else if (m_phase == Phase::Head)
        expireAt(m_phaseStart + m_limits.headerDeadline);
    else if (m_phase == Phase::Body)
        expireAt(bodyDeadline());
    const std::size_t room = std::max<std::size_t>(m_buffer.capacity() - m_buffer.size(), 512);
    m_socket.async_read_some(m_buffer.prepare(room),
        [self = shared_from_this()](error_code error, std::size_t bytes) { self->onRead(error, bytes); });
}

void HttpConnection::onRead(error_code error, std::size_t bytes)
{
    if (m_phase == Phase::Closed)
        return;
    if (error) {
        close();
        return;
    }
    m_buffer.commit(bytes);
    if (m_phase == Phase::Lingering) {
        linger();
        return;
    }
    if (m_phase == Phase::Idle) {
        m_phase = Phase::Head;
        m_phaseStart = now();
    }
    parse();
}

void HttpConnection::parse()
{
    while (m_buffer.size() > 0) {
        error_code error;
        const std::size_t used = m_parser->put(m_buffer.data(), error);
        m_buffer.consume(used);
        if (error && error != http::error::need_more) {
            onNotHttp(error);
            return;
        }
        if (m_phase == Phase::Head && m_parser->is_header_done() && !onHead())
            return;
        if (!chargeBody())
            return;
        if (m_parser->is_done()) {
            onRequest();
            return;
        }
        if (error == http::error::need_more || used == 0)
            break;
    }
    continueBody();
}

/// False: the request was refused.
bool HttpConnection::onHead()
{
    m_owner.works(m_key);
    if (const auto refusal = m_owner.refusal(head())) {
        m_owner.answered(refusal->status);
        write(*refusal, m_parser->is_done() && m_parser->get().keep_alive());
        return false;
    }
    m_phase = Phase::Body;
    m_phaseStart = now();
    if (m_parser->content_length().value_or(largeBuffer) > smallBuffer)
        m_buffer.reserve(largeBuffer);
    return true;
}

/// More is to come: asks for it when the client waits to be asked.
void HttpConnection::continueBody()
{
    const bool asks = m_phase == Phase::Body && !m_continued && m_parser->get().version() >= 11
        && equalIgnoringCase(head().expect, "100-continue");
    if (!asks) {
        read();
        return;
    }
    m_continued = true;
    expireAt(now() + m_limits.writeDeadline);
    asio::async_write(
        m_socket, asio::buffer(continueText), [self = shared_from_this()](error_code error, std::size_t) {
            if (self->m_phase == Phase::Closed)
                return;
            error ? self->close() : self->read();
        });
}

/// False: there was no room, and the request was refused.
bool HttpConnection::chargeBody()
{
    const std::size_t size = m_parser->is_header_done() ? m_parser->get().body().size() : 0;
    if (size <= m_charged)
        return true;
    if (!m_owner.charge(size - m_charged)) {
        refuse(detailAnswer(503, "too many bytes are being received at once: try again"));
        return false;
    }
    m_charged = size;
    return true;
}

void HttpConnection::onRequest()
{
    m_phase = Phase::Serving;
    m_owner.serve(m_key, head(), m_parser->get().body());
    if (m_phase != Phase::Serving)
        return;
    expireAt(SteadyTime::max()); // the store takes the time that it takes
    m_parser->get().body() = {};
}

void HttpConnection::onNotHttp(error_code error)
{
    if (error == http::error::header_limit) {
        refuse(detailAnswer(
            431, "the request's head is larger than " + std::to_string(m_limits.headerBytes) + " bytes"));
    } else if (error == http::error::body_limit) {
        refuse(detailAnswer(
            413, "the request's body is larger than " + std::to_string(m_limits.bodyBytes) + " bytes"));
    } else {
        refuse(detailAnswer(400, "not a request of HTTP: " + error.message()));
    }
}

void HttpConnection::refuse(const ServedAnswer &answer)
{
    if (m_phase == Phase::Head)
        m_owner.works(m_key);
    m_owner.answered(answer.status);
    write(answer, false);
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
    m_out = wireText(answer, !open ? KeepAlive::No : isHttp10 ? KeepAlive::YesToHttp10 : KeepAlive::Yes);
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
        m_buffer.reserve(largeBuffer);
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

RequestHead HttpConnection::head() const
{
    const auto &request = m_parser->get();
    const auto field = [&](auto name) {
        const auto found = request.find(name);
        return found == request.end() ? std::string_view()
                                      : std::string_view(found->value().data(), found->value().size());
    };
    RequestHead head;
    head.method = {request.method_string().data(), request.method_string().size()};
    head.target = {request.target().data(), request.target().size()};
    head.host = field(http::field::host);
    head.hosts = request.count(http::field::host);
    head.hasOrigin = request.count(http::field::origin) > 0;
    head.secFetchSite = field("Sec-Fetch-Site");
    head.contentType = field(http::field::content_type);
    head.contentEncoding = field(http::field::content_encoding);
    head.expect = field(http::field::expect);
    head.authorization = field(http::field::authorization);
    head.apiKey = field("X-Agentops-Api-Key");
    return head;
}

/// One timer serves every deadline; it is set anew only when the new one is earlier than what it waits for.
void HttpConnection::expireAt(SteadyTime deadline)
{
    m_deadline = deadline;
    if (deadline == SteadyTime::max() || (m_timerRuns && m_timer.expiry() <= deadline))
        return;
    m_timerRuns = true;
    m_timer.expires_at(deadline);
    m_timer.async_wait([self = shared_from_this()](error_code error) { self->onTimer(error); });
}

void HttpConnection::onTimer(error_code error)
{
    if (error || m_phase == Phase::Closed)
        return;
    m_timerRuns = false;
    if (now() >= m_deadline)
        close();
    else
        expireAt(m_deadline);
}

SteadyTime HttpConnection::bodyDeadline() const
{
    const std::uint64_t bytes = std::max<std::uint64_t>(m_charged, m_parser->content_length().value_or(0));
    return m_phaseStart + m_limits.bodyDeadline + std::chrono::seconds(bytes >> 20U);
}

} // namespace sluice

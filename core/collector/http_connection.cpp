// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/http_connection.h"

#include "core/collector/gunzip.h"
#include "core/collector/request_framing.h"
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

/// What a client begins with that was told https:// (RFC 8446, 5.1), and one that speaks gRPC (RFC
/// 9113, 3.4).
constexpr std::string_view tlsHandshake = "\x16\x03";
constexpr std::string_view http2Preface = "PRI * HTTP/2.0\r\n";

constexpr std::string_view continueText = "HTTP/1.1 100 Continue\r\n\r\n";

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

ServedAnswer tooLarge(std::size_t limit)
{
    return detailAnswer(413, "the request's body is larger than " + std::to_string(limit) + " bytes");
}

ServedAnswer noRoom()
{
    return detailAnswer(503, "too many bytes are being received at once: try again");
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
    m_allowOrigin.clear();
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
    const HttpRequest &request = m_parser->get();
    if (auto refusal = framingRefusal(request)) {
        refuse(std::move(*refusal), false);
        return false;
    }
    const RequestHead head = headOf(request);
    m_allowOrigin = m_owner.allowedOrigin(head);
    if (auto refusal = m_owner.refusal(head)) {
        refuse(std::move(*refusal), m_parser->is_done() && request.keep_alive());
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
        && equalIgnoringCase(headOf(m_parser->get()).expect, "100-continue");
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
    if (size <= m_charged || charge(size - m_charged))
        return true;
    refuse(noRoom(), false);
    return false;
}

bool HttpConnection::charge(std::size_t bytes)
{
    if (!m_owner.charge(bytes))
        return false;
    m_charged += bytes;
    return true;
}

/// The body in place of its gzip; what to answer when that cannot be.
std::optional<ServedAnswer> HttpConnection::inflateBody()
{
    if (!equalIgnoringCase(headOf(m_parser->get()).contentEncoding, "gzip"))
        return std::nullopt;
    std::string &body = m_parser->get().body();
    Gunzipped inflated
        = gunzip(body, m_limits.bodyBytes, [this](std::size_t bytes) { return charge(bytes); });
    switch (inflated.fate) {
    case Gunzipped::Fate::Whole:
        body = std::move(inflated.text);
        return std::nullopt;
    case Gunzipped::Fate::NotGzip:
        return detailAnswer(400, "the body is not one whole member of gzip");
    case Gunzipped::Fate::TooLarge:
        return tooLarge(m_limits.bodyBytes);
    case Gunzipped::Fate::NoRoom:
        break;
    }
    return noRoom();
}

void HttpConnection::onRequest()
{
    if (auto refusal = inflateBody()) {
        refuse(std::move(*refusal), m_parser->get().keep_alive());
        return;
    }
    m_phase = Phase::Serving;
    m_owner.serve(m_key, headOf(m_parser->get()), m_parser->get().body());
    if (m_phase != Phase::Serving)
        return;
    expireAt(SteadyTime::max()); // the store takes the time that it takes
    m_parser->get().body() = {};
}

void HttpConnection::onNotHttp(error_code error)
{
    const std::string_view received = textOf(m_buffer);
    if (error == http::error::header_limit) {
        refuse(detailAnswer(431,
                   "the request's head is larger than " + std::to_string(m_limits.headerBytes) + " bytes"),
            false);
    } else if (error == http::error::body_limit) {
        refuse(tooLarge(m_limits.bodyBytes), false);
    } else if (received.starts_with(tlsHandshake)) {
        refuse(detailAnswer(400, "TLS: expected plain HTTP, so that the address begins with http://"), false);
    } else if (received.starts_with(http2Preface)) {
        refuse(
            detailAnswer(400,
                "HTTP/2: expected HTTP/1.1, which OpenTelemetry calls the protocol http/protobuf (not grpc)"),
            false);
    } else {
        refuse(detailAnswer(400, "not a request of HTTP: " + error.message()), false);
    }
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

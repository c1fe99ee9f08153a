// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/lab/fault_proxy_connection.h"

#include <utility>

namespace sluice {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

void FaultConnection::pass(Answer answer)
{
    m_phase = Phase::Passing;
    m_wanted = answer;
    m_out.clear();
    if (!m_upstream) {
        FaultUpstream::Owner &owner = *this;
        m_upstream = std::make_shared<FaultUpstream>(m_socket.get_executor(), m_desk.endpoint(), owner);
    }
    ProxiedRequest &request = m_parser->get();
    const bool isHead = request.method() == http::verb::head;
    std::string head = headForEndpoint(request, m_desk.endpoint().hostField);
    m_upstream->send(std::move(head), std::exchange(request.body(), {}),
        isHead ? FaultUpstream::Method::Head : FaultUpstream::Method::Other);
}

void FaultConnection::answered(FaultUpstream::Piece piece)
{
    const auto self = shared_from_this(); // to close may be to go
    const auto upstream = m_upstream;
    if (piece.isLast) {
        noteToken();
        settled(m_wanted == Answer::Half ? &FaultStats::faulted : &FaultStats::passed);
        if (!piece.keepsOpen)
            m_upstream.reset();
    }
    if (m_wanted == Answer::Half) {
        m_out += piece.bytes;
        if (!piece.isLast)
            return upstream->more();
        return write(m_out.substr(0, halfOf(m_out, piece.endsWithConnection)), Then::Close);
    }
    const bool open = piece.keepsOpen && m_parser->get().keep_alive();
    write(std::move(piece.bytes), !piece.isLast ? Then::MoreAnswer : open ? Then::NextRequest : Then::Close);
}

void FaultConnection::noteToken()
{
    if (m_upstream->status() != 200 || !asksForToken(m_parser->get()))
        return;
    if (Result<SessionGrant> grant = parseGrant(m_upstream->body()))
        m_desk.tokenGiven(std::move(grant->token));
}

void FaultConnection::broke(Error how, std::string leftOver)
{
    const auto self = shared_from_this();
    m_upstream.reset();
    settled(&FaultStats::failed);
    const bool ended = how == asio::error::eof;
    if (m_wanted == Answer::Whole && !leftOver.empty())
        write(std::move(leftOver), ended ? Then::Close : Then::Cut);
    else
        ended ? close() : cut();
}

// A request that has not gone yet goes on a new one.
void FaultConnection::endedIdle()
{
    const auto self = shared_from_this();
    m_upstream.reset();
    const bool isIdle = m_phase == Phase::Reading && m_buffer.size() == 0 && !m_parser->got_some();
    if (isIdle)
        close();
}

void FaultConnection::write(std::string bytes, Then then)
{
    m_out = std::move(bytes);
    m_written = 0;
    m_then = then;
    writeSome();
}

void FaultConnection::writeSome()
{
    m_phase = Phase::Writing;
    if (m_written == m_out.size())
        return afterWriting();
    const std::size_t room = m_desk.out().take(m_out.size() - m_written, now());
    if (room < m_out.size() - m_written)
        countDelay();
    if (room == 0) {
        m_phase = Phase::WritingLater;
        wakeAt(m_desk.out().next(now()));
        return;
    }
    m_socket.async_write_some(asio::buffer(m_out.data() + m_written, room),
        [self = shared_from_this(), room](
            Error error, std::size_t bytes) { self->onWritten(error, room, bytes); });
}

void FaultConnection::onWritten(Error error, std::size_t asked, std::size_t bytes)
{
    m_desk.out().giveBack(asked - bytes);
    m_desk.count(&FaultStats::bytesOut, bytes);
    if (m_phase == Phase::Closed)
        return;
    m_written += bytes;
    error ? peerGone() : writeSome();
}

void FaultConnection::afterWriting()
{
    switch (m_then) {
    case Then::NextRequest:
        return awaitRequest();
    case Then::MoreAnswer:
        m_phase = Phase::Passing;
        return m_upstream->more();
    case Then::Close:
        return close();
    case Then::Cut:
        return cut();
    }
}

} // namespace sluice

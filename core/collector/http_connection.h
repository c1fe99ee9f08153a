// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/collector/collector.h"
#include "core/collector/rejected_request.h"
#include "core/collector/request_head.h"
#include "core/collector/served_answer.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// One client: reads requests one after the other, hands each to its owner, writes what the owner answers.
/// Every phase has an absolute deadline; who misses one is closed. Kept alive by its own pending reads,
/// writes and timer, and by the owner until gone(). thread: the server's.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    using Key = std::uint64_t;

    /// The server as its connections see it; outlives them.
    class Owner
    {
    public:
        /// The head is read: what to answer at once, or nullopt to read the body.
        virtual std::optional<ServedAnswer> refusal(const RequestHead &head) = 0;
        /// The web page that sent it, if it may know that we answered; else empty.
        virtual std::string allowedOrigin(const RequestHead &head) = 0;
        /// The request is whole: answer() must follow, now or later.
        virtual void serve(Key connection, const RequestHead &head, std::string_view body) = 0;
        /// Room for so many more bytes of bodies in the whole server; false: none left.
        virtual bool charge(std::size_t bytes) = 0;
        virtual void discharge(std::size_t bytes) = 0;
        /// It waits for a request (and may be closed for another's sake), or has one now.
        virtual void waits(Key connection) = 0;
        virtual void works(Key connection) = 0;
        /// A request is refused before serve(): what to answer, in words that its client knows.
        virtual ServedAnswer refused(const RawRequest &request, ServedAnswer refusal) = 0;
        /// Closed; the last call.
        virtual void gone(Key connection) = 0;

    protected:
        ~Owner() = default;
    };

    HttpConnection(boost::asio::ip::tcp::socket socket, Key key, Owner &owner, const CollectorLimits &limits);

    void start();
    void answer(const ServedAnswer &answer);

    /// The fields of the request that is served (fieldsOf()).
    std::string fields() const;

    /// What it holds until it has answered is at least so much; false: there is no room for it.
    bool holds(std::size_t bytes);

    /// Closes at once, or after the answer that is under way.
    void finish();
    void close();

private:
    enum class Phase { Idle, Head, Body, Serving, Writing, Lingering, Closed };

    void awaitRequest();
    void read();
    void onRead(boost::system::error_code error, std::size_t bytes);
    void parse();
    bool onHead();
    void continueBody();
    bool chargeBody();
    bool charge(std::size_t bytes);
    std::optional<ServedAnswer> inflateBody();
    void onRequest();
    void onNotHttp(boost::system::error_code error);
    RawRequest rawRequest() const;
    void refuse(ServedAnswer refusal, bool keepOpen);
    void write(const ServedAnswer &answer, bool keepOpen);
    void onWritten(boost::system::error_code error, bool keepOpen);
    void linger();
    void expireAt(SteadyTime deadline);
    void onTimer(boost::system::error_code error);
    SteadyTime bodyDeadline() const;

    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_timer;
    const Key m_key;
    Owner &m_owner;
    const CollectorLimits &m_limits;

    Phase m_phase = Phase::Idle;
    bool m_finishing = false;
    bool m_continued = false; ///< 100 Continue was sent
    bool m_timerRuns = false;
    SteadyTime m_deadline = SteadyTime::max();
    SteadyTime m_phaseStart;
    std::size_t m_charged = 0; ///< of it, what the received body and the inflated one take
    boost::beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::string m_allowOrigin;
    std::string m_out;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/fault_proxy_desk.h"
#include "core/lab/fault_proxy_text.h"
#include "core/lab/fault_proxy_upstream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sluice {

/// One connection of a recorder: reads its requests one after the other and does to each what the fault in
/// force says. Kept alive by its own pending operations, and by the owner until gone(). thread: the proxy's.
class FaultConnection final : public std::enable_shared_from_this<FaultConnection>,
                              private FaultUpstream::Owner
{
public:
    using Key = std::uint64_t;

    class Owner
    {
    public:
        /// Closed; the last call.
        virtual void gone(Key connection) = 0;

    protected:
        ~Owner() = default;
    };

    /// `desk` and `owner` outlive it.
    FaultConnection(boost::asio::ip::tcp::socket socket, Key key, FaultDesk &desk, Owner &owner);

    void start();
    /// The desk's fault is another one.
    void faultChanged();
    /// Ends with a reset, whatever it does.
    void cut();

private:
    enum class Phase {
        Reading,
        ReadingLater, ///< the link is full
        Holding, ///< a request, for its delay
        Swallowed,
        Passing, ///< the endpoint is at it
        Writing,
        WritingLater, ///< the link is full
        Closed,
    };
    enum class Then { NextRequest, MoreAnswer, Close, Cut };
    using Error = boost::system::error_code;

    void awaitRequest();
    void watch();
    void onReadable();
    void read();
    void parse();
    void askForBody();
    void onRequest();
    void settle();
    void countDelay();
    void act(const Fault &fault);
    void answerWith(unsigned status, std::string_view message, std::optional<std::uint32_t> retryAfter = {});
    enum class Answer { Whole, Half };
    void pass(Answer answer);

    void answered(FaultUpstream::Piece piece) override;
    void broke(Error how, std::string leftOver) override;
    void endedIdle() override;
    void noteToken();

    void write(std::string bytes, Then then);
    void writeSome();
    void onWritten(Error error, std::size_t asked, std::size_t bytes);
    void afterWriting();

    void settled(FaultDesk::Counter outcome);
    void wakeAt(SteadyTime time);
    void resume();
    void peerGone();
    void close();

    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_timer;
    const Key m_key;
    FaultDesk &m_desk;
    FaultConnection::Owner &m_owner;

    Phase m_phase = Phase::Reading;
    bool m_watching = false;
    bool m_asked = false; ///< 100 Continue was sent
    bool m_delayed = false; ///< the request waited here, for its delay or the link
    bool m_pending = false; ///< the request has no outcome yet
    SteadyTime m_requestTime; ///< when it was read whole
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;

    std::shared_ptr<FaultUpstream> m_upstream; ///< while it is open
    Answer m_wanted = Answer::Whole;

    std::string m_out;
    std::size_t m_written = 0;
    Then m_then = Then::NextRequest;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/transport.h"
#include "tests/support/scripted_transport.h"

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// What a HeldTransport has under way: the test answers each request when it likes. thread: one.
class HeldRequests
{
public:
    struct Request
    {
        Transport::Ticket ticket = 0;
        TransportScript::Request sent;
    };

    std::deque<Request> underWay;
    std::vector<Transport::Finished> answered;
    std::size_t most = 0; ///< that were under way at once
    bool aborted = false;

    std::string paths() const
    {
        std::string all;
        for (const Request &request : underWay)
            all += (all.empty() ? "" : " ") + request.sent.path.substr(request.sent.path.rfind('/') + 1);
        return all;
    }

    /// Answers the i-th request under way.
    void answer(HttpAnswer answer, std::size_t i = 0)
    {
        answered.push_back({underWay.at(i).ticket, std::move(answer)});
        underWay.erase(underWay.begin() + static_cast<std::ptrdiff_t>(i));
    }
    void answerWell(std::size_t i = 0) { answer(TransportScript::good(underWay.at(i).sent), i); }
};

class HeldTransport final : public Transport
{
public:
    explicit HeldTransport(std::shared_ptr<HeldRequests> requests)
        : m_requests(std::move(requests))
    { }

    void begin(Ticket ticket, HttpRequest request) override
    {
        m_requests->underWay.push_back({ticket,
            {request.url.substr(request.url.find("/v2")), std::string(request.body), request.headers}});
        m_requests->most = std::max(m_requests->most, m_requests->underWay.size());
    }
    std::vector<Finished> wait(std::optional<SteadyTime>) override
    {
        if (m_requests->aborted) {
            while (!m_requests->underWay.empty()) {
                HttpAnswer cut = TransportScript::unknown();
                cut.aborted = true;
                m_requests->answer(std::move(cut));
            }
        }
        return std::exchange(m_requests->answered, {});
    }
    void wake() noexcept override { }
    void abort() noexcept override { m_requests->aborted = true; }

private:
    const std::shared_ptr<HeldRequests> m_requests;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/lab/fault_proxy.h"
#include "core/lab/fault_proxy_link.h"

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace sluice {

/// Where requests are passed on to.
struct ProxiedEndpoint
{
    std::string origin; ///< "http://127.0.0.1:4318"
    std::string hostField; ///< "127.0.0.1:4318": what the endpoint is told as Host
    std::string host; ///< to be looked up, when it has no `address`
    std::string port;
    std::optional<boost::asio::ip::address> address;

    /// Error (Usage): not http.
    static Result<ProxiedEndpoint> parse(const std::string &url);
};

/// What the connections of one FaultProxy share: the fault in force, the link's budget, the tokens that are
/// good, the counters. thread: the proxy's; stats(): any.
class FaultDesk
{
public:
    explicit FaultDesk(ProxiedEndpoint endpoint)
        : m_endpoint(std::move(endpoint))
    { }

    const ProxiedEndpoint &endpoint() const { return m_endpoint; }

    const Fault &fault() const { return m_fault; }
    /// Tokens given out so far expire when it is Expired401, also when it was before.
    void setFault(const Fault &fault, SteadyTime now) EXCLUDES(m_mutex);

    LinkBudget &in() { return m_in; }
    LinkBudget &out() { return m_out; }

    /// A token that the endpoint gave.
    void tokenGiven(std::string token);
    /// While the fault is Expired401.
    bool isExpired(std::string_view token) const;

    using Counter = std::uint64_t FaultStats::*;
    void count(Counter what, std::uint64_t howMany = 1) EXCLUDES(m_mutex);
    /// Another request was read whole; or one that was held has come to `what`.
    void countRequest() EXCLUDES(m_mutex);
    void countOutcome(Counter what) EXCLUDES(m_mutex);
    FaultStats stats() const EXCLUDES(m_mutex);

private:
    const ProxiedEndpoint m_endpoint;
    Fault m_fault;
    LinkBudget m_in;
    LinkBudget m_out;
    std::unordered_set<std::string> m_goodTokens; ///< given since Expired401 began

    mutable Mutex m_mutex;
    FaultStats m_stats GUARDED_BY(m_mutex);
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_desk.h"

#include "core/recorder/recorder_config.h"
#include "core/transport/endpoint.h"

#include <utility>

namespace sluice {

Result<ProxiedEndpoint> ProxiedEndpoint::parse(const std::string &url)
{
    constexpr std::string_view scheme = "http://";
    const Result<std::string> normal = normalizedEndpoint(url);
    if (!normal)
        return normal.error();
    ProxiedEndpoint endpoint;
    endpoint.origin = endpointOf(*normal).origin;
    if (!endpoint.origin.starts_with(scheme))
        return Error{ErrorKind::Usage,
            "faults cannot be put in the way to " + endpoint.origin
                + ": what is encrypted cannot be read; expected an http endpoint"};
    endpoint.hostField = endpoint.origin.substr(scheme.size());
    const std::size_t colon = endpoint.hostField.find(':', endpoint.hostField.rfind(']') + 1);
    endpoint.host = endpoint.hostField.substr(0, colon);
    endpoint.port = colon == std::string::npos ? "80" : endpoint.hostField.substr(colon + 1);
    if (endpoint.host.starts_with('['))
        endpoint.host = endpoint.host.substr(1, endpoint.host.size() - 2);
    boost::system::error_code notAnAddress;
    const auto address = boost::asio::ip::make_address(endpoint.host, notAnAddress);
    if (!notAnAddress)
        endpoint.address = address;
    return endpoint;
}

void FaultDesk::setFault(const Fault &fault, SteadyTime now)
{
    m_fault = fault;
    m_goodTokens.clear();
    const auto rate = fault.kind == FaultKind::Bandwidth ? std::optional(fault.bytesPerSecond) : std::nullopt;
    m_in.setRate(rate, now);
    m_out.setRate(rate, now);
    const MutexLock lock(m_mutex);
    m_stats.now = fault;
}

void FaultDesk::tokenGiven(std::string token)
{
    if (m_fault.kind == FaultKind::Expired401)
        m_goodTokens.insert(std::move(token));
}

bool FaultDesk::isExpired(std::string_view token) const
{
    return !token.empty() && !m_goodTokens.contains(std::string(token));
}

void FaultDesk::count(Counter what, std::uint64_t howMany)
{
    const MutexLock lock(m_mutex);
    m_stats.*what += howMany;
}

void FaultDesk::countRequest()
{
    const MutexLock lock(m_mutex);
    ++m_stats.requests;
    ++m_stats.held;
}

void FaultDesk::countOutcome(Counter what)
{
    const MutexLock lock(m_mutex);
    --m_stats.held;
    ++(m_stats.*what);
}

FaultStats FaultDesk::stats() const
{
    const MutexLock lock(m_mutex);
    return m_stats;
}

} // namespace sluice

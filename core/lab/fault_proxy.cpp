// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy.h"

#include "core/lab/fault_proxy_server.h"
#include "core/lab/fault_proxy_transport.h"

#include <cassert>
#include <utility>

namespace sluice {

FaultProxy::FaultProxy(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

FaultProxy::~FaultProxy() = default;

Result<std::unique_ptr<FaultProxy>> FaultProxy::start(const std::string &endpoint)
{
    Result<ProxiedEndpoint> parsed = ProxiedEndpoint::parse(endpoint);
    if (!parsed)
        return parsed.error();
    auto impl = std::make_unique<Impl>(std::move(*parsed));
    if (Result<void> listening = impl->listen(); !listening)
        return listening.error();
    return std::unique_ptr<FaultProxy>(new FaultProxy(std::move(impl)));
}

const std::string &FaultProxy::url() const
{
    return m_impl->url();
}

void FaultProxy::set(const Fault &fault)
{
    assert(fault.validate().ok() && "a valid fault");
    m_impl->set(fault);
}

void FaultProxy::follow(FaultPlan plan)
{
    assert(plan.validate().ok() && "a valid plan");
    m_impl->follow(std::move(plan));
}

void FaultProxy::close()
{
    m_impl->close();
}

FaultStats FaultProxy::stats() const
{
    return m_impl->stats();
}

std::unique_ptr<Transport> FaultProxy::throughThis(std::unique_ptr<Transport> inner) const
{
    return std::make_unique<ProxiedTransport>(std::move(inner), m_impl->origin(), url());
}

} // namespace sluice

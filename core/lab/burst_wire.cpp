// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_wire.h"

#include "core/lab/slow_transport.h"

#include <utility>
#include <vector>

namespace sluice {

namespace {

/// Goes through a proxy and keeps it: the flusher may still be sending when the burst is forgotten.
class ProxiedTransport final : public Transport
{
public:
    ProxiedTransport(std::shared_ptr<FaultProxy> proxy, std::unique_ptr<Transport> inner)
        : m_proxy(std::move(proxy))
        , m_through(m_proxy->throughThis(std::move(inner)))
    { }

    void begin(Ticket ticket, HttpRequest request) override { m_through->begin(ticket, std::move(request)); }
    std::vector<Finished> wait(std::optional<SteadyTime> until) override { return m_through->wait(until); }
    void wake() noexcept override { m_through->wake(); }
    void abort() noexcept override { m_through->abort(); }

private:
    const std::shared_ptr<FaultProxy> m_proxy;
    const std::unique_ptr<Transport> m_through; // last: it goes before the proxy
};

} // namespace

BurstWire::BurstWire(std::shared_ptr<FaultProxy> proxy, Millis delay)
    : m_proxy(std::move(proxy))
    , m_delay(delay)
{ }

Result<BurstWire> BurstWire::open(const std::string &endpoint, const BurstPlan &plan)
{
    if (!plan.usesProxy())
        return BurstWire(nullptr, plan.endpointDelay);
    Result<std::unique_ptr<FaultProxy>> proxy = FaultProxy::start(endpoint);
    if (!proxy)
        return proxy.error();
    return BurstWire(std::move(*proxy), plan.endpointDelay);
}

BurstWire::Wrap BurstWire::wrap() const
{
    if (!m_proxy && m_delay == Millis(0))
        return {};
    return [proxy = m_proxy, delay = m_delay](std::unique_ptr<Transport> transport) {
        if (proxy)
            transport = std::make_unique<ProxiedTransport>(proxy, std::move(transport));
        if (delay > Millis(0))
            transport = std::make_unique<SlowTransport>(std::move(transport), delay);
        return transport;
    };
}

} // namespace sluice

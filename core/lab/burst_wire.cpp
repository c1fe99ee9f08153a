// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_wire.h"

#include "core/lab/slow_transport.h"

#include <set>
#include <utility>
#include <vector>

namespace sluice {

namespace {

/// Goes through a proxy as long as there is a way, and keeps it: the flusher may still be sending when the
/// burst is forgotten.
class WayTransport final : public Transport
{
public:
    WayTransport(std::shared_ptr<ProxiedWay> way, std::unique_ptr<Transport> inner)
        : m_way(std::move(way))
        , m_direct(*inner)
        , m_through(m_way->proxy().throughThis(std::move(inner)))
    { }

    void begin(Ticket ticket, HttpRequest request) override
    {
        const bool enters = m_way->enter();
        if (enters)
            m_entered.insert(ticket);
        (enters ? *m_through : m_direct).begin(ticket, std::move(request));
    }
    std::vector<Finished> wait(std::optional<SteadyTime> until) override
    {
        std::vector<Finished> answers = m_through->wait(until);
        for (const Finished &finished : answers) {
            if (m_entered.erase(finished.ticket) > 0)
                m_way->leave();
        }
        return answers;
    }
    void wake() noexcept override { m_through->wake(); }
    void abort() noexcept override { m_through->abort(); }

private:
    const std::shared_ptr<ProxiedWay> m_way;
    Transport &m_direct; ///< owned by m_through
    std::set<Ticket> m_entered; ///< thread: the flusher's
    const std::unique_ptr<Transport> m_through; // last: it goes before the proxy
};

} // namespace

bool ProxiedWay::enter()
{
    const MutexLock lock(m_mutex);
    if (m_ended)
        return false;
    ++m_underWay;
    return true;
}

void ProxiedWay::leave()
{
    {
        const MutexLock lock(m_mutex);
        --m_underWay;
    }
    closeIfOver();
}

void ProxiedWay::end()
{
    {
        const MutexLock lock(m_mutex);
        m_ended = true;
    }
    closeIfOver();
}

void ProxiedWay::closeIfOver()
{
    {
        const MutexLock lock(m_mutex);
        if (!m_ended || m_underWay > 0)
            return;
    }
    m_proxy->close();
}

BurstWire::BurstWire(std::shared_ptr<ProxiedWay> way, Millis delay)
    : m_way(std::move(way))
    , m_delay(delay)
{ }

Result<BurstWire> BurstWire::open(const std::string &endpoint, const BurstPlan &plan)
{
    if (!plan.usesProxy())
        return BurstWire(nullptr, plan.endpointDelay);
    Result<std::unique_ptr<FaultProxy>> proxy = FaultProxy::start(endpoint);
    if (!proxy)
        return proxy.error();
    return BurstWire(std::make_shared<ProxiedWay>(std::move(*proxy)), plan.endpointDelay);
}

BurstWire::Wrap BurstWire::wrap() const
{
    if (!m_way && m_delay == Millis(0))
        return {};
    return [way = m_way, delay = m_delay](std::unique_ptr<Transport> transport) {
        if (way)
            transport = std::make_unique<WayTransport>(way, std::move(transport));
        if (delay > Millis(0))
            transport = std::make_unique<SlowTransport>(std::move(transport), delay);
        return transport;
    };
}

} // namespace sluice

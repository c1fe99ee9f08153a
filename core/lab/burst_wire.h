// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/lab/burst_plan.h"
#include "core/lab/fault_proxy.h"
#include "core/transport/transport.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace sluice {

/// A FaultProxy and the requests that are on their way through it. thread: any.
class ProxiedWay
{
public:
    explicit ProxiedWay(std::unique_ptr<FaultProxy> proxy)
        : m_proxy(std::move(proxy))
    { }

    FaultProxy &proxy() const { return *m_proxy; }

    /// A request wants to go through; false: the way is left, and it goes to the endpoint itself.
    bool enter() EXCLUDES(m_mutex);
    /// One that entered has been answered.
    void leave() EXCLUDES(m_mutex);
    /// No other request enters; the proxy closes behind the last one that is on its way.
    void end() EXCLUDES(m_mutex);

private:
    void closeIfOver() EXCLUDES(m_mutex);

    const std::unique_ptr<FaultProxy> m_proxy;
    Mutex m_mutex;
    std::size_t m_underWay GUARDED_BY(m_mutex) = 0;
    bool m_ended GUARDED_BY(m_mutex) = false;
};

/// The way of one burst's requests to the endpoint: slowed, through a FaultProxy, or as they are. The session
/// may outlive the burst; its transport keeps what it needs of this. thread: any.
class BurstWire
{
public:
    using Wrap = std::function<std::unique_ptr<Transport>(std::unique_ptr<Transport>)>;

    /// Errors: as FaultProxy::start().
    static Result<BurstWire> open(const std::string &endpoint, const BurstPlan &plan);

    /// For SessionOptions::wrapTransport; empty = the requests go as they are.
    Wrap wrap() const;

    /// null: no faults can be done. Lives as long as any copy of this and the session's transport.
    FaultProxy *proxy() const { return m_way ? &m_way->proxy() : nullptr; }

    /// From now on the requests go to the endpoint itself; the proxy closes behind those that it has. There
    /// is one.
    void leaveProxy() const { m_way->end(); }

private:
    BurstWire(std::shared_ptr<ProxiedWay> way, Millis delay);

    std::shared_ptr<ProxiedWay> m_way;
    Millis m_delay{0};
};

} // namespace sluice

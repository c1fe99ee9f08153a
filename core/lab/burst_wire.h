// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"
#include "core/lab/fault_proxy.h"
#include "core/transport/transport.h"

#include <functional>
#include <memory>
#include <string>

namespace sluice {

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
    FaultProxy *proxy() const { return m_proxy.get(); }

private:
    BurstWire(std::shared_ptr<FaultProxy> proxy, Millis delay);

    std::shared_ptr<FaultProxy> m_proxy;
    Millis m_delay{0};
};

} // namespace sluice

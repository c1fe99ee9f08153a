// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/fault_plan.h"
#include "core/transport/transport.h"

#include <cstdint>
#include <memory>
#include <string>

namespace sluice {

/// What a FaultProxy has done so far.
struct FaultStats
{
    Fault now; ///< what it does to the next request
    std::uint64_t connections = 0; ///< accepted; those that Refused turns away are not seen here
    std::uint64_t requests = 0; ///< read whole: passed + faulted + failed + held, at every instant
    std::uint64_t passed = 0; ///< answered by the endpoint, untouched
    std::uint64_t faulted = 0; ///< answered, cut or swallowed here, or the answer was
    std::uint64_t failed = 0; ///< the endpoint did not answer, or the recorder gave up before it did
    std::uint64_t held = 0; ///< waiting here or at the endpoint
    std::uint64_t delayed = 0; ///< of `requests`: held for a delay or slowed by the bandwidth, once each
    std::uint64_t bytesIn = 0; ///< from the recorder
    std::uint64_t bytesOut = 0; ///< to the recorder
};

/// A real TCP proxy on loopback, between a recorder and an http endpoint, that does faults on purpose: so
/// that libcurl sees the real thing. Listens on an ephemeral port of 127.0.0.1, on a thread of its own.
///
/// Each connection has one of its own to the endpoint. A request is read whole (up to 64 MiB of body; what is
/// larger, or no HTTP, is cut) and goes on as it came, but for Host and with a length instead of chunks; the
/// answer comes back byte for byte. What the endpoint does wrong the recorder meets as if it had met it
/// itself: where it refuses, resets or breaks off, the recorder's connection is reset or ends. No answer is
/// ever made up but for a fault's.
///
/// thread: any for every function. The destructor ends every connection and joins, at once; only a look-up of
/// the endpoint's name that is under way may hold it up.
class FaultProxy
{
public:
    /// `endpoint` is an http URL (normalizedEndpoint()); its path is left to the requests. Error (Usage): it
    /// is https, whose requests a proxy cannot read. Error (Network): no socket to be had.
    static Result<std::unique_ptr<FaultProxy>> start(const std::string &endpoint);
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    /// "http://127.0.0.1:40123": goes in place of the endpoint's scheme, host and port. Keeps its port while
    /// it refuses.
    const std::string &url() const;

    /// From now on, until another is set: in force when this returns. Ends a schedule. `fault` is valid.
    /// Requests that it holds get what the new one is: a black hole that ends cuts them, a latency that ends
    /// lets them go. A request at the endpoint goes its way, unless the new one refuses: that cuts all.
    void set(const Fault &fault);

    /// The schedule begins now, by the steady clock. `plan` is valid.
    void follow(FaultPlan plan);

    /// Ends every connection, frees the port, and lets the thread go, for good; set() and follow() do nothing
    /// from now on, stats() stay as they are. In force when this returns.
    void close();

    FaultStats stats() const;

    /// Sends what `inner` would send to `endpoint` to this proxy instead, and the rest where it belongs. The
    /// proxy must outlive the transport.
    std::unique_ptr<Transport> throughThis(std::unique_ptr<Transport> inner) const;

private:
    class Impl;
    explicit FaultProxy(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

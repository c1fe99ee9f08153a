// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// How a client talks to the collector.
enum class WireDialect : std::uint8_t {
    Unknown, ///< it never sent a request that was understood
    AgentOpsV1, ///< REST of Python 0.1
    AgentOpsV2, ///< REST of Python 0.2 and 0.3
    AgentOpsV4, ///< sign-in and uploads of Python 0.4 and npm
    OtlpProtobuf,
    OtlpJson,
};

/// A program as the collector tells it from others: by the name and version of its SDK, as far as its
/// requests say one, its User-Agent and its dialect. Two runs of one program are one client. Texts are as
/// they were sent, cut at 256 bytes: show them as untrusted.
struct ClientSeen
{
    std::string sdk; ///< "agentops", "opentelemetry (python)"; empty: it does not say
    std::string version; ///< of the SDK; empty: it does not say
    std::string service; ///< service.name of its resource; empty: it does not say
    std::string userAgent;
    WireDialect dialect = WireDialect::Unknown;
    Timestamp first; ///< request of it since the collector started
    Timestamp last;
    std::uint64_t requests = 0;
    std::uint64_t events = 0; ///< committed: events, spans and log records
    std::uint64_t rejected = 0; ///< requests answered 4xx
    std::uint64_t refused = 0; ///< spans, log records and data points not kept, of requests answered 200
    SessionId lastSession; ///< that events of it went to; empty: none
};

/// A request that was answered 4xx, or 200 with a part of it refused. Secrets are masked.
struct RejectedRequest
{
    std::uint64_t number = 0; ///< 1, 2, 3 ... since the collector started
    Timestamp time;
    std::string userAgent;
    std::string method;
    std::string target;
    unsigned status = 0;
    std::string reason; ///< the answer's own words
    std::string head; ///< the fields that were read, one a line; keys and tokens masked
    std::string body; ///< at most 16 KiB of its beginning, inflated; hexadecimal when it is no text
    std::uint64_t bodyBytes = 0; ///< of the whole, as it was read; 0 when it was refused from its head alone
};

/// What the collector knows of who sends to it, since it started.
struct ClientsSeen
{
    static constexpr std::size_t mostClients = 64; ///< the one not seen longest is forgotten
    static constexpr std::size_t mostRejected = 32; ///< the oldest is forgotten

    std::vector<ClientSeen> clients; ///< last seen first
    std::vector<RejectedRequest> rejected; ///< newest first
    std::uint64_t forgottenClients = 0;
    std::uint64_t forgottenRejected = 0;
    std::uint64_t revision = 0; ///< grows with each change
};

} // namespace sluice

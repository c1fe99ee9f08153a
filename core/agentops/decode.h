// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/stored.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The AgentOps v2 wire, inwards: bodies of real SDKs and of the documentation's dialect into what the store
/// keeps (agentops-contract.md 2.3 to 2.6). Lenient as contract.md says: a BOM is skipped; NaN, Infinity and
/// numbers beyond 64 bits or a double become strings; lone surrogates become U+FFFD. Anything else that is
/// not JSON, has a value deeper than 64 or is of the wrong shape is an Error (Invalid) that names the place.
/// A body of more values or events than below is an Error (Limit): it would need many times its own size.
/// thread: any; each object on one at a time.
class V2Decoder
{
public:
    /// What a client has to send in parts. 64 MiB hold some 260,000 of the smallest events of SDKs.
    static constexpr std::size_t mostEvents = 250'000;

    V2Decoder();
    ~V2Decoder();

    struct Sessions
    {
        SessionChange change; ///< `id` empty: the body had none
        bool mended = false; ///< the JSON was not strict
    };
    /// The body of create_session and update_session: `{"session": {...}}` or the bare object. Whether the
    /// session has ended follows agentops-contract.md 2.4. Tokens, keys and pending queues are left out.
    Result<Sessions> session(std::string_view body);

    struct Events
    {
        std::vector<StoredEvent> events; ///< `session` set: the event named its own
        std::uint64_t mended = 0; ///< pieces of JSON that were not strict
    };
    /// The body of create_events: `{"events": [...]}`. Missing ids are made from the content (the same event
    /// sent twice gets the same id); an event with one time is an instant, one with none is at `arrival`.
    Result<Events> events(std::string_view body, Timestamp arrival);

    /// The body of create_agent: `{"id", "name"}`; 0.2.x adds `session_id`.
    Result<StoredAgent> agent(std::string_view body);

    /// `session_id` of a reauthorize_jwt body.
    Result<SessionId> sessionIdOf(std::string_view body);

    /// The member `name`, a string or a number; empty: it is not there.
    Result<std::string> text(std::string_view body, std::string_view name);

    /// The whole body as strict JSON; it must be an object.
    Result<std::string> object(std::string_view body);
    /// At most so many bytes of `lab` are taken; a plan with 100,000 arrival times has some 2 MiB.
    static constexpr std::size_t mostLabBytes = 16U << 20U;
    /// The body of Sluice's own session_lab: `{"session_id", "lab": {...}}`, what the burst lab stores with a
    /// run. Error (Limit): it is larger than mostLabBytes.
    Result<SessionChange> lab(std::string_view body);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

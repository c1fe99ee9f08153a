// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// What a FaultProxy writes, as text, and what it reads out of a request. thread: any.

using ProxiedRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// The request's head as it goes to the endpoint: as it came, but for Host, and with the length of the body
/// instead of chunks and of "Expect".
std::string headForEndpoint(const ProxiedRequest &request, std::string_view host);

/// An error as AgentOps answers it (agentops-contract.md 2.3), with Retry-After where there is one.
std::string errorText(const ProxiedRequest &request, unsigned status, std::string_view message,
    std::optional<std::uint32_t> retryAfter = {});

/// How much of an answer is half of it: all of its head and half of its body; half of the head when there is
/// no body, or when the connection's end is the body's end and half of it would look whole.
std::size_t halfOf(std::string_view answer, bool endsWithConnection);

/// create_session and reauthorize_jwt: they give a token and need none.
bool asksForToken(const ProxiedRequest &request);

/// Of "Authorization: Bearer TOKEN"; empty when there is none.
std::string_view tokenOf(const ProxiedRequest &request);

} // namespace sluice

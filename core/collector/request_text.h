// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/request_head.h"
#include "core/collector/served_answer.h"
#include "core/model/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// What the parts of a request mean and which of them are refused, and the text of a session's URL. thread:
// any.

/// ASCII only: what HTTP calls case-insensitive.
bool equalIgnoringCase(std::string_view a, std::string_view b);

/// At most so many bytes of its begin, cut between characters of UTF-8.
std::string_view frontOf(std::string_view text, std::size_t bytes);

/// The target without its query, with single slashes and none at the end (agentops-contract.md 2.1).
std::string pathOf(std::string_view target);

/// "/v2/sessions/{id}/stats" and ".../export": what the hosted service tells of stored sessions.
bool wantsStoredData(std::string_view path);

/// The second word of "Bearer TOKEN"; empty when the header is missing or malformed.
std::string_view bearerOf(std::string_view authorization);

/// What "Basic BASE64" says (RFC 7617); nullopt: the header is missing, malformed, or longer than any key.
struct BasicCredentials
{
    std::string user;
    std::string password;
};
std::optional<BasicCredentials> basicOf(std::string_view authorization);

/// Whether a Content-Type is `type`, with or without parameters.
bool isOfType(std::string_view contentType, std::string_view type);

/// "application/json", with or without parameters.
bool isJson(std::string_view contentType);

/// A trace's id as 32 hexadecimal digits from its decimal number, as Python 0.4 writes it in Trace-Id;
/// nullopt: not one, zero, or beyond 128 bits.
std::optional<std::string> traceFromDecimal(std::string_view decimal);

/// "sluice://session/ID". An id may be any text: it is percent-encoded where RFC 3986 wants it.
std::string sessionUrl(const SessionId &id);

/// What is not gzip or plain (415), or expects something else than to be asked for its body (417).
std::optional<ServedAnswer> codingRefusal(const RequestHead &head);

} // namespace sluice

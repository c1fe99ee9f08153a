// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>

namespace sluice {

inline constexpr std::string_view jsonType = "application/json";
inline constexpr std::string_view protobufType = "application/x-protobuf";

/// What is answered to one request. The body is JSON, since SDKs parse every answer, or Protobuf to who sent
/// that; a 204 has none.
struct ServedAnswer
{
    unsigned status = 200;
    std::string body;
    std::string_view allow; ///< of a 405: the method that would do; a literal
    bool idempotentEvents = false; ///< tells a recorder that the same body may be sent again
    bool retryLater = false; ///< with Retry-After: 1
    std::string allowOrigin{}; ///< the web page's origin that was let in; empty: none was
    std::string reason{}; ///< of a refusal: its words, as they stand in the body
    std::string_view contentType = jsonType; ///< a literal
};

/// {"detail": "..."}: what is answered outside the API's own paths.
ServedAnswer detailAnswer(unsigned status, std::string_view detail);

/// {"path": "...", "message": "..."}: the API's own errors.
ServedAnswer errorAnswer(unsigned status, std::string_view path, std::string_view message);

enum class KeepAlive { No, Yes, YesToHttp10 };

/// The whole answer as it goes over the wire.
std::string wireText(const ServedAnswer &answer, KeepAlive keepAlive);

} // namespace sluice

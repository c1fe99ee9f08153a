// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace sluice {

// What may stand in a CollectorAccess, as people write it. Each Error (Usage) says what was expected and, but
// for the token, what was found. thread: any.

/// A host's name as clients put it before the port: "host.docker.internal", "172.17.0.1", "[fd00::1]". Lower
/// case in the result. No port, no scheme, at most 253 characters (RFC 1035).
Result<std::string> hostNameFrom(std::string_view text);

/// An origin as browsers send it: "http://localhost:3000". Lower case, without a slash at the end. "null",
/// which every page of a file or a sandbox sends, is refused.
Result<std::string> originFrom(std::string_view text);

/// A token: a UUID, since AgentOps' SDKs send no other key. Lower case, with dashes. The text itself is never
/// in the error.
Result<std::string> tokenFrom(std::string_view text);

} // namespace sluice

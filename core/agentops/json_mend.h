// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_writer.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// Deepest nesting of arrays and objects in a received body; one more is refused. A value may be as deep as
/// the recorder sends it; the body, its list and the event around it are three levels more.
inline constexpr int jsonDepthLimit = mostJsonDepth + 3;

/// JSON made strict.
struct MendedJson
{
    std::string text; ///< without a byte order mark
    std::uint64_t mended = 0; ///< pieces that were not strict JSON; a byte order mark does not count
};

/// Reads JSON as lenient senders write it (contract: NaN, Infinity and -Infinity become those words as
/// strings; numbers beyond 64 bits or a double become strings of their digits; lone surrogates, escaped or
/// raw, become U+FFFD) and gives strict JSON, otherwise byte for byte the same. Error (Invalid): line,
/// column, byte and what was expected there. thread: any.
Result<MendedJson> mendJson(std::string_view text);

} // namespace sluice

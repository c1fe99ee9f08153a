// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// The ids of a session and its events as a trace has them, and back: the same session always becomes the same
// trace. thread: any.

/// A UUID's 32 digits; of any other text, and of the nil UUID, a digest.
std::string traceIdOf(const SessionId &session);

/// A digest of 16 digits, 60 bits: among 10^6 events the chance that two are alike is 5 in 10^7.
std::string spanIdOf(const EventId &event);
std::string rootSpanIdOf(const SessionId &session);

/// The id of a session that is known by its trace only: its digits as a UUID.
SessionId sessionOfTrace(std::string_view traceId);

/// Lower case, when it is `digits` hexadecimal digits and not all 0; nullopt for anything else.
std::optional<std::string> hexId(std::string_view text, std::size_t digits);

/// The same in place; false, and any text in it, when it is no such id.
bool makeHexId(std::string &text, std::size_t digits);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/otlp/attributes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

// Values as attributes: the same text whichever encoding they came in. thread: any.

/// The shortest digits that mean this number, "0.5", "1e+300"; NaN and the infinities as the words of
/// protobuf's JSON, which are text.
Attribute realValue(double number);

/// Cut to microseconds.
Timestamp timeOfNanos(std::uint64_t nanosSince1970);

Attribute integerValue(std::int64_t number);
Attribute truthValue(bool truth);

/// Base64 with padding (RFC 4648, 4).
std::string base64Text(std::string_view bytes);

/// Base64 as a sender wrote it, in that form: the letters of URLs (RFC 4648, 5) and missing padding are
/// taken.
std::string tidyBase64(std::string_view text);

} // namespace sluice

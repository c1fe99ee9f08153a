// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/span.h"

#include <string>

namespace sluice {

// OTLP/JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"). Invalid UTF-8 becomes U+FFFD. Times
// before 1970 are written as 0. thread: any.

/// Appends a span as one JSON object, but for its links, flags, trace state and what was dropped: no span of
/// Sluice's has them.
void appendSpan(std::string &out, const Span &span);

/// Appends `[{"key": ..., "value": {...}}, ...]`.
void appendAttributes(std::string &out, const Attributes &attributes);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/base/result.h"
#include "core/otlp/span.h"

#include <string>

namespace sluice {

// Spans out of JSON. Errors (Invalid) name the member with its path. thread: as the document's.

/// A span of OTLP/JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"): ids in hexadecimal,
/// 64-bit integers as strings or numbers, enumerations as numbers (also as their names, which protobuf's own
/// mapping writes), names in lower camel case; what is not known is passed over. A parent of all zeros is
/// none. Error (Limit): a value deeper than mostExportedLevels.
Result<Span> readSpan(simdjson::dom::element element, const std::string &path);

/// The same as it came: to be settled (settle_span.h).
Result<void> readUnsettledSpan(simdjson::dom::element element, const std::string &path, Span &span);

/// A span as AgentOps' dashboard exports it (its SpanItem): `span_id`, ISO times, nested attributes.
/// `traceId` stays empty. `span_id` may be any text.
Result<Span> readDashboardSpan(simdjson::dom::element element, const std::string &path);

/// Nested objects as attributes with dots in their keys.
Attributes flattened(simdjson::dom::element element);

} // namespace sluice

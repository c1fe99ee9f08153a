// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/served_answer.h"
#include "core/otlp/export_request.h"

#include <optional>
#include <string_view>

namespace sluice {

// What of OTLP/HTTP is HTTP (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP"). thread: any.

/// Whose path it is (request_text.h, pathOf()): one that ends with /v1/traces, /v1/logs or /v1/metrics. What
/// stands before makes no difference: clients of Langfuse put /api/public/otel there.
std::optional<OtlpSignal> otlpSignalOf(std::string_view path);

/// By its Content-Type; nullopt: neither of the two.
std::optional<OtlpEncoding> otlpEncodingOf(std::string_view contentType);

/// The Content-Type of a body in that encoding.
std::string_view typeOf(OtlpEncoding encoding);

/// A refusal with its words in a google.rpc.Status, as every 4xx and 5xx of OTLP has to be.
ServedAnswer asRpcStatus(ServedAnswer refusal, OtlpEncoding encoding);

} // namespace sluice

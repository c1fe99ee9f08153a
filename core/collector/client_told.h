// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/exchange.h"
#include "core/otlp/export_request.h"

#include <string_view>

namespace sluice {

// What requests say of the program that sends them. thread: any.

/// By its User-Agent: those of AgentOps' SDKs (agentops-contract.md 3.2, 3.7) and of OpenTelemetry's
/// exporters; of any other nothing.
ClientTold toldByUserAgent(std::string_view userAgent);

/// By host_env of AgentOps 0.2 and 0.3: `SDK`'s "AgentOps SDK Version", or the version among the installed
/// packages, which is all that 0.3.26 says.
ClientTold toldByEnvironment(std::string_view hostEnv);

/// By the resource: AgentOps' own, else telemetry.sdk.name and .language
/// (opentelemetry.io/docs/specs/semconv, "Telemetry SDK"); without them the scope's name.
ClientTold toldBySource(const SpanSource &source);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_request.h"

#include <string>

namespace sluice {

/// All that a span says, one fact a line, for comparing.
std::string spanText(const SpanSource &source, const Span &span);
std::string logText(const SpanSource &source, const OtlpLog &log);

/// What readTraces() gives for a body: its spans and refusals, or its error.
std::string tracesText(std::string_view body, OtlpEncoding encoding);
std::string logsText(std::string_view body, OtlpEncoding encoding);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_walk.h"
#include "core/otlp/span.h"

#include <string_view>

namespace sluice {

/// A Span of trace/v1 out of protobuf, as it came: to be settled (settle_span.h). Throws protozero's
/// exceptions, as proto_value.h's functions do. thread: any.
Result<void> readProtoSpan(std::string_view bytes, Span &span, ExportBudget &budget);

} // namespace sluice

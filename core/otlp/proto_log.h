// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_walk.h"

#include <cstdint>
#include <string_view>

namespace sluice {

// Messages of logs/v1 and metrics/v1 out of protobuf. They throw protozero's exceptions, as proto_value.h's
// functions do. thread: any.

/// A LogRecord; its ids stay as they came, in hexadecimal.
Result<void> readProtoLog(std::string_view bytes, OtlpLog &log, ExportBudget &budget);

/// How many data points a Metric has.
std::uint64_t countProtoPoints(std::string_view metric);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_request.h"

#include <simdjson.h>

#include <cstdint>

namespace sluice {

// Log records and metrics of OTLP/JSON. Paths of errors begin at the record. thread: as the document's.

/// Its ids stay as they came.
Result<void> readLog(simdjson::dom::element object, OtlpLog &log);

/// How many data points a metric has.
std::uint64_t countPoints(simdjson::dom::element metric);

} // namespace sluice

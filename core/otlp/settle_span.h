// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/otlp/export_request.h"
#include "core/otlp/span.h"

namespace sluice {

// What a reader took down as it came becomes what Span promises. thread: any.

/// Ids in lower case, a parent of zeros none. Error (Invalid): one is missing, of a wrong length, all zeros
/// or not hexadecimal.
Result<void> settleIds(Span &span);

/// Start and end are 0 where they were not told: a span without an end is open; events without a time get the
/// span's start.
void settleTimes(Span &span);

/// A log record's ids; what is no id counts as none.
void settleIds(OtlpLog &log);

} // namespace sluice

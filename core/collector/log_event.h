// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/export_request.h"

namespace sluice {

/// The event of a log record that has a trace, under the span that it names: an action with the record's
/// name, else its severity, and with all that it says in its body; an error when its severity is one (17 and
/// more: opentelemetry.io/docs/specs/otel/logs/data-model) or it holds an exception. Its id is made from what
/// it says, so that it may be sent again. `arrival` stands for a time that is not told. thread: any.
StoredEvent eventOf(const OtlpLog &log, Timestamp arrival);

} // namespace sluice

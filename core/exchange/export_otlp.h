// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/export_session.h"
#include "core/model/session.h"

namespace sluice {

/// OTLP/JSON: one request with one resource; each event is a span, and the last span is the session itself,
/// the root of the others. A session that has not ended lasts until its last event.
Result<void> exportOtlp(
    StoreReader &reader, const SessionSummary &session, const ExportSink &sink, const ExportSteps &step);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/export_session.h"
#include "core/model/session.h"

namespace sluice {

/// Chrome's trace events, as Perfetto and chrome://tracing read them ("Trace Event Format"): a process with a
/// thread a row of bars, a row or more for each agent (for each thread where there is no agent), and a
/// process with the flushes as bars, the drops as instants and the depth of the queue as a counter. Times are
/// microseconds since the first that there is. Arguments are those of the session's JSON, without bodies: of
/// an error what it says of itself.
Result<void> exportChrome(StoreReader &reader, const SessionSummary &session, Timestamp now,
    const ExportSink &sink, const ExportSteps &step);

} // namespace sluice

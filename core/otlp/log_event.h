// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/export_request.h"

#include <optional>

namespace sluice {

/// The event that a log record becomes; it belongs to the session of its trace (sessionOfTrace()), which
/// stays empty in it, under its span. nullopt: it belongs to no trace.
///
/// * A message of GenAI ("gen_ai.user.message", "gen_ai.choice", ...; also
/// "gen_ai.client.inference.operation.
///   details") is an action of that name with `prompt` or `completion`: it stands beside the call that it is
///   of, whose span it cannot wait for, and counts no tokens.
/// * Of a severity of ERROR or more it is an error, named by its `exception.type`, and the span its trigger.
/// * Any other is an action called "log".
///
/// Its id is made of all that it says, so that the same record sent twice is one event. The body's `logs` is
/// the record's text; everything else stands in it as bodyOf() has it. thread: any.
std::optional<StoredEvent> eventOf(const OtlpLog &log, const SpanSource &source = {});

} // namespace sluice

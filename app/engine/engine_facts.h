// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/diagnostics.h"

namespace sluice {

class Engine;

/// Whom a Watch asks. The watch must end before the engine does, and pause while closeRecorder() or
/// startCollector() runs: both change whom it asks.
WatchSources watchSourcesOf(const Engine &engine);

/// Versions, settings and secrets for a diagnostic bundle. thread: the engine's.
DiagnosticFacts factsOf(Engine &engine);

} // namespace sluice

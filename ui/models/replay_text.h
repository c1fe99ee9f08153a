// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/replay.h"

#include <QString>

namespace sluice::ui {

/// "2,000 events of demo, burst; recorded 2026-11-23 14:03:12.345".
QString replaySessionText(const SessionSummary &session);

/// "Running: 120 of 2,000 events; 3.20 s of 10.0 s", or its result.
QString replayStateText(const ReplayProgress &progress);

/// 0 to 1000: for a progress bar.
int replayPermille(const ReplayProgress &progress);

/// A slider of speeds by powers of ten: 0 is ReplayOptions::slowest, replaySpeedSteps the fastest. Opposites.
inline constexpr int replaySpeedSteps = 300;
double replaySpeed(int step);
int replaySpeedStep(double speed);

} // namespace sluice::ui

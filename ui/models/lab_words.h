// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"
#include "core/lab/fault_plan.h"

#include <QString>

namespace sluice::ui {

// The lab's words as people read them.

QString burstShapeText(BurstShape shape); ///< "steady", "Poisson", "as recorded", ...
QString burstShapeMeaning(BurstShape shape); ///< a sentence

QString faultKindText(FaultKind kind); ///< "none", "503 busy", "black hole", ...: for a button
QString faultKindMeaning(FaultKind kind); ///< a sentence

/// With its numbers: "503 busy, Retry-After 5 s", "latency, 400 ms", "none".
QString faultText(const Fault &fault);

/// Which of a fault's numbers its kind reads; the delay is for all but None and Refused.
bool usesDelay(FaultKind kind);
bool usesBandwidth(FaultKind kind);
bool usesRetryAfter(FaultKind kind);
bool usesBodyLimit(FaultKind kind);

/// Where a schedule stands: "phase 1 of 2: refused; 3.20 s of 10.0 s gone", "between phases: all is well; the
/// next begins in 2.00 s", "over: all is well".
QString scheduleText(const FaultPlan &plan, Millis sinceStart);

/// "0 s", "500 ms", "2.00 s": for the axis of a plot, which begins at 0.
QString secondsText(double seconds);

/// "1,000": a count on the axis of a plot.
QString countText(double count);

/// A plan in one line: "2,000 events, spike at 1,000/s, 4 producers; capacity 100, drop newest".
QString planText(const BurstPlan &plan);

} // namespace sluice::ui

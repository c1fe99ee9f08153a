// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"

#include <QString>

namespace sluice::ui {

/// Where a burst is, in one line: "Recording 12,000 of 100,000", "Sending what is left: 40", or its result:
/// "100,000 recorded in 1.23 s, 100,000 delivered by 214 flushes".
QString burstStateText(const BurstProgress &progress);

/// "record(): p50 45 ns, p99 310 ns, max 1.20 ms"; empty until the burst has finished.
QString recordCostText(const BurstProgress &progress);

/// 0 to 1000: for a progress bar.
int burstPermille(const BurstProgress &progress);

/// What did not go well: what end() said, or what was lost by the policy; empty when all is well.
QString burstProblemText(const BurstProgress &progress);

} // namespace sluice::ui

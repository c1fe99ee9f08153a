// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <string>

namespace sluice {

/// `span` with every digit down to the microsecond: "1.204417 s", "250 ms", "3 min 5.5 s". For tooltips.
std::string exactDurationText(Micros span);

/// `offset` as a ruler tick whose neighbours are `step` away says it: "1.2 s", "250 ms", "3 min", "2:05.5",
/// "1:02:03". All ticks of one ruler have the same number of digits after the point.
std::string offsetText(Nanos offset, Nanos step);

} // namespace sluice

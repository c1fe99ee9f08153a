// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <algorithm>

namespace sluice {

/// The point on the machine's steady clock that is `wait` away; a negative wait is none, and one longer than
/// a year is a year, so that Millis::max() does not overflow. thread: any
inline SteadyTime deadlineIn(Millis wait)
{
    constexpr Millis year = std::chrono::hours(24 * 365);
    return std::chrono::steady_clock::now() + std::clamp(wait, Millis(0), year);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/deadlock_text.h"
#include "ui/theme/event_palette.h"

#include <array>

namespace sluice::ui {

/// The colour of a verdict, which is always beside its words.
inline Severity severityOf(DeadlockVerdict::Grade grade)
{
    constexpr std::array severities
        = {Severity::Notice, Severity::Ok, Severity::Warning, Severity::Critical, Severity::Critical};
    return severities[static_cast<std::size_t>(grade)];
}

} // namespace sluice::ui

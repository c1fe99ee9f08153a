// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"

#include <QString>

#include <vector>

namespace sluice::ui {

// Columns are those of WhatIfModel.

QString whatIfColumnText(int column);
QString whatIfColumnMeaning(int column); ///< a sentence with its counting rule

/// What was recorded, and what one would try first beside it: other capacities and the other policies.
std::vector<WhatIf> firstVariants(const WhatIf &recorded);

} // namespace sluice::ui

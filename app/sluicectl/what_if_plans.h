// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sluicectl/arguments.h"
#include "core/lab/what_if.h"

#include <vector>

namespace sluice {

/// More combinations than this are a mistake on the command line.
inline constexpr std::size_t mostWhatIfs = 1'000;

/// --capacity, --policy, --flush-interval, --batch and --latency, each a list with commas: every combination,
/// in the order of the lists, the last list first. What is not given is as in `recorded`. Empty: none is
/// given. Error (Usage): names the option, the text and what was expected.
Result<std::vector<WhatIf>> whatIfsFrom(const Arguments &arguments, const WhatIf &recorded);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_syntax.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

/// A number as the filter language writes it, in the units of FilterTerm: "1.5s", "250ms", "2k", "$0.01".
/// Without a float on the way. nullopt: it is none of this kind, or too large.
std::optional<std::int64_t> filterNumber(FilterValue kind, std::string_view text);

/// "a duration with a unit, such as 2s": what belongs behind a field of this kind.
std::string_view expectedValue(FilterValue kind);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_reader.h"
#include "core/analysis/filter_syntax.h"

namespace sluice {

/// What stands between a field and its value.
enum class FilterRelation { Is, IsNot, Less, AtMost, More, AtLeast };

/// Reads a relation and what follows it: a value, and more of them when `|` comes without a blank and no
/// field behind it. A problem is told to the reader.
FilterNode parseFilterValues(FilterReader &reader, const FilterFieldInfo &field);

/// `*` and `?` count as wildcards unless the piece was quoted.
void setFilterPattern(FilterTerm &term, const FilterPiece &piece);

} // namespace sluice

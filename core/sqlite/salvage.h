// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace sluice {

class Connection;

struct Salvaged
{
    std::uint64_t rows = 0;
    std::uint64_t gaps = 0; ///< places where rows could not be read; how many rows, nobody knows
};

/// Copies the tables of a damaged database, with all of their rows that can be read, into an empty one, then
/// its indexes and marks. Reads tables only, never through an index. Where a page of a table with row numbers
/// is damaged, it goes on behind it; a table without them is read up to its first damage. Error: the schema
/// cannot be read, or `into` cannot be written. thread: that of both.
Result<Salvaged> salvage(Connection &damaged, Connection &into);

} // namespace sluice

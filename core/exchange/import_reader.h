// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/json_cursor.h"
#include "core/exchange/piece_writer.h"

#include <memory>

namespace sluice {

/// Reads files of one format. A file is read twice: once to look what there is, once to write it; what the
/// first reading learned of sessions that stand behind their events, the second one knows.
/// thread: one at a time, not always the same.
class ImportReader
{
public:
    virtual ~ImportReader() = default;

    /// Reads the file to its end. Errors (Invalid) say where in the file and what was expected; those of
    /// `out` and of the cursor's source pass through.
    virtual Result<void> read(JsonCursor &cursor, PieceWriter &out) = 0;
};

} // namespace sluice

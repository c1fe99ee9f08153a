// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice {

/// Lets SQLite count no memory. Its counters stand behind a lock of the process, at which the writer, the
/// search index and all readers meet with each allocation: a tenth of the store's time when spans come fast
/// (docs/design/collector.md). It is of the whole process, where sqlite3_memory_used() then says 0: for a
/// program to decide, not for a library. Does nothing when SQLite is in use already. thread: any, before the
/// first connection.
void leaveMemoryUncounted();

} // namespace sluice

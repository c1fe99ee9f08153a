// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/memory_counters.h"

#include <sqlite3.h>

namespace sluice {

void leaveMemoryUncounted()
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // SQLITE_MISUSE: in use already, and works all the same
}

} // namespace sluice

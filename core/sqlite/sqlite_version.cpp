// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/sqlite_version.h"

#include <sqlite3.h>

namespace sluice {

std::string sqliteVersion()
{
    return sqlite3_libversion();
}

} // namespace sluice

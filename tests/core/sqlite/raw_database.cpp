// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/sqlite/raw_database.h"

#include <sqlite3.h>

namespace sluice {

namespace {

int takeFirstColumn(void *rows, int, char **values, char **)
{
    static_cast<std::vector<std::string> *>(rows)->push_back(values[0] != nullptr ? values[0] : "NULL");
    return 0;
}

} // namespace

std::vector<std::string> sqlOn(const std::filesystem::path &file, const std::string &sql)
{
    sqlite3 *handle = nullptr;
    std::vector<std::string> rows;
    int code = sqlite3_open(file.c_str(), &handle);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, sql.c_str(), takeFirstColumn, &rows, nullptr);
    if (code != SQLITE_OK)
        rows = {std::string("error: ") + sqlite3_errmsg(handle)};
    sqlite3_close(handle);
    return rows;
}

} // namespace sluice

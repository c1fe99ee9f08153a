// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_connection.h"

#include "core/sqlite/connection.h"
#include "core/store/schema.h"

#include <filesystem>
#include <system_error>

namespace sluice {

namespace {

Error noStoreIn(const DataDir &dir)
{
    return {ErrorKind::NotFound, "there is no store in " + dir.path.string() + " yet"};
}

} // namespace

Result<std::unique_ptr<Connection>> openStoreForReading(const DataDir &dir)
{
    std::error_code failed;
    if (!std::filesystem::exists(dir.database(), failed) && !failed)
        return noStoreIn(dir);
    Result<std::unique_ptr<Connection>> connection = Connection::open(dir.database(), Connection::Mode::Read);
    if (!connection)
        return connection;
    const Result<StoreFile> file = recogniseStore(**connection);
    if (!file)
        return file.error();
    if (*file == StoreFile::Empty)
        return noStoreIn(dir);
    if (const Result<void> ready = prepareForReading(**connection, *file); !ready)
        return ready.error();
    return connection;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/unsynced_disk.h"

#include <sqlite3.h>

namespace sluice {

namespace {

sqlite3_vfs *systemDisk = nullptr;

/// The system's methods but for syncing. All files of one system disk are of one kind, but for those with
/// another way of locking: each is copied when it is first seen.
struct Unsynced
{
    const sqlite3_io_methods *real = nullptr;
    sqlite3_io_methods methods{};
};
Unsynced kinds[4];

const sqlite3_io_methods *withoutSync(const sqlite3_io_methods *real)
{
    for (Unsynced &kind : kinds) {
        if (kind.real == nullptr) {
            kind.real = real;
            kind.methods = *real;
            kind.methods.xSync = [](sqlite3_file *, int) { return SQLITE_OK; };
        }
        if (kind.real == real)
            return &kind.methods;
    }
    return real;
}

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    const int code = systemDisk->xOpen(systemDisk, name, file, flags, outFlags);
    if (file->pMethods != nullptr)
        file->pMethods = withoutSync(file->pMethods);
    return code;
}

} // namespace

const char *unsyncedDisk()
{
    static sqlite3_vfs disk = [] {
        systemDisk = sqlite3_vfs_find(nullptr);
        sqlite3_vfs copy = *systemDisk;
        copy.zName = "unsynced";
        copy.pNext = nullptr;
        copy.xOpen = openFile;
        return copy;
    }();
    sqlite3_vfs_register(&disk, 0);
    return disk.zName;
}

} // namespace sluice

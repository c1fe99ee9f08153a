// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/sqlite/faulty_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>

namespace sluice {

namespace {

std::atomic<int> callsLeft{-1}; // -1: healthy; 0: every call fails
std::atomic<int> failureCode{SQLITE_OK};
std::atomic<bool> failed{false};
std::atomic<int> written{0};

/// The code to fail with, or SQLITE_OK to go on.
int fault()
{
    int left = callsLeft.load();
    while (left > 0 && !callsLeft.compare_exchange_weak(left, left - 1)) { }
    if (left < 0 || left > 1)
        return SQLITE_OK;
    failed = true;
    return failureCode;
}

struct Methods
{
    const sqlite3_io_methods *real = nullptr;
    sqlite3_io_methods patched{};
};

/// The system's file types have different methods; each is patched once.
std::mutex methodsMutex;
std::map<const sqlite3_io_methods *, Methods> methodsByReal;
std::map<const sqlite3_io_methods *, const sqlite3_io_methods *> realByPatched;

const sqlite3_io_methods &realOf(sqlite3_file *file)
{
    const std::lock_guard lock(methodsMutex);
    return *realByPatched.at(file->pMethods);
}

int writeFile(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    ++written;
    const int code = fault();
    return code != SQLITE_OK ? code : realOf(file).xWrite(file, data, size, offset);
}

int syncFile(sqlite3_file *file, int flags)
{
    const int code = fault();
    return code != SQLITE_OK ? code : realOf(file).xSync(file, flags);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = fault();
    return code != SQLITE_OK ? code : realOf(file).xTruncate(file, size);
}

void patch(sqlite3_file *file)
{
    const std::lock_guard lock(methodsMutex);
    Methods &methods = methodsByReal[file->pMethods];
    if (methods.real == nullptr) {
        methods.real = file->pMethods;
        methods.patched = *file->pMethods;
        methods.patched.xWrite = writeFile;
        methods.patched.xSync = syncFile;
        methods.patched.xTruncate = truncateFile;
        realByPatched[&methods.patched] = methods.real;
    }
    file->pMethods = &methods.patched;
}

sqlite3_vfs *systemDisk = nullptr;

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    const int code = systemDisk->xOpen(systemDisk, name, file, flags, outFlags);
    if (file->pMethods != nullptr)
        patch(file);
    return code;
}

} // namespace

FaultyDisk::FaultyDisk()
{
    static sqlite3_vfs shim = [] {
        systemDisk = sqlite3_vfs_find(nullptr);
        sqlite3_vfs copy = *systemDisk;
        copy.zName = "faulty";
        copy.pNext = nullptr;
        copy.xOpen = openFile;
        return copy;
    }();
    sqlite3_vfs_register(&shim, 1);
}

void FaultyDisk::failFrom(int call, int code)
{
    failed = false;
    failureCode = code;
    callsLeft = call;
}

bool FaultyDisk::heal()
{
    callsLeft = -1;
    return failed;
}

int FaultyDisk::writes()
{
    return written;
}

} // namespace sluice

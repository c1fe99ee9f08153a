// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/gathered_log.h"

#include "core/base/mutex.h"

#include <sqlite3.h>

#include <cstring>
#include <list>
#include <memory>
#include <new>

namespace sluice {

namespace {

/// A log and what is still to be written of it. SQLite gives the memory: the base's file lies behind it.
struct Log : sqlite3_file
{
    std::unique_ptr<char[]> part; ///< null: nothing is gathered
    sqlite3_int64 offset = 0; ///< where the part belongs
    std::size_t size = 0;

    sqlite3_file *base() { return reinterpret_cast<sqlite3_file *>(this + 1); }

    int writeOut()
    {
        if (size == 0)
            return SQLITE_OK;
        const int code = base()->pMethods->xWrite(base(), part.get(), static_cast<int>(size), offset);
        size = 0;
        return code;
    }
};

Log &logOf(sqlite3_file *file)
{
    return *static_cast<Log *>(file);
}

/// Writes out what was gathered, then calls the base's method.
template <auto Method, typename... Arguments>
int behindTheRest(sqlite3_file *file, Arguments... arguments)
{
    Log &log = logOf(file);
    const int code = log.writeOut();
    return code != SQLITE_OK ? code : (log.base()->pMethods->*Method)(log.base(), arguments...);
}

template <auto Method, typename... Arguments>
int atOnce(sqlite3_file *file, Arguments... arguments)
{
    sqlite3_file *base = logOf(file).base();
    return (base->pMethods->*Method)(base, arguments...);
}

int write(sqlite3_file *file, const void *data, int bytes, sqlite3_int64 offset)
{
    Log &log = logOf(file);
    const auto size = static_cast<std::size_t>(bytes);
    const bool goesOn = offset == log.offset + static_cast<sqlite3_int64>(log.size);
    if (!goesOn || log.size + size > gatheredLogBytes) {
        if (const int code = log.writeOut(); code != SQLITE_OK)
            return code;
        log.offset = offset;
    }
    if (size > gatheredLogBytes)
        return log.base()->pMethods->xWrite(log.base(), data, bytes, offset);
    std::memcpy(log.part.get() + log.size, data, size);
    log.size += size;
    return SQLITE_OK;
}

int close(sqlite3_file *file)
{
    Log &log = logOf(file);
    const int written = log.writeOut();
    const int closed = log.base()->pMethods->xClose(log.base());
    log.~Log();
    return written != SQLITE_OK ? written : closed;
}

const sqlite3_io_methods logMethods = [] {
    using Io = sqlite3_io_methods;
    Io methods{};
    methods.iVersion = 1; // what is beyond is asked of databases only
    methods.xClose = close;
    methods.xRead = behindTheRest<&Io::xRead, void *, int, sqlite3_int64>;
    methods.xWrite = write;
    methods.xTruncate = behindTheRest<&Io::xTruncate, sqlite3_int64>;
    methods.xSync = behindTheRest<&Io::xSync, int>;
    methods.xFileSize = behindTheRest<&Io::xFileSize, sqlite3_int64 *>;
    methods.xLock = atOnce<&Io::xLock, int>;
    methods.xUnlock = atOnce<&Io::xUnlock, int>;
    methods.xCheckReservedLock = atOnce<&Io::xCheckReservedLock, int *>;
    methods.xFileControl = atOnce<&Io::xFileControl, int, void *>;
    methods.xSectorSize = atOnce<&Io::xSectorSize>;
    methods.xDeviceCharacteristics = atOnce<&Io::xDeviceCharacteristics>;
    return methods;
}();

struct Files : sqlite3_vfs
{
    sqlite3_vfs *base;
    std::string name;
};

int openLog(sqlite3_vfs &base, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    Log *log = new (file) Log;
    log->part.reset(new (std::nothrow) char[gatheredLogBytes]);
    const int code
        = log->part != nullptr ? base.xOpen(&base, name, log->base(), flags, outFlags) : SQLITE_NOMEM;
    if (code == SQLITE_OK) {
        log->pMethods = &logMethods;
        return code;
    }
    if (log->part != nullptr && log->base()->pMethods != nullptr)
        log->base()->pMethods->xClose(log->base());
    log->~Log();
    file->pMethods = nullptr;
    return code;
}

int open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    sqlite3_vfs &base = *static_cast<Files *>(self)->base;
    const bool isLog = (flags & SQLITE_OPEN_WAL) != 0;
    return isLog ? openLog(base, name, file, flags, outFlags)
                 : base.xOpen(&base, name, file, flags, outFlags);
}

} // namespace

std::string gatheredLog(const std::string &base)
{
    static Mutex mutex;
    static std::list<Files> all; // SQLite keeps their addresses
    const MutexLock lock(mutex);
    sqlite3_vfs *found = sqlite3_vfs_find(base.empty() ? nullptr : base.c_str());
    if (found == nullptr)
        return base;
    for (const Files &files : all) {
        if (files.base == found)
            return files.name;
    }
    Files &files = all.emplace_back(Files{*found, found, std::string("gathered-log-") + found->zName});
    files.szOsFile = static_cast<int>(sizeof(Log)) + found->szOsFile;
    files.zName = files.name.c_str();
    files.pNext = nullptr;
    files.xOpen = open;
    sqlite3_vfs_register(&files, 0);
    return files.name;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/old_spool.h"

#include "core/spool/recovery.h"
#include "core/spool/segmented_write_ahead.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

namespace fs = std::filesystem;

bool isSegment(const fs::path &file)
{
    return file.extension() == segmentSuffix;
}

Result<void> append(SpoolTables &tables, const SpooledBody &body)
{
    const Result<std::int64_t> row = tables.appendBody(body);
    return row ? Result<void>() : row.error();
}

} // namespace

OldSpool::OldSpool(SpoolFolder folder)
    : m_folder(std::move(folder))
{ }

Result<OldSpool> OldSpool::open(SpoolFolder folder, const std::string &vfs)
{
    OldSpool old(std::move(folder));
    Result<std::vector<fs::path>> files = entriesOf(old.m_folder.path());
    if (!files)
        return files.error();
    old.m_files = std::move(*files);
    const fs::path database = old.m_folder.database();
    if (std::ranges::find(old.m_files, database) == old.m_files.end())
        return old;
    std::error_code ignored;
    if (!fs::is_regular_file(fs::symlink_status(database, ignored))) {
        old.m_damaged[database] = "is no file";
        return old;
    }
    Result<std::unique_ptr<SpoolTables>> tables = SpoolTables::open(database, vfs);
    if (tables)
        old.m_tables = std::move(*tables);
    else if (tables.error().kind == ErrorKind::Invalid)
        old.m_damaged[database] = "cannot be read: " + tables.error().message;
    else
        return tables.error();
    if (const Result<void> read = old.readTakenOver(); !read)
        return read.error();
    return old;
}

Result<void> OldSpool::readTakenOver()
{
    if (m_tables == nullptr)
        return {};
    const Result<std::vector<std::string>> names = m_tables->takenOver();
    if (names)
        m_takenOver.insert(names->begin(), names->end());
    return names || names.error().kind == ErrorKind::Invalid ? Result<void>() : names.error();
}

Result<void> OldSpool::copyInto(SpoolTables *own)
{
    if (m_tables != nullptr) {
        if (Result<void> copied = copyTables(own); !copied)
            return copied;
    }
    return copyWriteAheads(own);
}

Result<void> OldSpool::copyTables(SpoolTables *own)
{
    for (const auto copy : {&OldSpool::copySessions, &OldSpool::copyBodies}) {
        const Result<void> copied = (this->*copy)(own);
        if (copied)
            continue;
        if (copied.error().kind != ErrorKind::Invalid)
            return copied;
        m_damaged[m_folder.database()] = "is damaged: " + copied.error().message;
    }
    return {};
}

Result<void> OldSpool::copySessions(SpoolTables *own)
{
    std::uint64_t damaged = 0;
    const Result<std::vector<SpooledSession>> sessions = m_tables->sessions(damaged);
    if (!sessions)
        return sessions.error();
    if (damaged != 0)
        m_damaged[m_folder.database()] = "has " + std::to_string(damaged) + " damaged sessions";
    for (const SpooledSession &session : *sessions) {
        m_sessions.insert(session.id);
        if (own == nullptr)
            continue;
        if (Result<void> added = own->addSession(session); !added)
            return added;
    }
    return {};
}

Result<void> OldSpool::copyBodies(SpoolTables *own)
{
    std::uint64_t damaged = 0;
    const auto copy = [&](SpooledBody &&body) -> Result<void> {
        if (!m_sessions.contains(body.session)) {
            ++damaged; // nobody knows where it was to go
            return {};
        }
        body.inDoubt = true;
        return own == nullptr ? Result<void>() : append(*own, body);
    };
    Result<void> copied = m_tables->eachBody(copy, damaged);
    if (damaged != 0)
        m_damaged[m_folder.database()] = "has " + std::to_string(damaged) + " damaged bodies";
    return copied;
}

Result<void> OldSpool::copyWriteAheads(SpoolTables *own)
{
    std::vector<fs::path> segments;
    std::ranges::copy_if(m_files, std::back_inserter(segments), isSegment);
    Recovery recovery = recoverWriteAheads(segments);
    m_damaged.merge(recovery.damaged);
    if (own == nullptr)
        return {};
    for (const RecoveredSession &recovered : recovery.sessions) {
        if (Result<void> added = own->addSession(recovered.session); !added)
            return added;
        for (const SpooledBody &body : recovered.bodies) {
            if (Result<void> added = append(*own, body); !added)
                return added;
        }
    }
    return {};
}

void OldSpool::clear(Quarantine &quarantine)
{
    m_tables.reset();
    const Result<std::vector<fs::path>> files = entriesOf(m_folder.path());
    if (!files) {
        quarantine.leave(m_folder.path(), files.error().message);
        return;
    }
    for (const fs::path &file : *files) {
        if (file == m_folder.lockFile())
            continue;
        const bool isDatabase = m_folder.isOfDatabase(file);
        const auto damaged = m_damaged.find(isDatabase ? m_folder.database() : file);
        std::error_code failed;
        if (damaged != m_damaged.end())
            quarantine.take(file, damaged->second);
        else if (!isDatabase && !isSegment(file))
            quarantine.take(file, "is no file of a spool");
        else if (!fs::remove(file, failed))
            quarantine.leave(file, "cannot be removed: " + failed.message());
    }
}

} // namespace sluice

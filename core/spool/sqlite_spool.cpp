// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/sqlite_spool.h"

#include "core/base/clock.h"
#include "core/spool/adoption.h"
#include "core/spool/mapped_file.h"
#include "core/spool/segmented_write_ahead.h"
#include "core/spool/session_text.h"

#include <unistd.h>

#include <utility>

namespace sluice {

Result<std::unique_ptr<Spool>> Spool::open(const std::filesystem::path &root, SpoolOptions options)
{
    return SqliteSpool::open(root, std::move(options));
}

Result<std::unique_ptr<Spool>> SqliteSpool::open(const std::filesystem::path &root, SpoolOptions options)
{
    if (const Result<void> made = makePrivateDirectory(root, "spool"); !made)
        return made.error();
    Result<SpoolFolder> folder = SpoolFolder::make(root);
    if (!folder)
        return folder.error();
    Result<std::unique_ptr<SpoolTables>> tables = SpoolTables::open(folder->database(), options.vfs);
    if (!tables) {
        folder->removeWithDatabase();
        return tables.error();
    }
    auto contents = std::make_unique<SpoolContents>(std::move(*tables), options.mostBytes, Quarantine(root));
    std::unique_ptr<SqliteSpool> spool(
        new SqliteSpool(root, std::move(options), std::move(*folder), std::move(contents)));
    if (const Result<void> adopted = spool->adopt(root); !adopted)
        return adopted.error();
    return std::unique_ptr<Spool>(std::move(spool));
}

SqliteSpool::SqliteSpool(const std::filesystem::path &root, SpoolOptions options, SpoolFolder folder,
    std::unique_ptr<SpoolContents> contents)
    : m_options(std::move(options))
    , m_process(::getpid())
    , m_budget(std::make_shared<WriteAheadBudget>(m_options.mostWriteAheadBytes))
    , m_folder(std::move(folder))
    , m_contents(std::move(contents))
    , m_refused(root)
{ }

SqliteSpool::~SqliteSpool()
{
    if (m_process != ::getpid()) {
        // To close the database would write to the parent's.
        static_cast<void>(m_contents.release());
        return;
    }
    const MutexLock lock(m_mutex);
    const bool isEmpty = m_contents->finish();
    m_contents.reset();
    if (isEmpty)
        m_folder.removeWithDatabase();
}

Result<void> SqliteSpool::adopt(const std::filesystem::path &root)
{
    const MutexLock lock(m_mutex);
    AdoptedSpools adoption = adoptOthers(root, m_folder, m_contents->tables(), m_options.vfs);
    m_findings = std::move(adoption.findings);
    m_kept = std::move(adoption.kept);
    Result<std::vector<SpooledSession>> sessions = m_contents->load();
    if (!sessions)
        return sessions.error();
    m_adopted = std::move(*sessions);
    return {};
}

Result<void> SqliteSpool::putSession(const SpooledSession &session)
{
    const MutexLock lock(m_mutex);
    return m_contents->putSession(session);
}

Result<std::optional<SpooledSession>> SqliteSpool::session(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_contents->session(id);
}

Result<void> SqliteSpool::removeSession(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_contents->removeSession(id);
}

Result<std::int64_t> SqliteSpool::put(const SpooledBody &body)
{
    const MutexLock lock(m_mutex);
    return m_contents->put(body);
}

Result<std::optional<SpooledBody>> SqliteSpool::oldest(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_contents->oldest(id);
}

Result<void> SqliteSpool::markInDoubt(std::int64_t row)
{
    const MutexLock lock(m_mutex);
    return m_contents->markInDoubt(row);
}

Result<void> SqliteSpool::remove(std::int64_t row)
{
    const MutexLock lock(m_mutex);
    return m_contents->remove(row);
}

Result<void> SqliteSpool::replace(std::int64_t row, const std::vector<SpooledBody> &parts)
{
    const MutexLock lock(m_mutex);
    return m_contents->replace(row, parts);
}

void SqliteSpool::hurry()
{
    const MutexLock lock(m_mutex);
    m_contents->hurry();
}

Result<void> SqliteSpool::keepRefused(const SpooledBody &body, std::string_view words)
{
    const MutexLock lock(m_mutex);
    return m_refused.keep(body, words, SystemClock().wallNow());
}

std::uint64_t SqliteSpool::takeDropped(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_contents->takeDropped(id);
}

std::uint64_t SqliteSpool::events(const SessionId &id) const
{
    const MutexLock lock(m_mutex);
    return m_contents->events(id);
}

std::uint64_t SqliteSpool::bytes() const
{
    const MutexLock lock(m_mutex);
    return m_contents->bytes();
}

std::vector<SpoolFinding> SqliteSpool::findings() const
{
    std::vector<SpoolFinding> findings = m_findings;
    const MutexLock lock(m_mutex);
    findings.insert(findings.end(), m_contents->findings().begin(), m_contents->findings().end());
    return findings;
}

Result<std::unique_ptr<WriteAhead>> SqliteSpool::writeAhead(const SpooledSession &session)
{
    WriteAheadHome home;
    home.folder = m_folder.path();
    home.number = m_writeAheads.fetch_add(1, std::memory_order_relaxed) + 1;
    home.session = toSessionText(session);
    home.budget = m_budget;
    home.calls = m_options.calls != nullptr ? m_options.calls : &SegmentCalls::system();
    return SegmentedWriteAhead::open(std::move(home));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/adoption.h"

#include "core/base/uuid.h"
#include "core/spool/old_spool.h"
#include "core/spool/quarantine.h"
#include "core/spool/spool_tables.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <set>

namespace sluice {

namespace {

namespace fs = std::filesystem;

class Adopter
{
public:
    Adopter(const fs::path &root, SpoolTables &own, const std::string &vfs)
        : m_root(root)
        , m_own(own)
        , m_vfs(vfs)
        , m_quarantine(root)
    { }

    AdoptedSpools run(const SpoolFolder &ownFolder)
    {
        std::vector<OldSpool> olds = openAll(ownFolder);
        std::set<std::string> done;
        for (OldSpool &old : olds)
            done.insert(old.takenOver().begin(), old.takenOver().end());
        for (OldSpool &old : olds) {
            const bool isDone = done.contains(old.folder().name());
            if (isDone || takeOver(old))
                removeFiles(old, isDone);
        }
        m_adoption.findings = m_quarantine.findings();
        return std::move(m_adoption);
    }

private:
    std::vector<OldSpool> openAll(const SpoolFolder &ownFolder)
    {
        std::vector<OldSpool> olds;
        const Result<std::vector<fs::path>> entries = entriesOf(m_root);
        if (!entries) {
            m_quarantine.leave(m_root, entries.error().message);
            return olds;
        }
        for (const fs::path &path : *entries) {
            std::error_code ignored;
            if (path == ownFolder.path() || !Uuid::parse(path.filename().string())
                || !fs::is_directory(fs::symlink_status(path, ignored)))
                continue;
            if (std::optional<SpoolFolder> folder = SpoolFolder::claim(path))
                openOne(std::move(*folder), olds);
            else if (errno != EWOULDBLOCK && errno != ENOENT)
                m_quarantine.leave(path, "cannot be locked: " + std::generic_category().message(errno));
        }
        return olds;
    }

    void openOne(SpoolFolder folder, std::vector<OldSpool> &olds)
    {
        const fs::path database = folder.database();
        Result<OldSpool> old = OldSpool::open(std::move(folder), m_vfs);
        if (old)
            olds.push_back(std::move(*old));
        else
            m_quarantine.leave(database, old.error().message);
    }

    /// False: it stays as it was.
    bool takeOver(OldSpool &old)
    {
        const Result<void> taken = [&]() -> Result<void> {
            Result<Transaction> transaction
                = Transaction::begin(m_own.connection(), Transaction::Kind::Write);
            if (!transaction)
                return transaction.error();
            if (Result<void> copied = old.copyInto(&m_own); !copied)
                return copied;
            std::set<std::string> notes = old.takenOver();
            notes.insert(old.folder().name());
            for (const std::string &note : notes) {
                if (Result<void> noted = m_own.addTakenOver(note); !noted)
                    return noted;
            }
            return transaction->commit();
        }();
        if (!taken)
            m_quarantine.leave(old.folder().path(), "cannot be adopted: " + taken.error().message);
        return taken.ok();
    }

    void removeFiles(OldSpool &old, bool wasDone)
    {
        // What is damaged has not been looked for yet when another process took it over.
        if (!wasDone || old.copyInto(nullptr))
            old.clear(m_quarantine);
        // A note that stays does no harm: no other folder gets that name.
        if (old.folder().removeIfEmpty())
            static_cast<void>(m_own.removeTakenOver(old.folder().name()));
        else
            m_adoption.kept.push_back(old.takeFolder());
    }

    const fs::path &m_root;
    SpoolTables &m_own;
    const std::string &m_vfs;
    Quarantine m_quarantine;
    AdoptedSpools m_adoption;
};

} // namespace

AdoptedSpools adoptOthers(
    const fs::path &root, const SpoolFolder &ownFolder, SpoolTables &own, const std::string &vfs)
{
    const FileDescriptor lock = FileDescriptor::open(root / "adopting", O_RDWR | O_CREAT);
    if (!lock.isValid() || !tryFlock(lock.get(), LOCK_EX))
        return {};
    return Adopter(root, own, vfs).run(ownFolder);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/group_commit.h"

#include "core/sqlite/connection.h"

namespace sluice {

GroupCommit::GroupCommit(Connection &connection)
    : m_connection(connection)
    , m_tables(connection)
    , m_numberCommit(connection, "UPDATE store SET revision = ?")
{ }

Result<void> GroupCommit::start()
{
    if (const Result<void> prepared = m_connection.preparedAll(); !prepared)
        return prepared;
    const Result<std::int64_t> last = m_connection.number("SELECT revision FROM store");
    if (!last)
        return last.error();
    m_revision = static_cast<std::uint64_t>(*last);
    const Result<std::int64_t> below = m_connection.number("SELECT facts_below FROM store");
    if (!below)
        return below.error();
    if (*below > 0)
        m_oldFacts = std::make_unique<OldFacts>(m_connection);
    setFactsBelow(*below);
    return m_connection.preparedAll();
}

void GroupCommit::setFactsBelow(std::int64_t row)
{
    m_factsBelow = row;
    m_tables.setFactsBelow(row);
}

void GroupCommit::commitOldFacts()
{
    const Result<std::int64_t> below = readOldFacts();
    if (below)
        setFactsBelow(*below);
    if (!below || *below == 0)
        m_oldFacts.reset();
}

Result<std::int64_t> GroupCommit::readOldFacts()
{
    Result<Transaction> transaction = Transaction::begin(m_connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const Result<std::int64_t> below = m_oldFacts->readPortion(m_factsBelow, m_revision + 1);
    if (!below)
        return below;
    if (const Result<void> numbered = m_numberCommit.run(m_revision + 1); !numbered)
        return numbered.error();
    if (const Result<void> committed = transaction->commit(); !committed)
        return committed.error();
    ++m_revision;
    return below;
}

std::vector<Result<void>> GroupCommit::commit(std::span<const CommitRequest> requests)
{
    std::vector<Result<void>> fates(requests.size());
    const Result<void> together = commitTogether(requests, fates);
    if (together)
        return fates;
    if (requests.size() == 1) {
        fates.front() = together;
        return fates;
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const Result<void> alone = commitTogether(requests.subspan(i, 1), Fates(fates).subspan(i, 1));
        if (!alone)
            fates[i] = alone;
    }
    return fates;
}

Result<void> GroupCommit::commitTogether(std::span<const CommitRequest> requests, Fates fates)
{
    Result<Transaction> transaction = Transaction::begin(m_connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const Result<bool> wroteAny = writeAll(requests, fates, m_clock.wallNow());
    if (!wroteAny)
        return wroteAny.error();
    if (!*wroteAny)
        return {};
    if (const Result<void> numbered = m_numberCommit.run(m_revision + 1); !numbered)
        return numbered;
    if (const Result<void> committed = transaction->commit(); !committed)
        return committed;
    ++m_revision;
    return {};
}

Result<bool> GroupCommit::writeAll(std::span<const CommitRequest> requests, Fates fates, Timestamp now)
{
    bool wroteAny = false;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        fates[i] = {};
        const Result<void> going = writeOrTakeBack(requests[i].batch, now, fates[i]);
        if (!going)
            return going.error();
        wroteAny = wroteAny || fates[i].ok();
    }
    return wroteAny;
}

/// An error is the whole transaction's; the batch's own goes into `fate`.
Result<void> GroupCommit::writeOrTakeBack(const StoreBatch &batch, Timestamp now, Result<void> &fate)
{
    if (const Result<void> opened = m_connection.execute("SAVEPOINT batch"); !opened)
        return opened;
    fate = m_tables.write(batch, m_revision + 1, now);
    if (fate)
        return m_connection.execute("RELEASE batch");
    // After some errors (a full disk, for one) SQLite has rolled back everything already.
    if (!m_connection.inTransaction())
        return fate;
    return m_connection.execute("ROLLBACK TO batch; RELEASE batch");
}

} // namespace sluice

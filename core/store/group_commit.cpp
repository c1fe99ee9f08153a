// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/group_commit.h"

#include "core/sqlite/connection.h"

#include <algorithm>

namespace sluice {

namespace {

/// What is written in pieces is its own group: it is made once, and need not be again for the sake of others.
std::span<const CommitRequest> firstGroupOf(std::span<const CommitRequest> requests)
{
    const auto inPieces = [](const CommitRequest &request) { return request.batch.pieces != nullptr; };
    const auto end = std::ranges::find_if(requests, inPieces);
    return {requests.begin(), std::max(end, requests.begin() + 1)};
}

} // namespace

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
    std::vector<Result<void>> fates;
    while (fates.size() < requests.size()) {
        const std::span<const CommitRequest> group = firstGroupOf(requests.subspan(fates.size()));
        const Result<void> together = commitTogether(group);
        if (together || group.size() == 1) {
            fates.insert(fates.end(), group.size(), together);
            continue;
        }
        for (std::size_t i = 0; i < group.size(); ++i)
            fates.push_back(commitTogether(group.subspan(i, 1)));
    }
    return fates;
}

Result<void> GroupCommit::commitTogether(std::span<const CommitRequest> requests)
{
    Result<Transaction> transaction = Transaction::begin(m_connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const Timestamp now = m_clock.wallNow();
    for (const CommitRequest &request : requests) {
        if (const Result<void> written = m_tables.write(request.batch, m_revision + 1, now); !written)
            return written;
    }
    if (const Result<void> numbered = m_numberCommit.run(m_revision + 1); !numbered)
        return numbered;
    if (const Result<void> committed = transaction->commit(); !committed)
        return committed;
    ++m_revision;
    return {};
}

} // namespace sluice

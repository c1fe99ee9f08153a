// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/store_intake.h"

#include "core/collector/commit_box.h"
#include "core/store/batch_queue.h"

#include <utility>

namespace sluice {

StoreIntake::StoreIntake(Store &store, std::shared_ptr<CommitBox> commits)
    : m_store(store)
    , m_commits(std::move(commits))
{ }

Result<void> StoreIntake::offer(Key key, StoreBatch &batch)
{
    Result<void> offered = m_store.offer(
        batch, [commits = m_commits, key](const Result<void> &committed) { commits->tell(key, committed); },
        [commits = m_commits] { commits->tellRoom(); });
    m_isFull = !offered && offered.error().kind == ErrorKind::Limit;
    return offered;
}

Result<void> StoreIntake::give(Key key, StoreBatch batch, const std::function<bool(std::size_t)> &mayWait)
{
    if (!m_isFull) {
        const Result<void> offered = offer(key, batch);
        if (!m_isFull)
            return offered;
    }
    if (!mayWait(bytesOf(batch)))
        return Error{ErrorKind::Limit, "too much waits for the disk: try again"};
    m_waiting.push_back({key, std::move(batch)});
    return {};
}

void StoreIntake::giveWaiting(const std::function<void(Key, const Error &)> &refused)
{
    m_isFull = false;
    while (!m_waiting.empty()) {
        Waiting &first = m_waiting.front();
        const Result<void> offered = offer(first.key, first.batch);
        if (m_isFull)
            return;
        const Key key = first.key;
        m_waiting.pop_front();
        if (!offered)
            refused(key, offered.error());
    }
}

} // namespace sluice

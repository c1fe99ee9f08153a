// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/pulse.h"
#include "core/store/commit_bell.h"
#include "core/store/data_dir.h"
#include "core/store/search_intake.h"

#include <cstdint>
#include <memory>
#include <string>
#include <thread>

namespace sluice {

class SqliteStore;

/// Keeps DATA/search.db behind the store: a thread of low priority takes what was committed into a full-text
/// index, from a connection of its own, so that no commit waits for it. It catches up after a restart, makes
/// the index anew when it is gone, damaged or of another version, and puts a damaged one aside
/// (search.db.damaged). What is searched for, and how: SearchReader.
///
/// Disk and time, measured with 200,000 events of 25 words (220 bytes): 152 bytes an event, 15 µs of
/// processor time each. Of a field's text the first 16 KiB are indexed (event_texts.h), so an event takes at
/// most about as much as that. thread: any.
class SearchIndex
{
public:
    /// Begins at once. The caller holds the DataLock of `dir`; `store` must outlive this object.
    SearchIndex(const DataDir &dir, SqliteStore &store);

    /// Ends after the portion in hand: some milliseconds. The rest goes on the next time.
    ~SearchIndex();
    SearchIndex(const SearchIndex &) = delete;
    SearchIndex &operator=(const SearchIndex &) = delete;

    struct State
    {
        std::uint64_t revision = 0; ///< everything up to this commit can be found
        std::uint64_t events = 0; ///< in the index
        std::uint64_t madeAnew = 0; ///< how often an index that could not be used was made anew
        std::string trouble; ///< why the last try failed; empty = it did not. It is tried again.
    };
    State state() const EXCLUDES(m_mutex);

    /// Of its thread; a turn is a portion.
    const Pulse &pulse() const { return m_pulse; }

private:
    void run();
    bool rest(std::uint64_t revision, bool hasFailed);
    void publish(const Result<SearchIntake::Progress> &step) EXCLUDES(m_mutex);

    SqliteStore &m_store;
    const std::shared_ptr<CommitBell> m_bell;
    Pulse m_pulse;
    mutable Mutex m_mutex;
    State m_state GUARDED_BY(m_mutex);
    SearchIntake m_intake; // Its thread only
    std::jthread m_thread; // last: joins before the members above go away
};

} // namespace sluice

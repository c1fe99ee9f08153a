// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/recorder/left_over.h"
#include "core/recorder/recorder.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace sluice {

/// Sends what earlier runs left in the spool, oldest sessions first, mostAtOnce at a time, on threads of its
/// own. Sessions for another endpoint stay where they are: two endpoints on loopback count as the same place,
/// any other two when they have the same origin. thread: any.
class Adoption
{
public:
    static constexpr std::size_t mostAtOnce = 8;

    struct Parts
    {
        const RecorderConfig &config;
        Recorder::TransportFactory transports;
        const Clock &clock;
        RecorderSink *sink;
        Spool &spool;
    };
    /// Begins at once. Borrowed parts must outlive it.
    Adoption(Parts parts, std::uint64_t seed);
    ~Adoption();
    Adoption(const Adoption &) = delete;
    Adoption &operator=(const Adoption &) = delete;

    DrainState state() const EXCLUDES(m_mutex);
    DrainReport drain(Millis deadline) EXCLUDES(m_mutex);
    /// The session is being sent here, or waits for it.
    bool has(const SessionId &session) const EXCLUDES(m_mutex);
    /// What is not sent stays in the spool. Returns at once.
    void abandon() EXCLUDES(m_mutex);

private:
    bool isBusy() const REQUIRES(m_mutex);
    void work() EXCLUDES(m_mutex);
    std::shared_ptr<LeftOver> beginNext() EXCLUDES(m_mutex);
    void finished(const std::shared_ptr<LeftOver> &session) EXCLUDES(m_mutex);

    const Parts m_parts;

    mutable Mutex m_mutex;
    CondVar m_progress;
    std::deque<SpooledSession> m_waiting GUARDED_BY(m_mutex);
    std::vector<std::shared_ptr<LeftOver>> m_running GUARDED_BY(m_mutex);
    std::vector<SessionId> m_left GUARDED_BY(m_mutex); ///< refused, or given up
    std::size_t m_elsewhere GUARDED_BY(m_mutex) = 0; ///< sessions for another endpoint
    Ledger m_ledger GUARDED_BY(m_mutex); ///< of those that are over
    std::string m_trouble GUARDED_BY(m_mutex);
    SeededRandom m_seeds GUARDED_BY(m_mutex);
    bool m_abandoned GUARDED_BY(m_mutex) = false;
    std::vector<SessionId> m_beginning GUARDED_BY(m_mutex); ///< between waiting and running
    std::vector<std::jthread> m_threads; // last: joined before what they use goes
};

} // namespace sluice

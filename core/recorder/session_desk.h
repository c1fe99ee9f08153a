// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/model/end_state.h"
#include "core/model/session.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// What a session's callers want of its flusher besides events, and what the flusher tells them back: tags,
/// agents, flushes asked for, the end. thread: any; take() and the tell functions: the flusher's.
class SessionDesk
{
public:
    struct EndRequest
    {
        EndState state = EndState::Indeterminate;
        std::string reason;
        Timestamp time;
    };

    /// What changed since the last take().
    struct News
    {
        std::optional<std::vector<std::string>> tags;
        std::vector<Agent> agents;
        std::optional<EndRequest> end;
        std::uint64_t asked = 0; ///< flushes asked for until now
        bool aborted = false;
    };

    explicit SessionDesk(std::vector<std::string> tags);

    // thread: any
    void addTags(const std::vector<std::string> &tags) EXCLUDES(m_mutex);
    void setTags(std::vector<std::string> tags) EXCLUDES(m_mutex);
    void addAgent(Agent agent) EXCLUDES(m_mutex);
    /// The number that waitServed() takes.
    std::uint64_t askFlush() EXCLUDES(m_mutex);
    /// False: the end was asked for before.
    bool askEnd(EndRequest end) EXCLUDES(m_mutex);
    void abort() EXCLUDES(m_mutex);
    bool isEndAsked() const EXCLUDES(m_mutex);
    bool isFinished() const { return m_finished.load(); } ///< takes no lock
    std::string trouble() const EXCLUDES(m_mutex);

    /// False: the deadline came first. Also true when the session has finished.
    bool waitServed(std::uint64_t ask, Millis deadline) EXCLUDES(m_mutex);
    /// False: the deadline came first.
    bool waitFinished(Millis deadline) EXCLUDES(m_mutex);

    // thread: flusher
    News take() EXCLUDES(m_mutex);
    void tellServed(std::uint64_t ask) EXCLUDES(m_mutex);
    /// What stands in the way; empty: nothing.
    void tellTrouble(std::string trouble) EXCLUDES(m_mutex);
    /// Nothing more will be sent. `complete`: the server knows the end.
    void tellFinished(bool complete) EXCLUDES(m_mutex);
    bool isComplete() const EXCLUDES(m_mutex);

private:
    std::atomic<bool> m_finished{false}; ///< set under m_mutex, for m_progress

    mutable Mutex m_mutex;
    CondVar m_progress;
    std::vector<std::string> m_tags GUARDED_BY(m_mutex);
    News m_news GUARDED_BY(m_mutex);
    std::uint64_t m_served GUARDED_BY(m_mutex) = 0;
    bool m_endAsked GUARDED_BY(m_mutex) = false;
    bool m_complete GUARDED_BY(m_mutex) = false;
    std::string m_trouble GUARDED_BY(m_mutex);
};

} // namespace sluice

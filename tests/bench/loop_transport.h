// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/transport/transport.h"

#include <cstdint>
#include <deque>
#include <memory>

namespace sluice::bench {

/// A server in the same process, so that only the recorder is measured: answers at once, or as slowly as it
/// is told, or never.
struct LoopSettings
{
    bool holdsEvents = false; ///< create_events is never answered: a hung server
    std::int64_t nanosPerEvent = 0; ///< for one request after the other, as a server with one worker
    std::size_t bytesPerEvent = 1; ///< how a body's events are told from its size
};

/// thread: as Transport says.
class LoopTransport final : public Transport
{
public:
    explicit LoopTransport(LoopSettings settings = {});

    void begin(Ticket ticket, HttpRequest request) override EXCLUDES(m_mutex);
    std::vector<Finished> wait(std::optional<SteadyTime> until) override EXCLUDES(m_mutex);
    void wake() noexcept override EXCLUDES(m_mutex);
    void abort() noexcept override EXCLUDES(m_mutex);

private:
    struct Pending
    {
        Finished finished;
        SteadyTime due;
    };

    std::vector<Finished> takeDue() REQUIRES(m_mutex);

    const LoopSettings m_settings; // constant after construction

    Mutex m_mutex;
    CondVar m_news;
    std::deque<Pending> m_pending GUARDED_BY(m_mutex); ///< by due time
    bool m_woken GUARDED_BY(m_mutex) = false;
    bool m_aborted GUARDED_BY(m_mutex) = false;
};

} // namespace sluice::bench

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/transport/transport.h"

#include <deque>
#include <memory>

namespace sluice {

/// A slowed endpoint: each request waits first, by the steady clock, then goes out for real; several wait
/// side by side. Owns the transport that it slows. thread: as Transport.
class SlowTransport final : public Transport
{
public:
    SlowTransport(std::unique_ptr<Transport> inner, Millis delay);

    void begin(Ticket ticket, HttpRequest request) override;
    std::vector<Finished> wait(std::optional<SteadyTime> until) override EXCLUDES(m_mutex);
    void wake() noexcept override EXCLUDES(m_mutex);
    void abort() noexcept override EXCLUDES(m_mutex);

private:
    struct Held
    {
        Ticket ticket = 0;
        HttpRequest request;
        SteadyTime due;
    };

    void beginDue();
    std::vector<Finished> giveUpHeld();
    std::vector<Finished> waitOnce(std::optional<SteadyTime> until) EXCLUDES(m_mutex);
    void waitHere(std::optional<SteadyTime> until) EXCLUDES(m_mutex);
    bool takeWoken() EXCLUDES(m_mutex);
    bool isAborted() EXCLUDES(m_mutex);

    const std::unique_ptr<Transport> m_inner;
    const Millis m_delay;

    // The caller's thread
    std::deque<Held> m_held; ///< the first is due first: all wait equally long
    std::size_t m_begun = 0; ///< in m_inner, and not answered

    // Any thread
    Mutex m_mutex;
    CondVar m_changed;
    bool m_woken GUARDED_BY(m_mutex) = false;
    bool m_aborted GUARDED_BY(m_mutex) = false;
};

} // namespace sluice

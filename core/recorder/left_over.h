// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/waker.h"
#include "core/recorder/flusher.h"
#include "core/recorder/wire_waker.h"

#include <cstdint>
#include <memory>

namespace sluice {

/// A session that an earlier run left in the spool: a flusher whose queue is closed from the start. It opens
/// or joins the session on the server, sends its bodies, tells its end if it had one, and takes it out of the
/// spool. What the server refuses a session for stays there for another start.
/// thread: run(): one; abandon(), ledger(), trouble(): any.
class LeftOver
{
public:
    /// Borrowed parts must outlive it. `events`: that it has in the spool.
    struct Parts
    {
        std::unique_ptr<Transport> transport;
        const Clock &clock;
        RecorderSink *sink;
        Spool &spool;
    };
    LeftOver(const RecorderConfig &config, const SpooledSession &session, Parts parts, std::uint64_t seed);

    const SessionId &id() const { return m_id; }
    /// Returns when all is sent, refused, or given up.
    void run();
    void abandon();
    /// Nothing of it is left to do.
    bool isComplete() const { return m_desk.isComplete(); }
    Ledger ledger() const { return m_queue.ledger(); }
    std::string trouble() const { return m_desk.trouble(); }

private:
    const SessionId m_id;
    EventTally m_tally;
    BoundedQueue m_queue;
    SessionDesk m_desk;
    std::unique_ptr<Transport> m_transport;
    SessionWire m_wire;
    WireWaker m_waker;
    Flusher m_flusher;
};

} // namespace sluice

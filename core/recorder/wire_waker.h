// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/waker.h"
#include "core/recorder/session_wire.h"

namespace sluice {

/// Ends the flusher's wait for answers. thread: any.
class WireWaker final : public Waker
{
public:
    /// Borrowed.
    explicit WireWaker(SessionWire &wire)
        : m_wire(wire)
    { }
    void wake() noexcept override { m_wire.wake(); }

private:
    SessionWire &m_wire;
};

} // namespace sluice

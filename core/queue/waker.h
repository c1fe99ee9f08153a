// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice {

/// What ends the flusher's wait when it waits elsewhere than on the queue: in the transport, while requests
/// are under way. thread: any
class Waker
{
public:
    virtual ~Waker() = default;

    /// Ends the wait that is under way, or else the next one. Called with no lock held.
    virtual void wake() noexcept = 0;
};

} // namespace sluice

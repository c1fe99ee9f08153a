// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_picture.h"

namespace sluice::ui {

/// How long a lock has been held at least, from the pictures that come by: the same turn in two of them means
/// that nobody let go in between. A value of one session's pictures; another session starts anew.
class HeldLock
{
public:
    /// `now`: when the picture was taken. Its queue's own time stands still while the lock cannot be had.
    void add(const QueuePicture &picture, SteadyTime now);

    /// From the first picture of the present turn to the newest; 0 when it is free or was seen once.
    Nanos atLeast() const { return m_held; }

private:
    SessionId m_session;
    std::uint64_t m_turn = 0;
    SteadyTime m_since;
    Nanos m_held{0};
    bool m_isHeld = false;
};

} // namespace sluice::ui

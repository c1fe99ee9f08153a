// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/held_lock.h"

namespace sluice::ui {

void HeldLock::add(const QueuePicture &picture, SteadyTime now)
{
    const LockPicture &lock = picture.lock;
    const bool isHeld = lock.holder != LockPicture::Holder::Nobody;
    const bool isSameTurn = m_isHeld && isHeld && picture.queue.session == m_session && lock.turn == m_turn;
    if (!isSameTurn)
        m_since = now;
    m_session = picture.queue.session;
    m_turn = lock.turn;
    m_isHeld = isHeld;
    m_held = isHeld ? Nanos(now - m_since) : Nanos{0};
}

} // namespace sluice::ui

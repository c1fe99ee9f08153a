// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A session as others see it.

#include "core/recorder/live_session.h"

namespace sluice {

QueueSnapshot LiveSession::snapshot() const
{
    QueueSnapshot shot;
    if (!m_fork.isForeign()) {
        shot = m_queue.snapshot();
        tellFlusher(shot);
    }
    shot.session = m_id;
    return shot;
}

QueuePicture LiveSession::picture(std::size_t mostCells) const
{
    QueuePicture picture;
    if (!m_fork.isForeign()) {
        picture = m_queue.picture(mostCells);
        tellFlusher(picture.queue);
        const Pulse &pulse = m_flusher.pulse();
        const FlusherState state = picture.queue.flusher;
        const bool may = state != FlusherState::BackingOff && state != FlusherState::Ended;
        picture.flusher.doing = pulse.doing();
        picture.flusher.turns = pulse.turns();
        picture.flusher.hasWork = may && (picture.flusher.hasWork || pulse.hasWork());
    }
    picture.queue.session = m_id;
    return picture;
}

void LiveSession::tellFlusher(QueueSnapshot &shot) const
{
    const FlusherStatus status = m_flusher.status();
    shot.flusher = status.state;
    shot.attempt = status.attempt;
    shot.backOffUntil = status.backOffUntil;
    shot.flushes = status.flushes;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/depth_track.h"

#include <algorithm>

namespace sluice {

DepthTrack::DepthTrack(std::size_t capacity)
{
    m_open.capacity = static_cast<std::uint32_t>(capacity);
    m_closed.reserve(most);
}

void DepthTrack::beginStretch(Timestamp now)
{
    if (m_lastMove == Timestamp{})
        addRest(now); // it was empty until now
    else if (m_moved)
        closeUntil(now);
    else if (now - m_lastMove >= shortest())
        addRest(now);
    m_moved = true;
    m_since = now;
}

void DepthTrack::resized(std::size_t capacity, Timestamp now)
{
    now = std::max(now, m_lastMove);
    closeAll(now);
    m_open.capacity = static_cast<std::uint32_t>(capacity);
}

std::vector<DepthSample> DepthTrack::take(Take what, Timestamp now)
{
    if (what == Take::All)
        closeAll(now);
    else if (m_moved && now - m_since >= shortest())
        closeUntil(now);
    std::vector<DepthSample> taken;
    if (m_closed.empty())
        return taken;
    taken.reserve(most);
    taken.swap(m_closed);
    return taken;
}

void DepthTrack::closeAll(Timestamp now)
{
    if (m_moved)
        closeUntil(now);
    if (m_lastMove != Timestamp{} && now > m_lastMove)
        addRest(now);
}

void DepthTrack::closeUntil(Timestamp now)
{
    // A queue that filled and then stood still is two stretches: one that moved, one of rest.
    const bool rested = now - m_lastMove >= shortest();
    m_open.time = rested ? m_lastMove : now;
    add(m_open);
    m_open.lowest = m_depth;
    m_open.highest = m_depth;
    m_moved = false;
    if (rested)
        addRest(now);
}

void DepthTrack::addRest(Timestamp now)
{
    DepthSample rest = m_open;
    rest.time = now;
    rest.lowest = m_depth;
    rest.highest = m_depth;
    add(rest);
    m_lastMove = now;
}

void DepthTrack::add(const DepthSample &sample)
{
    ++m_told;
    if (m_closed.size() < most) {
        m_closed.push_back(sample);
        return;
    }
    DepthSample &last = m_closed.back();
    last.time = sample.time;
    last.lowest = std::min(last.lowest, sample.lowest);
    last.highest = std::max(last.highest, sample.highest);
}

} // namespace sluice

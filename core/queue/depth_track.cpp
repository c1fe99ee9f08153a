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

void DepthTrack::moved(std::size_t depth, Timestamp now)
{
    if (!m_moved) {
        m_moved = true;
        m_since = now;
    } else if (now - m_since >= stretch) {
        close(now);
        m_moved = true;
        m_since = now;
    }
    m_depth = static_cast<std::uint32_t>(depth);
    m_open.lowest = std::min(m_open.lowest, m_depth);
    m_open.highest = std::max(m_open.highest, m_depth);
}

std::vector<DepthSample> DepthTrack::take(Take what, Timestamp now)
{
    if (m_moved && (what == Take::All || now - m_since >= stretch))
        close(now);
    std::vector<DepthSample> taken;
    if (m_closed.empty())
        return taken;
    taken.reserve(most);
    taken.swap(m_closed);
    return taken;
}

void DepthTrack::close(Timestamp now)
{
    m_open.time = now;
    if (m_closed.size() < most) {
        m_closed.push_back(m_open);
    } else {
        DepthSample &last = m_closed.back();
        last.time = now;
        last.lowest = std::min(last.lowest, m_open.lowest);
        last.highest = std::max(last.highest, m_open.highest);
    }
    m_open.lowest = m_depth;
    m_open.highest = m_depth;
    m_moved = false;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/view_history.h"

namespace sluice {

void ViewHistory::reset(const ViewState &state)
{
    m_states.assign(1, state);
    m_at = 0;
    m_lastVisit.reset();
}

void ViewHistory::visit(const ViewState &state, SteadyTime now)
{
    if (state == m_states[m_at])
        return;
    m_states.resize(m_at + 1);
    const bool goesOn = m_lastVisit && now - *m_lastVisit < settled && m_at > 0;
    m_lastVisit = now;
    if (goesOn) {
        m_states[m_at] = state;
        return;
    }
    if (m_states.size() >= most)
        m_states.erase(m_states.begin());
    m_states.push_back(state);
    m_at = m_states.size() - 1;
}

std::optional<ViewState> ViewHistory::back()
{
    if (!canGoBack())
        return std::nullopt;
    m_lastVisit.reset();
    return m_states[--m_at];
}

std::optional<ViewState> ViewHistory::forward()
{
    if (!canGoForward())
        return std::nullopt;
    m_lastVisit.reset();
    return m_states[++m_at];
}

} // namespace sluice

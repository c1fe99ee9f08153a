// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/given_up.h"

#include <cassert>
#include <new>
#include <utility>

namespace sluice {

bool GivenUp::makeRoom(std::size_t count) noexcept
{
    try {
        m_more.reserve(m_more.size() + count);
    } catch (const std::bad_alloc &) {
        return false;
    }
    return true;
}

void GivenUp::add(QueuedEvent &&event)
{
    assert(room() > 0 && "nothing is allocated under the lock");
    m_any = true;
    if (m_first)
        m_more.push_back(std::move(event));
    else
        m_first.emplace(std::move(event));
}

void GivenUp::letGo() noexcept
{
    if (!m_first)
        return;
    if (m_journal && m_first->place)
        m_journal->settle(m_first->place);
    for (const QueuedEvent &event : m_more) {
        if (m_journal && event.place)
            m_journal->settle(event.place);
    }
    m_first.reset();
    m_more.clear();
}

} // namespace sluice

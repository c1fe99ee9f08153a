// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/drop_runs.h"

#include <algorithm>
#include <utility>

namespace sluice {

DropRuns::DropRuns()
{
    m_closed.reserve(most);
    for (std::size_t i = 0; i < m_open.size(); ++i)
        m_open[i].reason = allDropReasons[i];
}

void DropRuns::add(DropReason reason, Timestamp now, std::uint64_t count)
{
    DropRun &open = m_open[static_cast<std::size_t>(reason)];
    if (open.count > 0 && now - open.first >= shortest && m_closed.size() < most)
        close(open);
    if (open.count == 0) {
        open.first = now;
        open.last = now;
    }
    open.last = std::max({open.first, open.last, now});
    open.count += count;
}

std::vector<DropRun> DropRuns::take(Take what, Timestamp now)
{
    for (DropRun &open : m_open) {
        if (open.count > 0 && m_closed.size() < most && (what == Take::All || now - open.first >= shortest))
            close(open);
    }
    std::vector<DropRun> taken;
    if (m_closed.empty())
        return taken;
    taken.reserve(most);
    taken.swap(m_closed);
    return taken;
}

bool DropRuns::hasAny() const
{
    return !m_closed.empty()
        || std::ranges::any_of(m_open, [](const DropRun &open) { return open.count > 0; });
}

void DropRuns::close(DropRun &open)
{
    m_closed.push_back(open);
    open.count = 0;
}

} // namespace sluice

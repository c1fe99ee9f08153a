// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_pieces.h"

#include <algorithm>

namespace sluice {

CallFacts EventPieces::calls(EventIndex event) const
{
    const CallList *calls = m_pieces[event / eventsInChunk].calls.get();
    if (calls == nullptr)
        return {};
    const auto known = std::ranges::lower_bound(*calls, slot(event), {}, &CallEntry::slot);
    return known != calls->end() && known->slot() == slot(event) ? known->facts() : CallFacts();
}

} // namespace sluice

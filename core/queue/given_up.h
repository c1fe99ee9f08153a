// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/event_ring.h"
#include "core/queue/journal.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace sluice {

/// The oldest events that gave their place under one push(), until they may be settled in the journal and
/// freed: after the unlock. thread: the pushing one's.
class GivenUp
{
public:
    /// `journal` is borrowed, or null.
    explicit GivenUp(Journal *journal)
        : m_journal(journal)
    { }
    ~GivenUp() { letGo(); }
    GivenUp(const GivenUp &) = delete;
    GivenUp &operator=(const GivenUp &) = delete;

    /// Nothing was ever added.
    bool isEmpty() const { return !m_any; }

    /// How many it can hold without allocating: at least one.
    std::size_t room() const { return m_first ? m_more.capacity() - m_more.size() : 1 + m_more.capacity(); }

    /// With no lock held: room for `count` more. False: no memory.
    bool makeRoom(std::size_t count) noexcept;

    /// Under the lock; there is room.
    void add(QueuedEvent &&event);

    /// With no lock held: settles and frees what it holds.
    void letGo() noexcept;

private:
    Journal *m_journal;
    std::optional<QueuedEvent> m_first; ///< nearly always there is but one
    std::vector<QueuedEvent> m_more;
    bool m_any = false;
};

} // namespace sluice

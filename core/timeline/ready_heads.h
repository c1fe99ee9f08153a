// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/timeline/event_chunk.h"
#include "core/timeline/interned_names.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sluice {

/// Event heads made ready for the timeline by the thread that reads them: a structure of arrays, with names
/// and agents known by numbers of this piece. So the thread that shows them has no text to look at but each
/// different one once. Filled by one thread, then never changed.
class ReadyHeads
{
public:
    struct Head
    {
        std::int64_t row = 0;
        std::int64_t parent = 0; ///< as EventHead::parent
        Timestamp start;
        Timestamp end;
        std::uint32_t name = 0;
        std::uint32_t source = 0;
        EventType type = EventType::Action;
        bool isOpen = false;
    };

    /// Where an event came from: agent and thread, in numbers of names().
    using Source = std::pair<std::uint32_t, std::uint32_t>;

    void reserve(std::size_t heads) { m_heads.reserve(heads); }

    void add(const EventHead &head);
    void add(const EventHeadView &head);

    void add(Head head, std::string_view name, std::string_view agent, std::string_view thread,
        const CallFacts &calls);

    std::size_t size() const { return m_heads.size(); }
    bool isEmpty() const { return m_heads.empty(); }
    const Head &at(std::size_t index) const { return m_heads[index]; }
    std::int64_t lastRow() const { return m_heads.back().row; }

    /// Of the heads in order of index, those that have any.
    const std::vector<std::pair<std::uint32_t, CallFacts>> &calls() const { return m_calls; }

    const InternedNames &names() const { return m_names; }
    const std::vector<Source> &sources() const { return m_sources; }

private:
    std::uint32_t sourceOf(std::string_view agent, std::string_view thread);

    std::vector<Head> m_heads;
    std::vector<std::pair<std::uint32_t, CallFacts>> m_calls;
    InternedNames m_names;
    std::vector<Source> m_sources;
    std::unordered_map<std::uint64_t, std::uint32_t> m_sourceNumbers; ///< of both numbers
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_pieces.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace sluice {

/// The heads of a session's events at one moment: an immutable value that another thread may read while the
/// original goes on. A copy costs nothing; it shares the memory of the original, which copies what it has
/// to change. The default one is empty. thread: any
class EventSnapshot
{
public:
    EventSnapshot() = default;
    explicit EventSnapshot(std::shared_ptr<const EventPieces> pieces)
        : m_pieces(std::move(pieces))
    { }

    std::size_t size() const { return m_pieces ? m_pieces->size() : 0; }

    Timestamp start(EventIndex event) const { return m_pieces->start(event); }
    Micros duration(EventIndex event) const { return m_pieces->duration(event); }
    /// Of an open event: that of the last news.
    Timestamp end(EventIndex event) const { return start(event) + duration(event); }
    std::int64_t row(EventIndex event) const { return m_pieces->row(event); }
    EventType type(EventIndex event) const { return HeadWord::type(m_pieces->head(event)); }
    bool isError(EventIndex event) const { return type(event) == EventType::Error; }
    bool isOpen(EventIndex event) const { return (m_pieces->head(event) & HeadWord::open) != 0; }

    /// Agents in order of first appearance; 0 is "no agent". Numbers may be left out.
    std::uint16_t agent(EventIndex event) const
    {
        const std::uint16_t track = m_pieces->track(event);
        return m_pieces->isThread(track) ? std::uint16_t{0} : track;
    }
    std::size_t agentCount() const { return m_pieces ? m_pieces->trackCount() : 0; }
    std::string_view agentId(std::uint16_t agent) const { return m_pieces->agentId(agent); }
    /// The thread of an event without an agent; else empty.
    std::string_view thread(EventIndex event) const { return m_pieces->thread(m_pieces->track(event)); }

    std::uint32_t nameId(EventIndex event) const { return HeadWord::name(m_pieces->head(event)); }
    std::string_view name(EventIndex event) const { return nameText(nameId(event)); }
    std::string_view nameText(std::uint32_t nameId) const { return m_pieces->names().text(nameId); }
    std::size_t nameCount() const { return m_pieces ? m_pieces->names().size() : 0; }

    /// The event that this one belongs under; noEvent = none, or not there yet. It may have a greater index.
    EventIndex parent(EventIndex event) const { return m_pieces->parent(event); }

    // Of LLM calls; nullopt = not told. Each looks it up: who wants more than one takes calls().

    CallFacts calls(EventIndex event) const { return m_pieces->calls(event); }
    std::optional<std::uint64_t> promptTokens(EventIndex event) const
    {
        return m_pieces->calls(event).promptTokens;
    }
    std::optional<std::uint64_t> completionTokens(EventIndex event) const
    {
        return m_pieces->calls(event).completionTokens;
    }
    std::optional<Money> cost(EventIndex event) const { return m_pieces->calls(event).cost; }

private:
    std::shared_ptr<const EventPieces> m_pieces;
};

} // namespace sluice

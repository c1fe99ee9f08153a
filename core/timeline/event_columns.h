// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/timeline/event_pieces.h"
#include "core/timeline/event_snapshot.h"
#include "core/timeline/interned_names.h"
#include "core/timeline/time_scale.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

/// The heads of one session's events as a structure of arrays in chunks: 21 bytes an event, beside names and
/// the facts of LLM calls. At most 2^32 - 1 events. Snapshots share the chunks: one that a snapshot may read
/// is copied before an event in it is changed, and events are added only where no snapshot reaches.
/// thread: one; its snapshots: any.
class EventColumns
{
public:
    /// What one event is, apart from its row and its parent.
    struct Values
    {
        Timestamp start;
        Micros duration{};
        std::uint32_t name = 0;
        std::uint16_t track = 0;
        EventType type = EventType::Action;
        bool isOpen = false;
        CallFacts calls{};

        /// Held within 1970 and lastViewTime. An end before the start counts as the start.
        void setTimes(Timestamp from, Timestamp to);

        bool operator==(const Values &) const = default;
    };

    EventColumns() { clear(); }

    void clear();

    std::size_t size() const { return m_pieces.m_size; }

    /// All events as they are now. The same one while nothing changes.
    EventSnapshot snapshot() const;

    /// Appends an event whose row is not yet known, without a parent.
    EventIndex append(std::int64_t row, const Values &values);
    EventIndex append(const EventHead &head) { return append(head.row, valuesOf(head)); }

    /// What `head` is in these columns; interns its name and its agent or thread.
    Values valuesOf(const EventHead &head);

    /// The number of a name. When 2^24 are known, later ones share the last.
    std::uint32_t internName(std::string_view name);

    /// The track of an agent, or of a thread where no agent is told. When 65,535 are known, later ones share
    /// the last.
    std::uint16_t internTrack(std::string_view agent, std::string_view thread);

    /// Changes an event in place: its row, its parent and its depth stay.
    void assign(EventIndex event, const Values &values);

    /// What is known of an event's parent while there is none: see EventHead::parent.
    enum class Missing : std::uint32_t { No = 0, NotHere = HeadWord::waiting, NotStored = HeadWord::orphan };

    void setParent(EventIndex event, EventIndex parent, Missing missing = Missing::No);
    void setDepth(EventIndex event, std::uint8_t depth);

    /// The event of this row, or noEvent.
    EventIndex find(std::int64_t row) const;

    Timestamp start(EventIndex event) const { return m_pieces.start(event); }
    Micros duration(EventIndex event) const { return m_pieces.duration(event); }
    Timestamp end(EventIndex event) const { return start(event) + duration(event); }
    std::int64_t row(EventIndex event) const { return m_pieces.row(event); }
    EventType type(EventIndex event) const { return HeadWord::type(m_pieces.head(event)); }
    bool isError(EventIndex event) const { return type(event) == EventType::Error; }
    bool isOpen(EventIndex event) const { return has(event, HeadWord::open); }
    Missing missingParent(EventIndex event) const
    {
        return static_cast<Missing>(m_pieces.head(event) & (HeadWord::waiting | HeadWord::orphan));
    }
    bool isParent(EventIndex event) const { return has(event, HeadWord::parental); }
    EventIndex parent(EventIndex event) const { return m_pieces.parent(event); }
    std::uint8_t depth(EventIndex event) const { return m_pieces.depth(event); }
    CallFacts calls(EventIndex event) const { return m_pieces.calls(event); }
    std::uint32_t nameId(EventIndex event) const { return HeadWord::name(m_pieces.head(event)); }
    std::string_view name(EventIndex event) const { return m_nameTable.text(nameId(event)); }
    Values values(EventIndex event) const;

    /// The end of the time that the event takes from its neighbours in a sub-row: at least one microsecond,
    /// so that two events of one instant lie side by side.
    Timestamp occupiedEnd(EventIndex event) const
    {
        return start(event) + std::max(duration(event), Micros{1});
    }

    /// A track is an agent, or a thread where no agent is told; 0 is neither. In order of first appearance.
    std::uint16_t track(EventIndex event) const { return m_pieces.track(event); }
    std::size_t trackCount() const { return m_trackTable.size(); }
    bool isThread(std::uint16_t track) const { return m_pieces.isThread(track); }
    std::string_view trackText(std::uint16_t track) const { return m_pieces.trackText(track); }

    /// The event's agent: its track, or 0 when that is a thread.
    std::uint16_t agent(EventIndex event) const { return isThread(track(event)) ? 0 : track(event); }
    std::string_view agentId(std::uint16_t agent) const { return m_pieces.agentId(agent); }

    /// Heap memory, without names and the facts of LLM calls; and that of these facts.
    std::size_t bytes() const;
    std::size_t callBytes() const;

private:
    /// When a piece's parts were made, in snapshots: what is older than the last one is shared.
    struct Age
    {
        std::uint32_t chunk = 0;
        std::uint32_t calls = 0;
    };

    bool has(EventIndex event, std::uint32_t flag) const { return (m_pieces.head(event) & flag) != 0; }
    bool isSeen(EventIndex event) const { return event < m_seenSize; }
    EventChunk &chunkToChange(EventIndex event);
    EventChunk &ownChunk(std::size_t piece);
    void setCalls(EventIndex event, const CallFacts &calls);
    void rememberRow(std::int64_t row);

    EventPieces m_pieces;
    std::vector<Age> m_ages; ///< of m_pieces
    std::int64_t m_lastRow = 0;

    InternedNames m_nameTable;
    InternedNames m_trackTable;
    std::string m_trackText; ///< room for the text that is looked up
    /// Filled from the first row on that comes out of order; until then the rows are their own index.
    std::unordered_map<std::int64_t, EventIndex> m_eventOfRow;

    mutable std::uint32_t m_snapshots = 0; ///< taken so far
    mutable std::size_t m_seenSize = 0; ///< events of the last snapshot
    mutable std::optional<EventSnapshot> m_snapshot; ///< while nothing has changed since
};

} // namespace sluice

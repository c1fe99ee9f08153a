// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_chunk.h"
#include "core/timeline/interned_names.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace sluice {

/// The heads of one session's events to be read, by index: what EventColumns writes and an EventSnapshot
/// shares. thread: any, for one that nobody writes.
class EventPieces
{
public:
    std::size_t size() const { return m_size; }

    Timestamp start(EventIndex event) const { return Timestamp{Micros{chunk(event).starts.at(slot(event))}}; }
    Micros duration(EventIndex event) const { return Micros{chunk(event).durations.at(slot(event))}; }
    std::int64_t row(EventIndex event) const
    {
        return chunk(event).rows.at(slot(event)) + static_cast<std::int64_t>(slot(event));
    }
    std::uint32_t head(EventIndex event) const { return chunk(event).heads[slot(event)]; }
    EventIndex parent(EventIndex event) const { return chunk(event).parents[slot(event)]; }
    std::uint16_t track(EventIndex event) const { return chunk(event).tracks[slot(event)]; }
    std::uint8_t depth(EventIndex event) const { return chunk(event).depths[slot(event)]; }
    CallFacts calls(EventIndex event) const;

    const NameList &names() const { return m_names; }

    // A track is an agent, or a thread where no agent is told; 0 is neither.

    std::size_t trackCount() const { return m_tracks.size(); }
    bool isThread(std::uint16_t track) const { return m_tracks.text(track).starts_with(threadMark); }
    std::string_view trackText(std::uint16_t track) const
    {
        return track == 0 ? std::string_view() : m_tracks.text(track).substr(1);
    }
    std::string_view agentId(std::uint16_t track) const
    {
        return isThread(track) ? std::string_view() : trackText(track);
    }
    std::string_view thread(std::uint16_t track) const
    {
        return isThread(track) ? trackText(track) : std::string_view();
    }

private:
    friend class EventColumns;

    // The first letter of a track's text, so that a thread is not an agent of the same name.
    static constexpr char agentMark = 'a';
    static constexpr char threadMark = 't';

    using CallList = std::vector<CallEntry>; ///< in order of slot

    struct Piece
    {
        std::shared_ptr<EventChunk> chunk;
        std::shared_ptr<CallList> calls; ///< null = none
    };

    const EventChunk &chunk(EventIndex event) const { return *m_pieces[event / eventsInChunk].chunk; }
    static std::size_t slot(EventIndex event) { return event % eventsInChunk; }

    std::vector<Piece> m_pieces;
    std::size_t m_size = 0;
    NameList m_names;
    NameList m_tracks;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_columns.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <memory>

namespace sluice {

namespace {

constexpr auto lastTime = std::chrono::floor<Micros>(lastViewTime);

Timestamp held(Timestamp time)
{
    return std::clamp(time, Timestamp{}, lastTime);
}

} // namespace

void EventColumns::Values::setTimes(Timestamp from, Timestamp to)
{
    start = held(from);
    duration = std::max(Micros{0}, held(to) - start);
}

void EventColumns::clear()
{
    m_pieces = {};
    m_ages.clear();
    m_lastRow = 0;
    m_nameTable.clear();
    m_trackTable.clear();
    m_eventOfRow.clear();
    m_pieces.m_tracks = m_trackTable.list();
    m_seenSize = 0;
    m_snapshot.reset();
}

EventSnapshot EventColumns::snapshot() const
{
    if (m_snapshot)
        return *m_snapshot;
    auto pieces = std::make_shared<EventPieces>(m_pieces);
    pieces->m_names = m_nameTable.list();
    pieces->m_tracks = m_trackTable.list();
    ++m_snapshots;
    m_seenSize = size();
    return m_snapshot.emplace(std::move(pieces));
}

EventIndex EventColumns::append(std::int64_t row, const Values &values)
{
    assert(size() < noEvent && "the timeline holds at most 2^32 - 1 events");
    const auto event = static_cast<EventIndex>(size());
    const std::size_t slot = EventPieces::slot(event);
    rememberRow(row);
    if (slot == 0) {
        m_pieces.m_pieces.push_back({std::make_shared<EventChunk>(values.start, row), nullptr});
        m_ages.push_back({m_snapshots, m_snapshots});
    }
    const std::int64_t gaps = row - static_cast<std::int64_t>(slot);
    if (!m_pieces.m_pieces.back().chunk->rows.takes(gaps))
        ownChunk(m_ages.size() - 1).rows.widen();
    m_pieces.m_pieces.back().chunk->rows.set(slot, gaps);
    m_pieces.m_pieces.back().chunk->parents[slot] = noEvent;
    ++m_pieces.m_size;
    assign(event, values);
    return event;
}

EventColumns::Values EventColumns::valuesOf(const EventHead &head)
{
    Values values;
    values.setTimes(head.start, head.end);
    values.name = internName(head.name);
    values.track = internTrack(head.agent.text(), head.thread);
    values.type = head.type;
    values.isOpen = head.isOpen;
    values.calls = {head.promptTokens, head.completionTokens, head.cost};
    return values;
}

std::uint32_t EventColumns::internName(std::string_view name)
{
    return m_nameTable.size() < HeadWord::mostNames ? m_nameTable.intern(name) : HeadWord::mostNames - 1;
}

std::uint16_t EventColumns::internTrack(std::string_view agent, std::string_view thread)
{
    constexpr std::size_t mostTracks = std::numeric_limits<std::uint16_t>::max();
    if (agent.empty() && thread.empty())
        return 0;
    if (m_trackTable.size() >= mostTracks)
        return mostTracks - 1;
    m_trackText = agent.empty() ? EventPieces::threadMark : EventPieces::agentMark;
    m_trackText += agent.empty() ? thread : agent;
    const std::size_t before = m_trackTable.size();
    const auto track = static_cast<std::uint16_t>(m_trackTable.intern(m_trackText));
    if (m_trackTable.size() != before)
        m_pieces.m_tracks = m_trackTable.list();
    return track;
}

void EventColumns::assign(EventIndex event, const Values &values)
{
    const std::size_t slot = EventPieces::slot(event);
    const std::int64_t start = values.start.time_since_epoch().count();
    EventChunk *chunk = &chunkToChange(event);
    if (!chunk->starts.takes(start) || !chunk->durations.takes(values.duration.count())) {
        chunk = &ownChunk(event / eventsInChunk);
        if (!chunk->starts.takes(start))
            chunk->starts.widen();
        if (!chunk->durations.takes(values.duration.count()))
            chunk->durations.widen();
    }
    chunk->starts.set(slot, start);
    chunk->durations.set(slot, values.duration.count());
    chunk->tracks[slot] = values.track;
    chunk->heads[slot]
        = (chunk->heads[slot] & HeadWord::links) | HeadWord::make(values.name, values.type, values.isOpen);
    setCalls(event, values.calls);
}

void EventColumns::setParent(EventIndex event, EventIndex parent, Missing missing)
{
    EventChunk &chunk = chunkToChange(event);
    const std::size_t slot = EventPieces::slot(event);
    chunk.parents[slot] = parent;
    chunk.heads[slot]
        = (chunk.heads[slot] & ~(HeadWord::waiting | HeadWord::orphan)) | static_cast<std::uint32_t>(missing);
    if (parent != noEvent && !isParent(parent))
        chunkToChange(parent).heads[EventPieces::slot(parent)] |= HeadWord::parental;
}

void EventColumns::setDepth(EventIndex event, std::uint8_t depth)
{
    if (this->depth(event) != depth)
        chunkToChange(event).depths[EventPieces::slot(event)] = depth;
}

EventColumns::Values EventColumns::values(EventIndex event) const
{
    Values values;
    values.start = start(event);
    values.duration = duration(event);
    values.name = nameId(event);
    values.track = track(event);
    values.type = type(event);
    values.isOpen = isOpen(event);
    values.calls = calls(event);
    return values;
}

EventIndex EventColumns::find(std::int64_t row) const
{
    if (!m_eventOfRow.empty()) {
        const auto known = m_eventOfRow.find(row);
        return known == m_eventOfRow.end() ? noEvent : known->second;
    }
    if (size() == 0 || row > m_lastRow)
        return noEvent;
    EventIndex first = 0;
    for (auto count = static_cast<EventIndex>(size()); count > 0;) {
        const EventIndex half = count / 2;
        const bool isBefore = this->row(first + half) < row;
        first += isBefore ? half + 1 : 0;
        count = isBefore ? count - half - 1 : half;
    }
    return first < size() && this->row(first) == row ? first : noEvent;
}

std::size_t EventColumns::bytes() const
{
    std::size_t sum
        = m_pieces.m_pieces.capacity() * sizeof(EventPieces::Piece) + m_ages.capacity() * sizeof(Age);
    for (const EventPieces::Piece &piece : m_pieces.m_pieces)
        sum += sizeof(EventChunk) + piece.chunk->heapBytes();
    return sum;
}

std::size_t EventColumns::callBytes() const
{
    std::size_t sum = 0;
    for (const EventPieces::Piece &piece : m_pieces.m_pieces)
        sum += piece.calls ? piece.calls->capacity() * sizeof(CallEntry) : 0;
    return sum;
}

/// The event's chunk, one's own where a snapshot can see the event. Only the event's slot may be written.
EventChunk &EventColumns::chunkToChange(EventIndex event)
{
    m_snapshot.reset();
    const std::size_t piece = event / eventsInChunk;
    return isSeen(event) ? ownChunk(piece) : *m_pieces.m_pieces[piece].chunk;
}

/// A chunk that no snapshot shares.
EventChunk &EventColumns::ownChunk(std::size_t piece)
{
    std::shared_ptr<EventChunk> &chunk = m_pieces.m_pieces[piece].chunk;
    if (m_ages[piece].chunk != m_snapshots) {
        chunk = std::make_shared<EventChunk>(*chunk);
        m_ages[piece].chunk = m_snapshots;
    }
    return *chunk;
}

void EventColumns::setCalls(EventIndex event, const CallFacts &facts)
{
    const std::size_t index = event / eventsInChunk;
    std::shared_ptr<EventPieces::CallList> &calls = m_pieces.m_pieces[index].calls;
    const std::size_t slot = EventPieces::slot(event);
    if (calls ? facts == m_pieces.calls(event) : facts.isEmpty())
        return;
    if (!calls || m_ages[index].calls != m_snapshots) {
        calls = calls ? std::make_shared<EventPieces::CallList>(*calls)
                      : std::make_shared<EventPieces::CallList>();
        m_ages[index].calls = m_snapshots;
    }
    auto place = std::ranges::lower_bound(*calls, slot, {}, &CallEntry::slot);
    if (place != calls->end() && place->slot() == slot)
        place = calls->erase(place);
    if (!facts.isEmpty())
        calls->emplace(place, slot, facts);
}

void EventColumns::rememberRow(std::int64_t row)
{
    const bool inOrder = size() == 0 || row > m_lastRow;
    if (m_eventOfRow.empty() && inOrder) {
        m_lastRow = row;
        return;
    }
    if (m_eventOfRow.empty()) {
        for (EventIndex event = 0; event < size(); ++event)
            m_eventOfRow.emplace(this->row(event), event);
    }
    m_eventOfRow.emplace(row, static_cast<EventIndex>(size()));
}

} // namespace sluice

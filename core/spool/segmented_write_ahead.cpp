// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/segmented_write_ahead.h"

#include "core/base/random.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace sluice {

using Share = WriteAheadBudget::Share;

Result<std::unique_ptr<WriteAhead>> SegmentedWriteAhead::open(WriteAheadHome home)
{
    std::unique_ptr<SegmentedWriteAhead> self(new SegmentedWriteAhead(std::move(home)));
    const std::size_t bytes
        = self->m_home.budget->firstSegmentBytes() + Segment::bytesFor(self->m_home.session, 0);
    const Result<bool> made = self->addSegment(self->m_ready, Share::First, bytes);
    if (!made)
        return made.error();
    if (!*made)
        return Error{ErrorKind::Limit, "the write-ahead's bytes are in use by other sessions"};
    self->replaceCurrent(self->m_ready, 0);
    if (self->m_home.budget->hasPlenty()) {
        // Not needed yet: that it cannot be made is said when it is.
        static_cast<void>(self->makeRoom());
    }
    return std::unique_ptr<WriteAhead>(std::move(self));
}

SegmentedWriteAhead::SegmentedWriteAhead(WriteAheadHome home)
    : m_home(std::move(home))
    , m_process(::getpid())
    , m_generation(systemEntropy())
{ }

SegmentedWriteAhead::~SegmentedWriteAhead()
{
    const bool isOurs = m_process == ::getpid();
    for (std::uint32_t slot = 0; slot < mostSegments; ++slot) {
        Segment *segment = at(slot);
        if (segment == nullptr)
            continue;
        if (isOurs && segment->holdsNothing())
            removeSegment(slot);
        else
            delete segment;
    }
}

WriteAhead::Place SegmentedWriteAhead::reserve(std::size_t bytes) noexcept
{
    if (bytes == 0 || bytes > mostRecordBytes)
        return {};
    if ((m_current == nullptr || !m_current->fits(bytes)) && !findRoom(bytes))
        return {};
    Place place{m_currentSlot, m_current->reserve(m_sequence++, bytes), static_cast<std::uint32_t>(bytes)};
    if (m_current->isHalfUsed() && m_ready.load(std::memory_order_relaxed) == none)
        m_isLow.store(true, std::memory_order_relaxed);
    return place;
}

bool SegmentedWriteAhead::findRoom(std::size_t bytes) noexcept
{
    if (replaceCurrent(m_ready, bytes) || replaceCurrent(m_readyForLarge, bytes))
        return true;
    if (m_current != nullptr && m_current->couldFit(bytes)) {
        // Sealed, it can be used again as soon as it is drained.
        m_current->seal();
        m_current = nullptr;
    }
    m_missing.store(bytes, std::memory_order_relaxed);
    m_isLow.store(true, std::memory_order_release);
    return false;
}

bool SegmentedWriteAhead::replaceCurrent(std::atomic<std::uint32_t> &next, std::size_t bytes) noexcept
{
    std::uint32_t slot = next.load(std::memory_order_acquire);
    if (slot == none || !at(slot)->fits(bytes))
        return false;
    // makeRoom() may just be taking it back.
    if (!next.compare_exchange_strong(slot, none, std::memory_order_acq_rel))
        return false;
    if (m_current != nullptr)
        m_current->seal();
    m_current = at(slot);
    m_currentSlot = slot;
    return true;
}

void SegmentedWriteAhead::fill(const Place &place, std::string_view text) noexcept
{
    assert(text.size() == place.bytes && "the text is as long as its place");
    at(place.segment)->fill(place.offset, text);
}

void SegmentedWriteAhead::settle(const Place &place) noexcept
{
    at(place.segment)->settle(place.offset);
}

bool SegmentedWriteAhead::wantsRoom() const noexcept
{
    if (!m_isLow.load(std::memory_order_acquire))
        return false;
    return m_shortAtReturns.load(std::memory_order_relaxed) != m_home.budget->returns()
        || m_shortAtDrained.load(std::memory_order_relaxed) != countDrained();
}

std::size_t SegmentedWriteAhead::countDrained() const noexcept
{
    return static_cast<std::size_t>(std::ranges::count_if(m_slots, [](const std::atomic<Segment *> &slot) {
        const Segment *segment = slot.load(std::memory_order_acquire);
        return segment != nullptr && segment->isDrained();
    }));
}

Result<void> SegmentedWriteAhead::makeRoom()
{
    const std::uint64_t returns = m_home.budget->returns();
    m_isLow.store(false, std::memory_order_relaxed);
    const std::size_t missing = m_missing.exchange(0, std::memory_order_acquire);
    Result<bool> made = makeReady(missing);
    if (made && *made)
        made = makeReadyForLarge(missing);
    removeOtherDrained();
    if (made && *made) {
        m_shortAtReturns.store(notShort, std::memory_order_relaxed);
        return {};
    }
    std::size_t noNewer = 0;
    m_missing.compare_exchange_strong(noNewer, missing, std::memory_order_relaxed);
    m_isLow.store(true, std::memory_order_relaxed);
    if (!made)
        return made.error();
    m_shortAtDrained.store(countDrained(), std::memory_order_relaxed);
    m_shortAtReturns.store(returns, std::memory_order_relaxed);
    return {};
}

Result<bool> SegmentedWriteAhead::makeReady(std::size_t missing)
{
    if (m_ready.load(std::memory_order_relaxed) != none)
        return true;
    const std::uint32_t drained = largestDrained();
    // Used up between two calls: the session is faster than this segment is large.
    const bool isTooSmall = missing != 0 && drained != none && at(drained)->file().size() < m_nextBytes;
    if (drained == none || isTooSmall) {
        Result<bool> added = addOrdinary();
        if (!added || *added)
            return added;
    }
    if (drained == none)
        return false;
    restart(drained, m_ready);
    return true;
}

/// As large as it should be, or smaller ones down to the smallest that is worth a file.
Result<bool> SegmentedWriteAhead::addOrdinary()
{
    for (std::size_t bytes = m_nextBytes; bytes >= smallestBytes; bytes /= 4) {
        Result<bool> added = addSegment(m_ready, Share::More, bytes + Segment::bytesFor(m_home.session, 0));
        if (!added)
            return added;
        if (*added) {
            m_nextBytes = std::min(bytes * 4, largestBytes);
            return true;
        }
    }
    return false;
}

/// When what is ready cannot take the record that found no room.
Result<bool> SegmentedWriteAhead::makeReadyForLarge(std::size_t missing)
{
    const std::uint32_t ready = m_ready.load(std::memory_order_relaxed);
    if (missing == 0 || ready == none || at(ready)->couldFit(missing))
        return true;
    const std::uint32_t old = m_readyForLarge.exchange(none, std::memory_order_acq_rel);
    if (old != none && at(old)->couldFit(missing)) {
        m_readyForLarge.store(old, std::memory_order_release);
        return true;
    }
    if (old != none)
        removeSegment(old);
    return addSegment(m_readyForLarge, Share::More, Segment::bytesFor(m_home.session, missing));
}

/// False: neither budget nor slot is left.
Result<bool> SegmentedWriteAhead::addSegment(std::atomic<std::uint32_t> &into, Share share, std::size_t bytes)
{
    const std::uint32_t slot = freeSlot();
    if (slot == none || !m_home.budget->take(share, bytes))
        return false;
    const std::string name
        = std::to_string(m_home.number) + "-" + std::to_string(++m_filesMade) + segmentSuffix;
    Result<MappedFile> file = MappedFile::make(m_home.folder / name, bytes, *m_home.calls);
    if (!file) {
        m_home.budget->giveBack(share, bytes);
        return file.error();
    }
    m_bytes.fetch_add(bytes, std::memory_order_relaxed);
    auto segment
        = std::make_unique<Segment>(std::move(*file), share, m_home.number, ++m_generation, m_home.session);
    m_slots[slot].store(segment.release(), std::memory_order_release);
    into.store(slot, std::memory_order_release);
    return true;
}

std::uint32_t SegmentedWriteAhead::freeSlot() const
{
    for (std::uint32_t slot = 0; slot < mostSegments; ++slot) {
        if (at(slot) == nullptr)
            return slot;
    }
    return none;
}

std::uint32_t SegmentedWriteAhead::largestDrained() const
{
    std::uint32_t best = none;
    for (std::uint32_t slot = 0; slot < mostSegments; ++slot) {
        const Segment *segment = at(slot);
        if (segment != nullptr && segment->isDrained() && segment->file().size() < 2 * largestBytes
            && (best == none || segment->file().size() > at(best)->file().size()))
            best = slot;
    }
    return best;
}

void SegmentedWriteAhead::restart(std::uint32_t slot, std::atomic<std::uint32_t> &into)
{
    at(slot)->restart(++m_generation);
    into.store(slot, std::memory_order_release);
}

/// The first stays with the session; another is kept for the next time while there is plenty.
void SegmentedWriteAhead::removeOtherDrained()
{
    const std::uint32_t kept = m_home.budget->hasPlenty() ? largestDrained() : none;
    for (std::uint32_t slot = 0; slot < mostSegments; ++slot) {
        const Segment *segment = at(slot);
        if (segment != nullptr && slot != kept && segment->share() == Share::More && segment->isDrained())
            removeSegment(slot);
    }
}

void SegmentedWriteAhead::removeSegment(std::uint32_t slot)
{
    const std::unique_ptr<Segment> segment(m_slots[slot].exchange(nullptr, std::memory_order_acq_rel));
    segment->file().removeFile();
    m_bytes.fetch_sub(segment->file().size(), std::memory_order_relaxed);
    m_home.budget->giveBack(segment->share(), segment->file().size());
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/segment.h"

#include <utility>

namespace sluice {

Segment::Segment(MappedFile file, WriteAheadBudget::Share share, std::uint64_t writeAhead,
    std::uint64_t generation, std::string_view session)
    : m_file(std::move(file))
    , m_share(share)
    , m_firstRecord(segmentHeadBytes(session))
    , m_generation(generation)
    , m_tail(m_firstRecord)
{
    writeSegmentHead(m_file.data(), writeAhead, generation, session);
}

std::size_t Segment::bytesFor(std::string_view session, std::size_t textBytes)
{
    constexpr std::size_t page = 4096;
    const std::size_t bytes = segmentHeadBytes(session) + recordSpace(textBytes) + recordHeadBytes;
    return (bytes + page - 1) / page * page;
}

std::uint32_t Segment::reserve(std::uint64_t sequence, std::size_t textBytes) noexcept
{
    const std::size_t offset = m_tail;
    writeRecordHead(m_file.data(), offset, m_generation, sequence, static_cast<std::uint32_t>(textBytes));
    m_tail += recordSpace(textBytes);
    ++m_reserved;
    return static_cast<std::uint32_t>(offset);
}

void Segment::fill(std::uint32_t offset, std::string_view text) noexcept
{
    writeRecordText(m_file.data(), offset, text);
    m_filled.fetch_add(1, std::memory_order_release);
}

void Segment::settle(std::uint32_t offset) noexcept
{
    markRecordSettled(m_file.data(), offset);
    m_settled.fetch_add(1, std::memory_order_release);
}

void Segment::restart(std::uint64_t generation) noexcept
{
    restartSegment(m_file.data(), m_firstRecord, generation);
    m_generation = generation;
    m_tail = m_firstRecord;
    m_reserved = 0;
    m_filled.store(0, std::memory_order_relaxed);
    m_settled.store(0, std::memory_order_relaxed);
    m_sealedAt.store(notSealed, std::memory_order_relaxed);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/mapped_file.h"
#include "core/spool/segment_format.h"
#include "core/spool/write_ahead_budget.h"

#include <atomic>
#include <cstdint>
#include <string_view>

namespace sluice {

/// One segment of a write-ahead while it is in use. Its life: empty, then given records by reserve(), then
/// sealed, then drained (every record filled and settled), then empty again by restart().
///
/// thread: fits(), reserve(), seal(): one at a time, and not with restart(); fill(), settle(), isDrained():
/// any.
class Segment
{
public:
    Segment(MappedFile file, WriteAheadBudget::Share share, std::uint64_t writeAhead,
        std::uint64_t generation, std::string_view session);

    /// A new file for one record of `textBytes` has to be so large.
    static std::size_t bytesFor(std::string_view session, std::size_t textBytes);

    bool fits(std::size_t textBytes) const
    {
        return m_tail + recordSpace(textBytes) + recordHeadBytes <= m_file.size();
    }
    /// Whether an empty one would take it.
    bool couldFit(std::size_t textBytes) const
    {
        return m_firstRecord + recordSpace(textBytes) + recordHeadBytes <= m_file.size();
    }
    bool isHalfUsed() const { return m_tail > m_file.size() / 2; }

    /// The offset of a record that fits.
    std::uint32_t reserve(std::uint64_t sequence, std::size_t textBytes) noexcept;
    void seal() noexcept { m_sealedAt.store(m_reserved, std::memory_order_release); }

    void fill(std::uint32_t offset, std::string_view text) noexcept;
    void settle(std::uint32_t offset) noexcept;

    bool isDrained() const noexcept { return isAllDone(m_sealedAt.load(std::memory_order_acquire)); }
    void restart(std::uint64_t generation) noexcept;

    /// When nobody reserves any more: whether every record was filled and settled.
    bool holdsNothing() const noexcept { return isAllDone(m_reserved); }

    const MappedFile &file() const { return m_file; }
    WriteAheadBudget::Share share() const { return m_share; }

private:
    static constexpr std::uint64_t notSealed = ~std::uint64_t{0};

    bool isAllDone(std::uint64_t records) const noexcept
    {
        return m_filled.load(std::memory_order_acquire) == records
            && m_settled.load(std::memory_order_acquire) == records;
    }

    // Constant after construction.
    const MappedFile m_file;
    const WriteAheadBudget::Share m_share;
    const std::size_t m_firstRecord;

    // The thread that reserves.
    std::uint64_t m_generation;
    std::size_t m_tail;
    std::uint64_t m_reserved = 0;

    // Any thread; producers and the flusher each on a line of their own.
    std::atomic<std::uint64_t> m_sealedAt{notSealed};
    alignas(64) std::atomic<std::uint64_t> m_filled{0};
    alignas(64) std::atomic<std::uint64_t> m_settled{0};
};

} // namespace sluice

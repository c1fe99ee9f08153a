// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/segment.h"
#include "core/spool/write_ahead.h"

#include <sys/types.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace sluice {

/// The name that a segment's file ends with.
inline constexpr const char *segmentSuffix = ".segment";

/// Where a write-ahead's files lie and whose they are.
struct WriteAheadHome
{
    std::filesystem::path folder;
    std::uint64_t number = 0; ///< no other write-ahead of the folder has it
    std::string session; ///< the text that adoption reads (session_text.h)
    std::shared_ptr<WriteAheadBudget> budget;
    SegmentCalls *calls = nullptr; ///< borrowed
};

/// The segments of a write-ahead: one that records go to, one that is ready to follow it, and those that wait
/// for their records to be settled. Segments grow from 256 KiB to 4 MiB while the session needs them to; a
/// record that none of them takes waits for a segment of its own size. A copy of this process (fork) leaves
/// the files alone.
class SegmentedWriteAhead final : public WriteAhead
{
public:
    static Result<std::unique_ptr<WriteAhead>> open(WriteAheadHome home);
    ~SegmentedWriteAhead() override;

    Place reserve(std::size_t bytes) noexcept override;
    void fill(const Place &place, std::string_view text) noexcept override;
    void settle(const Place &place) noexcept override;
    bool wantsRoom() const noexcept override;
    Result<void> makeRoom() override;
    std::uint64_t bytesInUse() const noexcept override { return m_bytes.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t mostSegments = 512;
    static constexpr std::size_t smallestBytes = 64U << 10U;
    static constexpr std::size_t startBytes = 256U << 10U;
    static constexpr std::size_t largestBytes = 4U << 20U;

    explicit SegmentedWriteAhead(WriteAheadHome home);

    // The thread that reserves.
    bool findRoom(std::size_t bytes) noexcept;
    bool replaceCurrent(std::atomic<std::uint32_t> &next, std::size_t bytes) noexcept;

    // The thread that makes room.
    Result<bool> makeReady(std::size_t missing);
    Result<bool> makeReadyForLarge(std::size_t missing);
    Result<bool> addOrdinary();
    Result<bool> addSegment(
        std::atomic<std::uint32_t> &into, WriteAheadBudget::Share share, std::size_t bytes);
    std::uint32_t freeSlot() const;
    std::uint32_t largestDrained() const;
    void restart(std::uint32_t slot, std::atomic<std::uint32_t> &into);
    void removeOtherDrained();
    void removeSegment(std::uint32_t slot);

    std::size_t countDrained() const noexcept;
    Segment *at(std::uint32_t slot) const noexcept { return m_slots[slot].load(std::memory_order_acquire); }

    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::uint64_t notShort = ~std::uint64_t{0};

    // Constant after construction.
    const WriteAheadHome m_home;
    const pid_t m_process;

    // The thread that reserves.
    Segment *m_current = nullptr;
    std::uint32_t m_currentSlot = none;
    std::uint64_t m_sequence = 0;

    // The thread that makes room.
    std::uint64_t m_generation;
    std::uint64_t m_filesMade = 0;
    std::size_t m_nextBytes = startBytes;

    // Between the two: the slots of empty segments, and what is missing.
    std::atomic<std::uint32_t> m_ready{none};
    std::atomic<std::uint32_t> m_readyForLarge{none};
    std::atomic<bool> m_isLow{false};
    std::atomic<std::size_t> m_missing{0}; ///< text bytes of the last record that found no room
    std::atomic<std::uint64_t> m_shortAtReturns{notShort}; ///< the budget's returns() when it was used up
    std::atomic<std::size_t> m_shortAtDrained{0}; ///< countDrained() then

    // Any thread.
    std::atomic<std::uint64_t> m_bytes{0};
    std::array<std::atomic<Segment *>, mostSegments> m_slots{}; ///< owned; null = free
};

} // namespace sluice

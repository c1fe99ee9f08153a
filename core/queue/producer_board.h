// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/queue_picture.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// What one thread tells of its record() calls, or all those together that found no place of their own.
/// thread: began(): the one whose place it is; waits(), waited(): under the queue's lock; picture(): any.
class alignas(64) ProducerPlace // a line of its own, which its thread alone writes
{
public:
    enum class Of : std::uint8_t { One, Many };

    explicit ProducerPlace(Of of = Of::One)
        : m_of(of)
    { }

    /// A call comes to the queue at `now`.
    void began(Timestamp now) noexcept
    {
        if (m_of == Of::One)
            m_recorded.store(m_recorded.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        else
            m_recorded.fetch_add(1, std::memory_order_relaxed);
        m_began.store(now.time_since_epoch().count(), std::memory_order_relaxed);
    }

    /// It begins to wait for room.
    void waits(SteadyTime since) noexcept;
    /// It waits no more. Of many, the others may.
    void waited(SteadyTime since, SteadyTime now) noexcept;

    /// All but its number.
    ProducerPicture picture(Timestamp wall, SteadyTime now) const;

private:
    friend class ProducerBoard;

    std::atomic<std::uint64_t> m_recorded{0};
    std::atomic<std::int64_t> m_began{0}; ///< microseconds since 1970
    std::atomic<std::int64_t> m_waitsSince{0}; ///< the steady clock's nanoseconds; 0 = it does not
    std::atomic<std::int64_t> m_longestWait{0}; ///< nanoseconds
    std::atomic<std::uint64_t> m_owner{0}; ///< the thread's number
    std::uint32_t m_waiting = 0; ///< under the queue's lock
    const Of m_of;
};

/// The threads that record to one queue. The first 64 get a place of their own, for good: a thread that ended
/// stays there, idle. Later ones share a place. thread: any.
class ProducerBoard
{
public:
    static constexpr std::size_t ownPlaces = 64;

    ProducerBoard();
    ProducerBoard(const ProducerBoard &) = delete;
    ProducerBoard &operator=(const ProducerBoard &) = delete;

    /// The calling thread's.
    ProducerPlace &mine() noexcept
    {
        Known &known = s_known[m_id % s_known.size()];
        return known.board == m_id ? *known.place : find(known);
    }

    /// In the order of their numbers; that of many last, if there are many. Waits are told up to `now`, the
    /// rest up to `wall`.
    std::vector<ProducerPicture> pictures(Timestamp wall, SteadyTime now) const;

private:
    /// Where a thread found its place lately. Boards' ids are not used twice, so what is left of a board that
    /// is gone does no harm.
    struct Known
    {
        std::uint64_t board = 0;
        ProducerPlace *place = nullptr;
    };
    static constinit thread_local std::array<Known, 16> s_known;

    ProducerPlace &find(Known &known) noexcept;
    ProducerPlace &claim(std::uint64_t thread) noexcept;

    const std::uint64_t m_id;
    std::atomic<std::size_t> m_claimed{0};
    std::array<ProducerPlace, ownPlaces> m_own;
    ProducerPlace m_many{ProducerPlace::Of::Many};
};

} // namespace sluice

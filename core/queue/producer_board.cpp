// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/producer_board.h"

#include <algorithm>

namespace sluice {

namespace {

std::uint64_t newBoardId()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// Not the system's id, which a later thread may get again.
std::uint64_t threadNumber()
{
    static std::atomic<std::uint64_t> last{0};
    static thread_local const std::uint64_t mine = ++last;
    return mine;
}

} // namespace

void ProducerPlace::waits(SteadyTime since) noexcept
{
    if (m_waiting++ == 0)
        m_waitsSince.store(since.time_since_epoch().count(), std::memory_order_relaxed);
}

void ProducerPlace::waited(SteadyTime since, SteadyTime now) noexcept
{
    const std::int64_t longest = m_longestWait.load(std::memory_order_relaxed);
    m_longestWait.store(
        std::max<std::int64_t>(longest, Nanos(now - since).count()), std::memory_order_relaxed);
    if (--m_waiting == 0)
        m_waitsSince.store(0, std::memory_order_relaxed);
}

ProducerPicture ProducerPlace::picture(Timestamp wall, SteadyTime now) const
{
    ProducerPicture picture;
    picture.recorded = m_recorded.load(std::memory_order_relaxed);
    const Timestamp began{Micros(m_began.load(std::memory_order_relaxed))};
    picture.idleFor = std::max<Nanos>(wall - began, Nanos(0));
    const std::int64_t since = m_waitsSince.load(std::memory_order_relaxed);
    picture.waitsForRoom = since != 0;
    if (picture.waitsForRoom)
        picture.waitingFor = std::max<Nanos>(now - SteadyTime(Nanos(since)), Nanos(0));
    picture.longestWait = std::max(Nanos(m_longestWait.load(std::memory_order_relaxed)), picture.waitingFor);
    return picture;
}

constinit thread_local std::array<ProducerBoard::Known, 16> ProducerBoard::s_known{};

ProducerBoard::ProducerBoard()
    : m_id(newBoardId())
{ }

std::vector<ProducerPicture> ProducerBoard::pictures(Timestamp wall, SteadyTime now) const
{
    std::vector<ProducerPicture> pictures;
    const std::size_t claimed = m_claimed.load(std::memory_order_relaxed);
    for (std::size_t i = 0; i < claimed; ++i) {
        pictures.push_back(m_own[i].picture(wall, now));
        pictures.back().number = static_cast<std::uint32_t>(i + 1);
    }
    if (ProducerPicture many = m_many.picture(wall, now); many.recorded > 0)
        pictures.push_back(many);
    return pictures;
}

ProducerPlace &ProducerBoard::find(Known &known) noexcept
{
    const std::uint64_t thread = threadNumber();
    const std::size_t claimed = m_claimed.load(std::memory_order_relaxed);
    const auto end = m_own.begin() + static_cast<std::ptrdiff_t>(claimed);
    const auto own = std::find_if(m_own.begin(), end, [thread](const ProducerPlace &place) {
        return place.m_owner.load(std::memory_order_relaxed) == thread;
    });
    known.place = own != end ? &*own : &claim(thread);
    known.board = m_id;
    return *known.place;
}

ProducerPlace &ProducerBoard::claim(std::uint64_t thread) noexcept
{
    std::size_t next = m_claimed.load(std::memory_order_relaxed);
    while (next < ownPlaces && !m_claimed.compare_exchange_weak(next, next + 1, std::memory_order_relaxed)) {
    }
    if (next == ownPlaces)
        return m_many;
    m_own[next].m_owner.store(thread, std::memory_order_relaxed);
    return m_own[next];
}

} // namespace sluice

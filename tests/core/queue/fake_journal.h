// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/journal.h"

#include <atomic>
#include <functional>
#include <utility>

namespace sluice {

/// A write-ahead of so many bytes and nothing else. thread: as Journal.
class FakeJournal final : public Journal
{
public:
    explicit FakeJournal(std::size_t bytes)
        : m_room(bytes)
    { }

    std::size_t used() const { return m_used; }
    void onSettle(std::function<void()> hook) { m_hook = std::move(hook); }

    bool reserve(std::size_t bytes, JournalPlace &place) noexcept override
    {
        if (m_used + bytes > m_room)
            return false;
        place = {1, m_offset, static_cast<std::uint32_t>(bytes)};
        m_offset += place.bytes;
        m_used += bytes;
        return true;
    }

    void settle(const JournalPlace &place) noexcept override
    {
        m_used -= place.bytes;
        if (m_hook)
            m_hook();
    }

private:
    const std::size_t m_room;
    std::atomic<std::size_t> m_used{0};
    std::uint32_t m_offset = 0; ///< written by reserve() only: under the queue's lock
    std::function<void()> m_hook;
};

} // namespace sluice

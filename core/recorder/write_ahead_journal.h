// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/journal.h"
#include "core/spool/write_ahead.h"

#include <memory>
#include <string_view>
#include <utility>

namespace sluice {

/// A session's write-ahead as its queue and its producers use it; does nothing without one. thread: any.
class WriteAheadJournal final : public Journal
{
public:
    /// `writeAhead` may be null: the session is not durable.
    explicit WriteAheadJournal(std::unique_ptr<WriteAhead> writeAhead)
        : m_writeAhead(std::move(writeAhead))
    { }

    WriteAhead *writeAhead() const { return m_writeAhead.get(); }

    bool reserve(std::size_t bytes, JournalPlace &place) noexcept override
    {
        const WriteAhead::Place at = m_writeAhead->reserve(bytes);
        place = {at.segment, at.offset, at.bytes};
        return at.bytes != 0;
    }

    /// After the queue took the event: its text, before record() returns.
    void fill(const JournalPlace &place, std::string_view text) noexcept
    {
        m_writeAhead->fill({place.segment, place.offset, place.bytes}, text);
    }

    void settle(const JournalPlace &place) noexcept override
    {
        m_writeAhead->settle({place.segment, place.offset, place.bytes});
    }

    /// Nobody uses it any more: it goes before the spool that it lies in.
    void close() { m_writeAhead.reset(); }

private:
    std::unique_ptr<WriteAhead> m_writeAhead;
};

} // namespace sluice

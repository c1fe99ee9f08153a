// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_batch.h"

#include <limits>
#include <utility>

namespace sluice {

namespace {

class BatchReading
{
public:
    BatchReading(StoreReader &reader, const ForwardMark &mark, std::set<std::int64_t> open, bool ended)
        : m_reader(reader)
        , m_mark(mark)
        , m_ended(ended)
    {
        m_batch.next = mark;
        m_batch.open = std::move(open);
    }

    /// First what was replaced: an event that is replaced while this reads is then found the next time.
    Result<ForwardBatch> read()
    {
        for (const auto part :
            {&BatchReading::readReplaced, &BatchReading::readNew, &BatchReading::readOpen}) {
            if (const Result<void> done = (this->*part)(); !done)
                return done.error();
        }
        return std::move(m_batch);
    }

private:
    bool isFull() const
    {
        return m_batch.events.size() >= ForwardBatch::mostEvents || m_bytes >= ForwardBatch::mostBytes;
    }

    Result<void> readReplaced()
    {
        std::vector<std::int64_t> rows;
        while (!isFull()) {
            // One by one where a body may fill the batch: the mark must not pass what was not read.
            ChangeMark mark = m_batch.next.replaced;
            rows.clear();
            const auto read = m_reader.eachRowReplacedSince(
                m_mark.session, mark, 1, [&rows](std::int64_t row) { rows.push_back(row); });
            if (!read)
                return read.error();
            if (rows.empty())
                return {};
            m_batch.next.replaced = mark;
            if (rows.front() > m_mark.row)
                continue; // it comes as a new one
            if (const Result<void> taken = take(rows.front()); !taken)
                return taken;
        }
        return {};
    }

    Result<void> readNew()
    {
        std::vector<std::int64_t> rows;
        if (isFull())
            return {};
        const std::size_t room = ForwardBatch::mostEvents - m_batch.events.size();
        const auto read
            = m_reader.eachHead(m_mark.session, m_mark.row, room, [&rows](const EventHeadView &head) {
                  rows.push_back(head.row);
                  return true;
              });
        if (!read)
            return read.error();
        for (const std::int64_t row : rows) {
            if (isFull())
                break;
            if (const Result<void> taken = take(row); !taken)
                return taken;
            m_batch.next.row = row;
            ++m_batch.next.passed;
        }
        return {};
    }

    /// Nothing else is left, and the session is over: nobody will end them.
    Result<void> readOpen()
    {
        if (!m_ended || !m_batch.events.empty())
            return {};
        const std::set<std::int64_t> open = m_batch.open;
        for (const std::int64_t row : open) {
            if (isFull())
                break;
            if (const Result<void> taken = take(row); !taken)
                return taken;
        }
        return {};
    }

    Result<void> take(std::int64_t row)
    {
        Result<std::optional<StoredEvent>> event = m_reader.event(m_mark.session, row);
        if (!event)
            return event.error();
        if (!*event)
            return {};
        if ((*event)->facts.isOpen && !m_ended) {
            m_batch.open.insert(row);
            return {};
        }
        m_batch.open.erase(row);
        m_bytes += (*event)->body.size();
        m_batch.events.push_back(std::move(**event));
        return {};
    }

    StoreReader &m_reader;
    const ForwardMark &m_mark;
    const bool m_ended;
    std::size_t m_bytes = 0;
    ForwardBatch m_batch;
};

} // namespace

Result<ForwardBatch> readForwardBatch(
    StoreReader &reader, const ForwardMark &mark, std::set<std::int64_t> open, bool sessionHasEnded)
{
    return BatchReading(reader, mark, std::move(open), sessionHasEnded).read();
}

Result<std::set<std::int64_t>> openRowsOf(StoreReader &reader, const ForwardMark &mark)
{
    std::set<std::int64_t> rows;
    if (mark.row == 0)
        return rows;
    const auto read = reader.eachHead(
        mark.session, 0, std::numeric_limits<std::size_t>::max(), [&](const EventHeadView &head) {
            if (head.isOpen && head.row <= mark.row)
                rows.insert(head.row);
            return true;
        });
    return read ? Result<std::set<std::int64_t>>(std::move(rows)) : read.error();
}

} // namespace sluice

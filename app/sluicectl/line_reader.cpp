// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/line_reader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace sluice {

namespace {

constexpr std::size_t chunkBytes = 64U << 10U; // what a pipe holds

} // namespace

LineReader::LineReader(int fd, std::size_t mostBytes)
    : m_fd(fd)
    , m_mostBytes(mostBytes)
    , m_wake(eventfd(0, EFD_CLOEXEC))
{ }

LineReader::~LineReader()
{
    close(m_wake);
}

void LineReader::stop()
{
    m_stopped = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_wake, &one, sizeof one);
}

LineReader::Got LineReader::next()
{
    for (;;) {
        if (m_stopped)
            return Got::Stopped;
        if (const std::size_t end = m_buffer.find('\n', m_searched); end != std::string::npos)
            return takeLine(end, end + 1);
        m_searched = m_buffer.size();
        if (m_buffer.size() - m_start > m_mostBytes)
            dropTooLong();
        switch (fill()) {
        case Filled::Some:
            break;
        case Filled::End:
            return takeLast();
        case Filled::Stopped:
            return Got::Stopped;
        case Filled::Failed:
            return Got::Failed;
        }
    }
}

LineReader::Got LineReader::takeLine(std::size_t end, std::size_t next)
{
    m_line = std::string_view(m_buffer).substr(m_start, end - m_start);
    const bool tooLong = m_tooLong || m_line.size() > m_mostBytes;
    m_start = next;
    m_searched = next;
    m_tooLong = false;
    ++m_number;
    return tooLong ? Got::TooLong : Got::Line;
}

LineReader::Got LineReader::takeLast()
{
    if (m_start == m_buffer.size() && !m_tooLong)
        return Got::End;
    return takeLine(m_buffer.size(), m_buffer.size());
}

void LineReader::dropTooLong()
{
    m_tooLong = true;
    m_buffer.clear();
    m_start = 0;
    m_searched = 0;
}

LineReader::Filled LineReader::fill()
{
    m_line = {};
    m_buffer.erase(0, m_start);
    m_searched -= m_start;
    m_start = 0;

    std::array<pollfd, 2> waits{{{m_fd, POLLIN, 0}, {m_wake, POLLIN, 0}}};
    const std::size_t held = m_buffer.size();
    for (;;) {
        if (poll(waits.data(), waits.size(), -1) < 0) {
            if (errno == EINTR)
                continue;
            m_failure = errno;
            return Filled::Failed;
        }
        if (waits[1].revents != 0)
            return Filled::Stopped;
        m_buffer.resize(held + chunkBytes);
        const ssize_t got = read(m_fd, m_buffer.data() + held, chunkBytes);
        const int failure = errno;
        m_buffer.resize(held + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got > 0)
            return Filled::Some;
        if (got == 0)
            return Filled::End;
        if (failure != EINTR && failure != EAGAIN) {
            m_failure = failure;
            return Filled::Failed;
        }
    }
}

} // namespace sluice

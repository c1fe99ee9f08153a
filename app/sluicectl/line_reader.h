// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// The lines of a file descriptor as they come, until its end or until stop(). A line that is too long is
/// passed over without being held. Does not own the descriptor.
/// thread: one at a time, but for stop().
class LineReader
{
public:
    /// Twice the largest event: one that is too large should reach the recorder and be counted there.
    static constexpr std::size_t mostLineBytes = 32U << 20U;

    enum class Got { Line, TooLong, End, Stopped, Failed };

    explicit LineReader(int fd, std::size_t mostBytes = mostLineBytes);
    ~LineReader();
    LineReader(const LineReader &) = delete;
    LineReader &operator=(const LineReader &) = delete;

    /// The next line, without its end; the last one may have none. Waits for it.
    Got next();
    /// Good until the next call of next().
    std::string_view line() const { return m_line; }
    /// Of the line that next() gave, counted from 1.
    std::uint64_t number() const { return m_number; }
    /// After Failed: what the system said.
    int failure() const { return m_failure; }

    /// next() gives Stopped from now on, also one that waits. thread: any
    void stop();

private:
    enum class Filled { Some, End, Stopped, Failed };
    Filled fill();
    Got takeLine(std::size_t end, std::size_t next);
    Got takeLast();
    void dropTooLong();

    const int m_fd;
    const std::size_t m_mostBytes;
    int m_wake = -1; ///< eventfd
    std::atomic<bool> m_stopped{false};

    std::string m_buffer;
    std::size_t m_start = 0; ///< of the line under way, in m_buffer
    std::size_t m_searched = 0; ///< no line's end before this
    bool m_tooLong = false; ///< the line under way
    std::string_view m_line;
    std::uint64_t m_number = 0;
    int m_failure = 0;
};

} // namespace sluice

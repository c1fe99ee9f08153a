// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/recorder.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stop_token>
#include <thread>

namespace sluice::bench {

/// Draws a session's queue as the window does, on a thread of its own, until it is destroyed. `session` is
/// borrowed.
class Artist
{
public:
    explicit Artist(const RecordingSession &session)
        : m_thread([this, &session](const std::stop_token &stop) { draw(session, stop); })
    { }
    Artist(const Artist &) = delete;
    Artist &operator=(const Artist &) = delete;

private:
    static constexpr std::size_t cells = 400;
    static constexpr std::chrono::milliseconds each{33}; // 30 Hz

    void draw(const RecordingSession &session, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (!m_never.wait_for(lock, stop, each, [] { return false; }) && !stop.stop_requested()) {
            if (session.picture(cells).cells.size() != cells)
                std::abort();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_never;
    std::jthread m_thread;
};

} // namespace sluice::bench

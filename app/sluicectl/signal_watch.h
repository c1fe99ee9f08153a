// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>
#include <thread>

namespace sluice {

/// Turns SIGINT and SIGTERM into a call on a thread of its own. Made before any other thread, so that all of
/// them have the signals blocked. Owns its descriptors.
class SignalWatch
{
public:
    /// `told` is called with the signal's number each time one comes.
    explicit SignalWatch(std::function<void(int)> told);
    ~SignalWatch();
    SignalWatch(const SignalWatch &) = delete;
    SignalWatch &operator=(const SignalWatch &) = delete;

private:
    void watch();

    std::function<void(int)> m_told;
    int m_signals = -1; ///< signalfd
    int m_stop = -1; ///< eventfd
    std::jthread m_thread; // last: it is joined before the descriptors are closed
};

} // namespace sluice

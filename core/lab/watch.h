// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/latest.h"
#include "core/base/mutex.h"
#include "core/lab/alarm_book.h"
#include "core/lab/watchdog.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace sluice {

/// Whom a Watch asks. thread: the watch's, so both must be callable from any; neither may wait without a
/// bound (Recorder::pictures(0) does not).
struct WatchSources
{
    std::function<std::vector<WorkerSign>()> workers;
    std::function<std::vector<QueuePicture>()> queues; ///< without cells: nobody draws them
};

/// What a Watch saw at its last look. A value.
struct WatchReport
{
    std::uint64_t looks = 0;
    Timestamp time; ///< of the last look
    std::vector<WorkerSign> workers;
    std::vector<KeptAlarm> alarms; ///< that last, in the order in which they were raised
    std::vector<KeptAlarm> past; ///< that are over, newest last
};

/// Looks at every worker ten times a second, on a thread of its own, so that it sees also a window that
/// stands still; and says what the watchdog makes of it. thread: any, but for look().
class Watch
{
public:
    static constexpr Millis interval{100};

    enum class Drive {
        Thread,
        ByHand, ///< nobody calls look() but the test
    };

    /// `clock` outlives the watch, and so does what the sources ask.
    Watch(WatchSources sources, const Clock &clock, Drive drive = Drive::Thread);

    /// After the look under way.
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    /// thread: the watch's, or the test's with Drive::ByHand
    void look();

    /// Never null; without a look before the first.
    std::shared_ptr<const WatchReport> report() const { return m_report.get(); }

private:
    void run() EXCLUDES(m_mutex);

    // Constant after construction.
    const WatchSources m_sources;
    const Clock &m_clock;

    // The watch's thread only.
    Watchdog m_dog;
    AlarmBook m_book;
    std::uint64_t m_looks = 0;

    Latest<WatchReport> m_report;
    Mutex m_mutex;
    CondVar m_stopped;
    bool m_stopping GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; // last: it is joined before what it uses goes away
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <thread>

class QObject;

namespace sluice::ui {

/// One calculation at a time beside the GUI thread: decoding a picture, reading a large chat. Of what is
/// submitted only the newest is answered. thread: GUI for every function; the work runs on the job's own.
class SideJob final
{
public:
    using Answer = std::function<void()>; ///< thread: GUI
    using Work = std::function<Answer()>; ///< thread: the job's

    /// `receiver` lives on the GUI thread and outlives the job; answers come through its event queue.
    explicit SideJob(QObject *receiver);

    /// Waits for the work in hand; its answer is dropped.
    ~SideJob();
    SideJob(const SideJob &) = delete;
    SideJob &operator=(const SideJob &) = delete;

    void submit(Work work);

    /// No answer will come from what was submitted so far.
    void cancel();

private:
    void run();

    QObject *const m_receiver;
    std::atomic<std::uint64_t> m_latest = 0;
    Mutex m_mutex;
    CondVar m_changed;
    std::optional<Work> m_pending GUARDED_BY(m_mutex);
    bool m_stopping GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/still_wanted.h"
#include "core/base/mutex.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <thread>

class QObject;

namespace sluice::ui {

/// Reckons on one thread of its own what would hold up the GUI, as JobRunner does for what reads the store:
/// jobs are numbered within their lane, a newer one takes the place of the one that waits, the one in hand
/// learns that it is not wanted any more, and a late answer is dropped.
/// thread: GUI for every function; the jobs run on the thread of their own, their answers on the GUI's.
class BackgroundWork final
{
public:
    static constexpr std::size_t laneCount = 3; ///< lower lanes first

    using Answer = std::function<void()>; ///< thread: GUI. Empty = nothing to tell
    using Job = std::function<Answer(const StillWanted &)>;

    /// `receiver` lives on the GUI thread and outlives the work; answers come through its event queue.
    explicit BackgroundWork(QObject *receiver);

    /// Drops what waits and waits for the job in hand.
    ~BackgroundWork();
    BackgroundWork(const BackgroundWork &) = delete;
    BackgroundWork &operator=(const BackgroundWork &) = delete;

    void submit(std::size_t lane, Job job);

    /// No answer of the lane will come any more, from any job submitted so far.
    void cancel(std::size_t lane);

private:
    struct Pending
    {
        std::uint64_t number = 0;
        Job job;
    };

    void run();
    bool takeNext(std::size_t &lane, Pending &next) EXCLUDES(m_mutex);
    void deliver(std::size_t lane, std::uint64_t number, Answer answer);

    QObject *const m_receiver;
    std::array<std::atomic<std::uint64_t>, laneCount> m_latest{};
    Mutex m_mutex;
    CondVar m_changed;
    std::array<std::optional<Pending>, laneCount> m_pending GUARDED_BY(m_mutex);
    bool m_stopping GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice::ui

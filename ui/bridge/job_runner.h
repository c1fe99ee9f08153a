// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/store/data_dir.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

class QObject;

namespace sluice {
class StoreReader;
}

namespace sluice::ui {

/// Runs reads of the store on one thread of its own, so that the GUI never waits for the disk.
///
/// Jobs are numbered within their lane. A lane holds at most one waiting job: a newer one takes its place, so
/// nothing piles up behind a slow store; and an answer whose job is no longer its lane's newest is dropped
/// when it arrives. The store is opened by the first job and again after a job found it gone.
/// thread: GUI for every function; the jobs run on the runner's thread, their answers on the GUI's.
class JobRunner final
{
public:
    /// In the order in which waiting jobs are taken.
    enum class Lane : std::uint8_t {
        Event,
        LifeLine,
        Carriers,
        Carried,
        FlushEvents,
        Export,
        News,
        Kin,
        Sheet,
        Logs
    };
    static constexpr std::size_t laneCount = 10;

    /// Lets a long job look whether anybody still wants it. thread: the runner's.
    class Wanted
    {
    public:
        Wanted(const std::atomic<std::uint64_t> &latest, std::uint64_t number)
            : m_latest(latest)
            , m_number(number)
        { }
        bool operator()() const { return m_latest.load() == m_number; }

    private:
        const std::atomic<std::uint64_t> &m_latest;
        std::uint64_t m_number;
    };

    using Answer = std::function<void()>; ///< thread: GUI
    using Job = std::function<Answer(StoreReader &, const Wanted &)>; ///< thread: the runner's
    using Failure = std::function<void(const Error &)>; ///< thread: GUI

    /// `receiver` lives on the GUI thread and outlives the runner; answers come through its event queue.
    JobRunner(DataDir dir, QObject *receiver);

    /// Drops what waits and waits for the job in hand, which learns at once that it is not wanted.
    ~JobRunner();
    JobRunner(const JobRunner &) = delete;
    JobRunner &operator=(const JobRunner &) = delete;

    /// `failed` is told when the store cannot be opened; a job tells its own errors in its answer.
    void submit(Lane lane, Job job, Failure failed);

    /// No answer of the lane will come any more, from any job submitted so far.
    void cancel(Lane lane);

private:
    struct Pending
    {
        std::uint64_t number = 0;
        Job job;
        Failure failed;
    };

    void run();
    bool takeNext(Lane &lane, Pending &next) EXCLUDES(m_mutex);
    Answer perform(const Pending &pending, Lane lane);
    void deliver(Lane lane, std::uint64_t number, Answer answer);
    std::atomic<std::uint64_t> &latest(Lane lane) { return m_latest[static_cast<std::size_t>(lane)]; }

    const DataDir m_dir;
    QObject *const m_receiver;
    std::array<std::atomic<std::uint64_t>, laneCount> m_latest{};
    Mutex m_mutex;
    CondVar m_changed;
    std::array<std::optional<Pending>, laneCount> m_pending GUARDED_BY(m_mutex);
    bool m_stopping GUARDED_BY(m_mutex) = false;
    std::unique_ptr<StoreReader> m_reader; ///< the runner's thread only
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice::ui

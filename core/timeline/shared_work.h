// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>

namespace sluice {

/// A second thread for work that a frame waits for. It takes parts of it while the caller does, and never has
/// to be waited for before it has begun: on a busy machine the caller does all of it alone.
/// thread: one for every function; parts run on that one and on the helper.
class SharedWork
{
public:
    using Part = std::function<void(std::size_t index)>;

    SharedWork();
    ~SharedWork();
    SharedWork(const SharedWork &) = delete;
    SharedWork &operator=(const SharedWork &) = delete;

    /// Calls `part` for each index below `count`, once, in any order and on either thread, and returns when
    /// all are done.
    void run(std::size_t count, Part part);

private:
    struct Job
    {
        Part part;
        std::size_t count = 0;
        std::atomic<std::size_t> next = 0;
        std::atomic<std::size_t> done = 0;

        void help();
    };

    void serve();

    Mutex m_mutex;
    CondVar m_changed;
    std::shared_ptr<Job> m_job GUARDED_BY(m_mutex); ///< that the helper has not seen
    bool m_stopping GUARDED_BY(m_mutex) = false;
    std::jthread m_helper; ///< last: joins before the members above go away
};

} // namespace sluice

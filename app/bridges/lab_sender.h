// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/model/ids.h"

#include <deque>
#include <string>
#include <thread>

namespace sluice {

class Engine;

/// Sends plans and results of lab runs to the Sluice that stores for this process, on a thread of its own:
/// that one may take seconds to answer. One that does not take them leaves its session without a plan.
/// thread: any.
class LabSender final
{
public:
    /// `engine` outlives it.
    explicit LabSender(const Engine &engine);

    /// Waits for the one under way, at most some seconds; those behind it are left.
    ~LabSender();
    LabSender(const LabSender &) = delete;
    LabSender &operator=(const LabSender &) = delete;

    /// Returns at once. Sent in this order.
    void send(const SessionId &session, std::string json) EXCLUDES(m_mutex);

private:
    struct Letter
    {
        SessionId session;
        std::string json;
    };

    void run() EXCLUDES(m_mutex);

    const Engine &m_engine;
    Mutex m_mutex;
    CondVar m_changed;
    std::deque<Letter> m_letters GUARDED_BY(m_mutex);
    bool m_closing GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/random.h"
#include "core/base/uuid.h"
#include "core/lab/deadlock_lab_lock.h"
#include "core/lab/deadlock_lab_session.h"
#include "core/model/event.h"

#include <atomic>
#include <cstddef>
#include <string_view>
#include <vector>

namespace sluice {

/// AgentOps 0.3.13's Session, step for step as agentops-contract.md 1.1 has it (config.py 12; session.py:
/// _add_event 230, _flush_queue 297, _run 343, end_session), HTTP under the lock and a new connection for
/// each POST included. Only its lock is another, so that a thread that would wait for ever is told so, says
/// so in the tale, and waits for the end of the run instead.
class OriginalSession final : public DeadlockSession
{
public:
    static constexpr Millis maxWaitTime{5'000}; ///< config.py
    static constexpr Millis joinTimeout{1'000}; ///< end_session: thread.join(timeout=1)

    struct Rules
    {
        std::size_t maxQueueSize = 100;
        CheckedLock::Kind lock = CheckedLock::Kind::ErrorChecking;
        bool flushAfterLock = false; ///< the reporter's cure: un-indent the `if`
    };
    OriginalSession(Rules rules, DeadlockStage stage);

    void open() override;
    bool record(const char *thread, std::uint64_t event) override;
    void runFlusher() override;
    void end() override;

private:
    using Kind = DeadlockStep::Kind;

    bool takeLock(const char *thread, std::uint64_t event);
    bool waitForLock(const char *thread, std::uint64_t event);
    void sayStuck(const char *thread, std::uint64_t event);
    void append(const char *thread, std::uint64_t event);
    bool flush(const char *thread, std::uint64_t event);
    void letGo(const char *thread, std::uint64_t event);
    void postQueue(const char *thread, std::uint64_t event);
    std::string post(std::string_view path, std::string_view body) const;
    void tell(Kind kind, const char *thread, std::uint64_t event, std::string text);

    const Rules m_rules;
    const DeadlockStage m_stage;
    CheckedLock m_lock;

    // Under m_lock.
    std::vector<Event> m_queue;
    SeededRandom m_ids{439};

    std::atomic<std::size_t> m_queued{0}; ///< `if self.queue` of _run looks without the lock
    std::atomic<bool> m_stopFlag{false};
};

} // namespace sluice

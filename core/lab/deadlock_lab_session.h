// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/deadlock_lab.h"
#include "core/lab/deadlock_lab_scene.h"
#include "core/lab/deadlock_lab_tale.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace sluice {

// The names of the threads in a tale; compared as pointers.
inline constexpr const char *programThread = "program";
inline constexpr const char *otherThread = "program 2";
inline constexpr const char *flusherThread = "flusher";

/// How a sentence calls a thread: "the flusher".
std::string nameInSentence(const char *thread);

/// A session that the deadlock lab records into: the original's with one cure or none, or Sluice's.
class DeadlockSession
{
public:
    virtual ~DeadlockSession() = default;

    /// thread: program
    virtual void open() = 0;
    /// False: it never came back. `thread` is programThread or otherThread, and runs it.
    virtual bool record(const char *thread, std::uint64_t event) = 0;
    /// thread: flusher; returns when there is nothing more to do.
    virtual void runFlusher() = 0;
    /// thread: program; sends what is left.
    virtual void end() = 0;
};

/// What a session is given. Borrowed; all outlive it.
struct DeadlockStage
{
    DeadlockScene &scene;
    DeadlockTale &tale;
    std::string server; ///< its URL
    Millis serverDelay{0};
};

/// max_queue_size: 100, or 512 for DeadlockCure::Bigger.
std::size_t queueSizeOf(DeadlockCure cure);

Result<std::unique_ptr<DeadlockSession>> makeDeadlockSession(DeadlockCure cure, DeadlockStage stage);

} // namespace sluice

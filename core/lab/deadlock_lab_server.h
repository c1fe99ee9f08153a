// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <memory>
#include <string>

namespace sluice {

/// A small AgentOps v2 server on an ephemeral port of 127.0.0.1, on a thread of its own: takes everything,
/// counts the events, and answers after a delay. For the deadlock lab, which wants real HTTP and nobody's
/// store. thread: any for every function. The destructor ends every connection and joins.
class DeadlockServer
{
public:
    /// Error (Network): no socket to be had.
    static Result<std::unique_ptr<DeadlockServer>> start(Millis delay);
    ~DeadlockServer();
    DeadlockServer(const DeadlockServer &) = delete;
    DeadlockServer &operator=(const DeadlockServer &) = delete;

    const std::string &url() const; ///< "http://127.0.0.1:40123"
    std::uint64_t events() const; ///< that it has read, answered or not
    std::uint64_t posts() const; ///< of create_events

    /// Answers at once from now on, and what it holds back now.
    void hurry();

private:
    class Impl;
    explicit DeadlockServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/engine/engine.h"
#include "app/sluicectl/arguments.h"
#include "core/queue/queue_limits.h"

#include <optional>
#include <string>
#include <utility>

namespace sluice {

// The options that the commands which record have in common.

/// Reads options one by one and remembers the first that is wrong.
class OptionReader
{
public:
    explicit OptionReader(const Arguments &arguments)
        : m_arguments(arguments)
    { }

    std::uint64_t number(
        const std::string &option, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most);
    double decimal(const std::string &option, double otherwise);
    Millis millis(const std::string &option, Millis otherwise);
    /// --policy; `block` when it is not there.
    OverflowPolicy policy();
    /// --capacity, --max-wait, --policy and --block-deadline. Without the last, `block` waits without an end:
    /// who fills the queue is this program alone, and it can wait.
    QueueLimits queue(Millis maxWaitTime);

    const std::optional<Error> &error() const { return m_error; }

private:
    template <typename T>
    T keep(Result<T> result, T otherwise)
    {
        if (result)
            return *result;
        if (!m_error)
            m_error = result.error();
        return otherwise;
    }

    const Arguments &m_arguments;
    std::optional<Error> m_error;
};

/// --endpoint, --api-key-file and --data-dir. Without an endpoint there is a collector of our own, unless
/// another Sluice holds the data directory.
Result<EngineOptions> engineOptionsFrom(const Arguments &arguments, const std::string &program);

/// Asks a person once before events go to a host that is not this machine; without a terminal it needs --yes.
/// Error (Usage): there was no yes.
Result<void> confirmHost(const Arguments &arguments, const std::string &endpoint, std::uint64_t events);

} // namespace sluice

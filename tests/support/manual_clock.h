// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace sluice {

/// A clock that a test moves. Both times move together. thread: any.
class ManualClock final : public Clock
{
public:
    /// 2026-01-01T00:00:00Z: a fixed start keeps expected texts the same.
    static constexpr Timestamp startTime{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

    Timestamp wallNow() const override
    {
        return startTime + std::chrono::floor<Micros>(Nanos(m_elapsed.load()));
    }
    SteadyTime steadyNow() const override
    {
        return SteadyTime(std::chrono::hours(1) + Nanos(m_elapsed.load()));
    }

    void advance(Nanos by) { m_elapsed += by.count(); }

private:
    std::atomic<std::int64_t> m_elapsed{0};
};

} // namespace sluice

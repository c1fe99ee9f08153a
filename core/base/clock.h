// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

namespace sluice {

/// Where time comes from. Injected, so that a test can move it; must outlive its users.
/// thread: any
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp wallNow() const = 0;
    virtual SteadyTime steadyNow() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    Timestamp wallNow() const override;
    SteadyTime steadyNow() const override;
};

} // namespace sluice

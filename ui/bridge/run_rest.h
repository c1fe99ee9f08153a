// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"

#include <optional>

namespace sluice::ui {

/// What a finished run left when its end deadline came: it goes on being sent, and its numbers are told until
/// nothing of it is left. thread: one
class RunRest
{
public:
    /// The run has finished with these numbers.
    void begin(const BurstProgress &finished);
    void forget() { m_told.reset(); }

    /// True while some of the run may still be delivered.
    bool isOpen() const { return m_told.has_value(); }

    /// What to tell of the numbers as they are now; nullopt: nothing new.
    std::optional<BurstProgress> news(BurstProgress now);

private:
    std::optional<Ledger> m_told;
};

} // namespace sluice::ui

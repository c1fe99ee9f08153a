// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/money.h"
#include "core/timeline/view_time.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::ui {

class TimelineModel;

/// What happened in a stretch of the session. An event counts where it begins, so that neighbouring stretches
/// add up; a run of drops likewise.
struct RangeSums
{
    TimeRange range;
    std::uint64_t events = 0;
    std::uint64_t errors = 0;
    std::uint64_t dropped = 0; ///< events that never arrived
    bool knowsDrops = false; ///< whether the session's delivery is known at all
    std::optional<std::uint64_t> tokens; ///< prompt and completion; nullopt: no call told any
    std::optional<Money> cost; ///< as the senders gave it; nullopt: none did
};

RangeSums rangeSums(const TimelineModel &model, const TimeRange &range);

/// One line of the measuring box. Plain text, with units; what is not known is a dash.
struct RangeLine
{
    QString label;
    QString value;
};

std::vector<RangeLine> rangeLines(const RangeSums &sums);

/// The lines in one sentence, for screen readers.
QString rangeSentence(const RangeSums &sums);

/// How these numbers are counted, for the box's tool tip.
QString rangeRules();

} // namespace sluice::ui

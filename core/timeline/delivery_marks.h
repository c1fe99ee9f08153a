// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/timeline/time_scale.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// What is drawn at one place of the flush lane or of the drop lane: one record, or several that are too near
/// to each other to be drawn alone.
struct DeliveryMark
{
    int left = 0; ///< pixels [left, right)
    int right = 0;
    std::size_t first = 0; ///< into the records given
    std::size_t records = 1;
    std::size_t worst = 0; ///< of flushes: the record with the worst outcome; of drops: with the most
    std::uint64_t events = 0; ///< sum over the records

    bool operator==(const DeliveryMark &) const = default;
};

/// A flush is at least this wide: wide enough to be hit with a mouse.
inline constexpr int leastFlushWidth = 4;

/// A drop is at least this wide: wide enough for the x in it.
inline constexpr int leastDropWidth = 12;

/// From harmless to loss: delivered, split, sending, retrying, abandoned, in doubt, refused.
int severityOf(FlushOutcome outcome);

/// The flush has not ended yet: it lasts at least until now.
bool isUnderWay(const FlushRecord &flush);

/// Marks for `flushes`, which are in order of `started`, from left to right without overlap. A flush under
/// way lasts until `now`.
std::vector<DeliveryMark> flushMarks(
    std::span<const FlushRecord> flushes, const TimeScale &scale, Timestamp now);

/// Where one flush lies, alone and wherever it is: outside the view, at its edge.
DeliveryMark markOf(const FlushRecord &flush, const TimeScale &scale, Timestamp now);

/// The same of one run of drops.
DeliveryMark markOf(const DropRun &run, const TimeScale &scale);

/// Marks for `drops`, which are in order of `first`. Runs that overlap are one mark.
std::vector<DeliveryMark> dropMarks(std::span<const DropRun> drops, const TimeScale &scale);

/// The mark at `x`, within `tolerance` pixels; nullptr when there is none.
const DeliveryMark *markAt(std::span<const DeliveryMark> marks, double x, double tolerance);

} // namespace sluice

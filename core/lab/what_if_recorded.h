// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace sluice {

// What a stored session says of itself: the row "as recorded", to which everything else is compared.

/// The settings under which a session was recorded. thread: any.
struct RecordedSettings
{
    QueueLimits queue;
    unsigned producers = 1;
    /// True: its plan is stored. False: the capacity is the last that its queue had, the policy is guessed by
    /// its drops (after a deadline: `block`; a full queue's: `drop_newest`), the rest are the defaults.
    bool known = false;
};

/// `lab` as StoreReader::lab() gives it; one that cannot be read counts as none.
RecordedSettings recordedSettings(const std::optional<std::string> &lab, std::span<const DepthSample> depths,
    std::span<const DropRun> drops);

/// What its recorder measured, counted as in WhatIfOutcome.
struct MeasuredOutcome
{
    std::uint64_t recorded = 0;
    std::uint64_t delivered = 0;
    std::uint64_t dropped = 0;
    std::uint64_t flushes = 0; ///< that came to an end
    std::optional<Micros> delayP50; ///< nullopt: not known
    std::optional<Micros> delayP99;
    std::optional<std::size_t> highWater;
};

MeasuredOutcome measuredOutcome(const SessionSummary &session, std::span<const FlushContents> contents,
    std::span<const FlushRecord> flushes, std::span<const DepthSample> depths);

} // namespace sluice

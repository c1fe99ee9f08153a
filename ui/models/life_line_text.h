// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/life_line.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::ui {

/// What an event is doing between two moments of its life.
enum class LifeState : std::uint8_t { BeforeQueue, Queued, BeforeSending, Sending, BetweenTries, Elsewhere };

/// "before the queue", "in the queue", "waiting to be sent", "being sent", "waiting to be sent again",
/// "not known".
QString lifeStateText(LifeState state);

/// A moment of an event's life.
struct LifeStep
{
    QString name; ///< "Created", "Enqueued", "Taken", "Sent, flush 3, attempt 1", "Acknowledged"
    QString time; ///< a dash when it is not known
    QString after; ///< how long after the step before that is known; a dash when that cannot be said
    QString note; ///< status and outcome, or why the time is not known
    std::optional<std::uint64_t> flush; ///< to go to

    bool operator==(const LifeStep &) const = default;
};

/// A stretch of its life, for the bar.
struct LifeSpan
{
    LifeState state = LifeState::Queued;
    Nanos length{0};

    bool operator==(const LifeSpan &) const = default;
};

struct LifeLineText
{
    std::vector<LifeStep> steps;
    std::vector<LifeSpan> spans; ///< in order, without those of length 0
    QString summary; ///< "Acknowledged 412 ms after it was enqueued: in the queue 300 ms, being sent 112 ms"
};

/// Times that run backwards (an event says itself when it was created) have no length, and the step says so.
LifeLineText lifeLineText(const LifeLine &line);

} // namespace sluice::ui

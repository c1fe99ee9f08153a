// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"

#include <QString>

#include <optional>
#include <string_view>

namespace sluice::ui {

/// A setting of a plan, where its field stands and where what is wrong with it is said.
enum class PlanField {
    Whole, ///< no field of its own
    Name,
    Shape,
    Period,
    Events,
    Rate,
    Producers,
    Mix,
    Payload,
    PayloadMost,
    Seed,
    Capacity,
    QueueBytes,
    MaxWait,
    Policy,
    BlockDeadline,
    EndState,
    EndDeadline,
    EndpointDelay,
    Faults,
};

struct PlanProblem
{
    PlanField field = PlanField::Whole;
    QString text;
};

/// The field whose setting a message of the core begins with: "max_queue_size is 0; expected ...".
PlanField fieldNamedBy(std::string_view message);

/// Why the plan cannot be fired; nullopt = it can.
std::optional<PlanProblem> problemOf(const BurstPlan &plan);

} // namespace sluice::ui

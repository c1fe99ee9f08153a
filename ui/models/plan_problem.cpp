// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/plan_problem.h"

#include "ui/bridge/convert.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace sluice::ui {

namespace {

using Named = std::pair<std::string_view, PlanField>;

/// What stands first is tried first: a name before the names that it begins.
constexpr std::array fieldNames = {
    Named{"events", PlanField::Events},
    Named{"producers", PlanField::Producers},
    Named{"rate", PlanField::Rate},
    Named{"arrival", PlanField::Shape},
    Named{"period", PlanField::Period},
    Named{"mix", PlanField::Mix},
    Named{"largest payload", PlanField::PayloadMost},
    Named{"payload", PlanField::Payload},
    Named{"name", PlanField::Name},
    Named{"max_queue_size", PlanField::Capacity},
    Named{"max_queue_bytes", PlanField::QueueBytes},
    Named{"max_wait_time", PlanField::MaxWait},
    Named{"block_deadline", PlanField::BlockDeadline},
    Named{"end deadline", PlanField::EndDeadline},
    Named{"endpoint delay", PlanField::EndpointDelay},
    Named{"phase", PlanField::Faults},
    Named{"repeats_after", PlanField::Faults},
};

} // namespace

PlanField fieldNamedBy(std::string_view message)
{
    for (const auto &[name, field] : fieldNames) {
        if (message.substr(0, name.size()) == name)
            return field;
    }
    return PlanField::Whole;
}

std::optional<PlanProblem> problemOf(const BurstPlan &plan)
{
    if (plan.shape == BurstShape::Recorded && plan.arrivals.empty())
        return PlanProblem{PlanField::Shape,
            QCoreApplication::translate("PlanProblem", "There are no recorded times yet: take a session's.")};
    const Result<void> valid = plan.validate();
    if (valid)
        return std::nullopt;
    return PlanProblem{fieldNamedBy(valid.error().message), toQt(valid.error().message)};
}

} // namespace sluice::ui

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/burst_firing.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/sending_options.h"

namespace sluice {

namespace {

const Grammar grammar{
    {"--count", "--producers", "--rate", "--payload", "--capacity", "--max-wait", "--policy",
        "--block-deadline", "--end-deadline", "--endpoint", "--api-key-file", "--data-dir"},
    {"--json", "--yes"}, 0, ""};

Result<BurstPlan> planFrom(const Arguments &arguments)
{
    if (!arguments.text("--count"))
        return Error{ErrorKind::Usage, "--count N is missing"};
    OptionReader reader(arguments);
    BurstPlan plan;
    plan.events = reader.number("--count", 100, 1, BurstPlan::mostEvents);
    plan.producers = static_cast<unsigned>(reader.number("--producers", 1, 1, BurstPlan::mostProducers));
    plan.rate = reader.decimal("--rate", 0);
    plan.payloadBytes = reader.number("--payload", plan.payloadBytes, 0, BurstPlan::mostPayloadBytes);
    plan.queue = reader.queue(Millis(100));
    plan.endDeadline = reader.millis("--end-deadline", plan.endDeadline);
    if (reader.error())
        return *reader.error();
    if (Result<void> valid = plan.validate(); !valid)
        return valid.error();
    return plan;
}

} // namespace

ExitCode burstCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "burst";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<BurstPlan> plan = planFrom(*arguments);
    if (!plan)
        return failed(name, plan.error());
    return fireBurst(name, *plan, *arguments);
}

} // namespace sluice

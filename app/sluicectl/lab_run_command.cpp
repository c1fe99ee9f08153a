// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/burst_firing.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/lab_commands.h"
#include "core/lab/burst_plan_json.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>

namespace sluice {

namespace {

const Grammar grammar{{"--fault", "--seed", "--endpoint", "--api-key-file", "--data-dir"},
    {"--json", "--yes"}, 1, "a plan: a file, - for standard input, or a preset's name"};

std::string presetNames()
{
    std::string names;
    for (const BurstPreset &preset : burstPresets())
        names += (names.empty() ? "" : ", ") + preset.name;
    return names;
}

/// At most one byte more than a plan may have: the reader then says so.
std::string wholeOf(std::istream &in)
{
    std::string text;
    char piece[1U << 16U];
    while (text.size() <= mostPlanFileBytes && in) {
        in.read(piece, sizeof piece);
        text.append(piece, static_cast<std::size_t>(in.gcount()));
    }
    return text;
}

Result<BurstPlan> planFromFile(const std::string &path)
{
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string text = file ? wholeOf(file) : std::string();
    if (!file.is_open() || file.bad())
        return Error{ErrorKind::Usage,
            "cannot read the plan " + path + ": " + std::strerror(errno != 0 ? errno : EIO) + "; presets are "
                + presetNames()};
    return burstPlanFromJson(text, path);
}

Result<BurstPlan> planNamed(const std::string &name)
{
    if (name == "-")
        return burstPlanFromJson(wholeOf(std::cin), "standard input");
    if (const BurstPreset *preset = burstPresetNamed(name))
        return preset->plan;
    return planFromFile(name);
}

/// What faults hold up goes out when they are over. Of faults that come again and again the run may be
/// through in between; those without an end leave the plan's own deadline.
Millis endDeadlineFor(const BurstPlan &plan)
{
    static constexpr Millis afterFaults{
        30'000}; // the longest back-off (contract.md, "The queue and the flush")
    if (plan.faults.isEmpty())
        return plan.endDeadline;
    if (plan.faults.repeatsAfter)
        return std::max(plan.endDeadline, *plan.faults.repeatsAfter + afterFaults);
    const FaultPhase &last = plan.faults.phases.back();
    return last.length == FaultPhase::forEver ? plan.endDeadline
                                              : std::max(plan.endDeadline, last.end() + afterFaults);
}

/// A plan that is wrong is a usage error of who wrote it, as an option is.
Result<BurstPlan> planFrom(const Arguments &arguments)
{
    Result<BurstPlan> plan = planNamed(arguments.positionals().front());
    if (!plan)
        return Error{ErrorKind::Usage, plan.error().message};
    const Result<std::uint64_t> seed
        = arguments.number("--seed", plan->seed, 0, std::numeric_limits<std::uint64_t>::max());
    if (!seed)
        return seed.error();
    plan->seed = *seed;
    if (const std::optional<std::string> fault = arguments.text("--fault")) {
        Result<FaultPlan> faults = faultPlanFromText(*fault);
        if (!faults)
            return faults.error();
        plan->faults = std::move(*faults);
    }
    plan->endDeadline = endDeadlineFor(*plan);
    return plan;
}

} // namespace

ExitCode runLabRun(const std::vector<std::string> &words)
{
    static constexpr const char *name = "lab run";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<BurstPlan> plan = planFrom(*arguments);
    if (!plan)
        return failed(name, plan.error());
    return fireBurst(name, *plan, *arguments);
}

} // namespace sluice

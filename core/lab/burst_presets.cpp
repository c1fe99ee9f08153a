// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_plan.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

BurstPreset cliff(std::uint64_t events, std::string meaning)
{
    BurstPlan plan;
    plan.name = std::to_string(events);
    plan.events = events;
    plan.tags = {"burst", plan.name};
    return {plan.name, std::move(meaning), plan};
}

BurstPreset overflow()
{
    BurstPlan plan;
    plan.name = "Overflow";
    plan.events = 2'000;
    plan.producers = 4;
    plan.rate = 1'000;
    plan.queue.policy = OverflowPolicy::DropNewest;
    plan.endpointDelay = Millis(400);
    plan.endDeadline = Millis(10'000);
    plan.tags = {"burst", "overflow"};
    return {plan.name,
        "1,000 events a second against an endpoint that takes 400 ms: the queue is full, drops are counted",
        plan};
}

/// Some five seconds of events, so that the shape can be seen while it runs.
BurstPreset shaped(std::string name, std::string meaning, BurstShape shape, double rate, std::uint64_t events)
{
    BurstPlan plan;
    plan.name = std::move(name);
    plan.events = events;
    plan.producers = 4;
    plan.rate = rate;
    plan.shape = shape;
    plan.endDeadline = Millis(10'000);
    plan.tags = {"burst", std::string(wireName(shape))};
    return {plan.name, std::move(meaning), plan};
}

BurstPreset mixed()
{
    BurstPreset preset = shaped("Mixed events",
        "An agent's day in five seconds: LLM calls, tools, actions and some errors, of 64 to 4,096 bytes",
        BurstShape::Poisson, 200, 1'000);
    preset.plan.mix = {10, 5, 4, 1};
    preset.plan.payloadMost = 4'096;
    preset.plan.tags = {"burst", "mixed"};
    return preset;
}

std::vector<BurstPreset> allPresets()
{
    return {
        cliff(99, "One event below the original's cliff: AgentOps 0.3.13 sends all 99"),
        cliff(100, "The original's cliff: AgentOps 0.3.13 hangs at event 100 for ever and loses all of them"),
        cliff(101, "One event past the cliff that the original never reaches"),
        overflow(),
        shaped("Spike", "400 events at once, each second for five seconds: four times what the queue holds",
            BurstShape::Spike, 400, 2'000),
        shaped("Ramp", "From nothing to 2,000 events a second within five seconds", BurstShape::Ramp, 1'000,
            5'000),
        shaped("Sawtooth", "Each second from nothing to 1,000 events a second, five times",
            BurstShape::Sawtooth, 500, 2'500),
        shaped("Poisson 500/s", "500 events a second that come by chance, as independent users would",
            BurstShape::Poisson, 500, 2'500),
        mixed(),
    };
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

const std::vector<BurstPreset> &burstPresets()
{
    static const std::vector<BurstPreset> presets = allPresets();
    return presets;
}

const BurstPreset *burstPresetNamed(std::string_view name)
{
    const std::vector<BurstPreset> &presets = burstPresets();
    const auto found = std::ranges::find_if(presets, [name](const BurstPreset &preset) {
        return std::ranges::equal(preset.name, name, {}, lower, lower);
    });
    return found == presets.end() ? nullptr : &*found;
}

} // namespace sluice

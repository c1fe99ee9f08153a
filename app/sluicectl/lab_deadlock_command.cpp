// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/lab_commands.h"
#include "core/lab/deadlock_lab.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>

namespace sluice {

namespace {

using nlohmann::ordered_json;

const Grammar grammar{{"--n", "--cure", "--server-delay"}, {"--json"}, 0, ""};

Result<DeadlockOptions> optionsFrom(const Arguments &arguments)
{
    if (!arguments.text("--n"))
        return Error{ErrorKind::Usage, "--n N is missing"};
    DeadlockOptions options;
    const Result<std::uint64_t> events = arguments.number("--n", 100, 1, 2'000);
    if (!events)
        return events.error();
    options.events = *events;
    const Result<std::uint64_t> delay = arguments.number("--server-delay", 50, 0, 5'000);
    if (!delay)
        return delay.error();
    options.serverDelay = Millis(*delay);
    const std::string cure = arguments.text("--cure").value_or("none");
    const std::optional<DeadlockCure> known = deadlockCureFromText(cure);
    if (!known)
        return Error{ErrorKind::Usage,
            "--cure is '" + cure + "'; expected none, after-lock, re-entrant, 512 or sluice"};
    options.cure = *known;
    return options;
}

ordered_json toJson(const DeadlockStep &step)
{
    return {{"kind", wireName(step.kind)}, {"at_us", step.at.count()}, {"thread", step.thread},
        {"event", step.event}, {"text", step.text}};
}

ordered_json toJson(const DeadlockResult &result)
{
    ordered_json steps = ordered_json::array();
    for (const DeadlockStep &step : result.steps)
        steps.push_back(toJson(step));
    ordered_json other;
    if (result.otherRecord)
        other = result.otherRecord->count();
    return {{"events", result.options.events}, {"cure", wireName(result.options.cure)},
        {"server_delay_ms", result.options.serverDelay.count()}, {"deadlocked", result.deadlocked},
        {"returned", result.returned}, {"on_the_wire", result.onTheWire}, {"posts", result.posts},
        {"longest_record_us", result.longestRecord.count()}, {"other_record_us", std::move(other)},
        {"elapsed_us", result.elapsed.count()}, {"steps", std::move(steps)}};
}

void tellPerson(const DeadlockResult &result)
{
    std::cerr << std::fixed << std::setprecision(1);
    const auto millis = [](Micros time) { return std::chrono::duration<double, std::milli>(time).count(); };
    for (const DeadlockStep &step : result.steps)
        std::cerr << std::setw(9) << millis(step.at) << " ms  " << std::left << std::setw(10) << step.thread
                  << std::right << step.text << '\n';
    std::cerr << (result.deadlocked ? "DEADLOCK: " : "no deadlock: ") << result.returned << " of "
              << result.options.events << " record() calls came back, " << result.onTheWire
              << " events on the wire in " << result.posts << (result.posts == 1 ? " POST\n" : " POSTs\n")
              << "  longest record() that came back: " << millis(result.longestRecord) << " ms";
    if (result.otherRecord)
        std::cerr << "; of a second thread meanwhile: " << millis(*result.otherRecord) << " ms";
    std::cerr << '\n';
}

} // namespace

ExitCode runLabDeadlock(const std::vector<std::string> &words)
{
    static constexpr const char *name = "lab deadlock";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<DeadlockOptions> options = optionsFrom(*arguments);
    if (!options)
        return failed(name, options.error());
    const Result<std::unique_ptr<DeadlockRun>> run = DeadlockRun::start(*options);
    if (!run)
        return failed(name, run.error());
    const DeadlockResult result = (*run)->wait();
    if (arguments->has("--json"))
        std::cout << toJson(result).dump() << std::endl;
    else
        tellPerson(result);
    return result.onTheWire == options->events ? ExitCode::Good : ExitCode::Undelivered;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/lab_commands.h"
#include "app/sluicectl/what_if_plans.h"
#include "core/base/clock.h"
#include "core/lab/what_if_recorded.h"
#include "core/model/proof.h"
#include "core/store/data_dir.h"
#include "core/store/store_reader.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>

namespace sluice {

namespace {

using nlohmann::ordered_json;

const Grammar grammar{{"--capacity", "--policy", "--flush-interval", "--batch", "--latency", "--data-dir"},
    {"--json"}, 1, "a session: its id, or its first 8 characters"};

/// What the store has of the session.
struct Recorded
{
    SessionSummary session;
    Workload workload;
    RecordedSettings settings;
    MeasuredOutcome measured;
};

Result<void> readInto(Recorded &recorded, StoreReader &reader, const SessionId &asked)
{
    const Result<std::optional<SessionSummary>> session = reader.session(asked);
    if (!session)
        return session.error();
    if (!*session)
        return Error{ErrorKind::NotFound, "there is no session " + asked.text()};
    recorded.session = **session;
    const SessionId &id = recorded.session.id;
    const Result<std::vector<FlushContents>> contents = reader.flushContents(id);
    const Result<std::vector<FlushRecord>> flushes = reader.flushes(id);
    const Result<std::vector<DropRun>> drops = reader.drops(id);
    const Result<std::vector<DepthSample>> depths = reader.depths(id);
    const Result<std::optional<std::string>> lab = reader.lab(id);
    if (!contents || !flushes || !drops || !depths || !lab)
        return !contents ? contents.error()
            : !flushes   ? flushes.error()
            : !drops     ? drops.error()
            : !depths    ? depths.error()
                         : lab.error();
    recorded.settings = recordedSettings(*lab, *depths, *drops);
    recorded.measured = measuredOutcome(recorded.session, *contents, *flushes, *depths);
    Result<Workload> workload = workloadOf(*contents, *flushes, *drops, recorded.settings.producers);
    if (!workload)
        return workload.error();
    recorded.workload = std::move(*workload);
    return {};
}

Result<Recorded> read(const Arguments &arguments)
{
    const Result<DataDir> dir = DataDir::resolve(arguments.text("--data-dir").value_or(""));
    if (!dir)
        return dir.error();
    const Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(*dir);
    if (!reader)
        return reader.error();
    Recorded recorded;
    const SessionId asked(arguments.positionals().front());
    const Result<void> done = (*reader)->atOneInstant([&] { return readInto(recorded, **reader, asked); });
    if (!done)
        return done.error();
    return recorded;
}

std::string_view proofNow(const Recorded &recorded)
{
    return wireName(proofOf(recorded.session, SystemClock().wallNow()));
}

template <typename T>
ordered_json numberOrNull(const std::optional<T> &value)
{
    ordered_json number;
    if (value)
        number = *value;
    return number;
}

std::optional<std::int64_t> counted(const std::optional<Micros> &time)
{
    return time ? std::optional(time->count()) : std::nullopt;
}

ordered_json toJson(const MeasuredOutcome &measured)
{
    return {{"recorded", measured.recorded}, {"delivered", measured.delivered}, {"dropped", measured.dropped},
        {"flushes", measured.flushes}, {"delay_p50_us", numberOrNull(counted(measured.delayP50))},
        {"delay_p99_us", numberOrNull(counted(measured.delayP99))},
        {"high_water", numberOrNull(measured.highWater)}};
}

ordered_json toJson(const WhatIfOutcome &outcome)
{
    const WhatIf &tried = outcome.tried;
    const std::size_t batch = tried.batchDepth > 0 ? tried.batchDepth : tried.queue.flushDepth();
    ordered_json latency;
    if (tried.serverTime)
        latency = tried.serverTime->count();
    return {{"name", tried.name}, {"capacity", tried.queue.maxQueueSize},
        {"policy", wireName(tried.queue.policy)}, {"flush_interval_ms", tried.queue.maxWaitTime.count()},
        {"batch", batch}, {"latency_ms", std::move(latency)}, {"recorded", outcome.recorded},
        {"delivered", outcome.delivered}, {"dropped", outcome.dropped}, {"spilled", outcome.spilled},
        {"flushes", outcome.flushes}, {"delay_p50_us", outcome.delayP50.count()},
        {"delay_p99_us", outcome.delayP99.count()}, {"blocked_us", outcome.blocked.count()},
        {"longest_block_us", outcome.longestBlock.count()}, {"most_memory_bytes", outcome.mostMemory},
        {"high_water", outcome.highWater}};
}

void printJson(const Recorded &recorded, const std::vector<WhatIfOutcome> &outcomes)
{
    ordered_json rows = ordered_json::array();
    for (const WhatIfOutcome &outcome : outcomes)
        rows.push_back(toJson(outcome));
    const ordered_json all = {{"session_id", recorded.session.id.text()}, {"proof", proofNow(recorded)},
        {"simulation", true}, {"settings_known", recorded.settings.known},
        {"measured", toJson(recorded.measured)}, {"rows", std::move(rows)}};
    std::cout << all.dump() << std::endl;
}

std::string millisText(const std::optional<Micros> &time)
{
    if (!time)
        return "-";
    const Micros tenths = std::chrono::round<Micros>(*time) / 100;
    return std::to_string(tenths.count() / 10) + '.' + std::to_string(tenths.count() % 10);
}

void printCells(const std::vector<std::string> &cells)
{
    static constexpr std::array<int, 12> widths = {13, 9, 13, 9, 7, 9, 10, 9, 9, 11, 11, 11};
    for (std::size_t i = 0; i < cells.size(); ++i)
        std::cout << (i == 0 || i == 2 ? std::left : std::right) << (i == 2 ? "  " : "")
                  << std::setw(widths[i]) << cells[i];
    std::cout << '\n';
}

void printRow(const WhatIfOutcome &outcome)
{
    const WhatIf &tried = outcome.tried;
    const std::size_t batch = tried.batchDepth > 0 ? tried.batchDepth : tried.queue.flushDepth();
    printCells({tried.name, std::to_string(tried.queue.maxQueueSize),
        std::string(wireName(tried.queue.policy)), std::to_string(tried.queue.maxWaitTime.count()),
        std::to_string(batch), tried.serverTime ? std::to_string(tried.serverTime->count()) : "-",
        std::to_string(outcome.delivered), std::to_string(outcome.dropped), std::to_string(outcome.flushes),
        millisText(outcome.delayP50), millisText(outcome.delayP99), millisText(outcome.blocked)});
}

void printTable(const Recorded &recorded, const std::vector<WhatIfOutcome> &outcomes)
{
    std::cout << "SIMULATION of session " << recorded.session.id.text() << " (" << proofNow(recorded)
              << "): " << recorded.workload.arrivals.size() << " arrivals and "
              << recorded.workload.services.size() << " answers as they were recorded"
              << (recorded.settings.known ? "" : "; its settings are not stored and partly guessed") << '\n';
    printCells({"", "CAPACITY", "POLICY", "FLUSH ms", "BATCH", "POST ms", "DELIVERED", "DROPPED", "FLUSHES",
        "P50 ms", "P99 ms", "BLOCKED ms"});
    const MeasuredOutcome &measured = recorded.measured;
    printCells({"measured", "", "", "", "", "", std::to_string(measured.delivered),
        std::to_string(measured.dropped), std::to_string(measured.flushes), millisText(measured.delayP50),
        millisText(measured.delayP99), "-"});
    for (const WhatIfOutcome &outcome : outcomes)
        printRow(outcome);
}

} // namespace

ExitCode runLabWhatIf(const std::vector<std::string> &words)
{
    static constexpr const char *name = "lab what-if";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    if (const auto wrong = whatIfsFrom(*arguments, {}); !wrong)
        return failed(name, wrong.error()); // before the store is asked
    const Result<Recorded> recorded = read(*arguments);
    if (!recorded)
        return failed(name, recorded.error());
    WhatIf asRecorded;
    asRecorded.name = "as recorded";
    asRecorded.queue = recorded->settings.queue;
    std::vector<WhatIf> tried = whatIfsFrom(*arguments, asRecorded).value();
    tried.insert(tried.begin(), asRecorded);
    std::vector<WhatIfOutcome> outcomes;
    for (const WhatIf &one : tried) {
        Result<WhatIfOutcome> outcome = simulate(recorded->workload, one);
        if (!outcome)
            return failed(name, outcome.error());
        outcomes.push_back(std::move(*outcome));
    }
    if (arguments->has("--json"))
        printJson(*recorded, outcomes);
    else
        printTable(*recorded, outcomes);
    return ExitCode::Good;
}

} // namespace sluice

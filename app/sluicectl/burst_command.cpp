// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine.h"
#include "app/sluicectl/api_key_file.h"
#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/signal_watch.h"
#include "core/lab/burst_run.h"
#include "core/recorder/recorder_config.h"
#include "core/transport/endpoint.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <mutex>

namespace sluice {

namespace {

const Grammar grammar{
    {"--count", "--producers", "--rate", "--payload", "--capacity", "--max-wait", "--policy",
        "--block-deadline", "--end-deadline", "--endpoint", "--api-key-file", "--data-dir"},
    {"--json", "--yes"}, 0, ""};

/// Reads options one by one and remembers the first that is wrong.
class PlanReader
{
public:
    explicit PlanReader(const Arguments &arguments)
        : m_arguments(arguments)
    { }

    std::uint64_t number(const char *option, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most)
    {
        return keep(m_arguments.number(option, otherwise, least, most), otherwise);
    }
    double decimal(const char *option, double otherwise)
    {
        return keep(m_arguments.decimal(option, otherwise), otherwise);
    }
    Millis millis(const char *option, Millis otherwise)
    {
        return keep(m_arguments.millis(option, otherwise), otherwise);
    }
    OverflowPolicy policy()
    {
        const std::string text = m_arguments.text("--policy").value_or("block");
        const std::optional<OverflowPolicy> policy = overflowPolicyFromText(text);
        if (policy && *policy != OverflowPolicy::Spill)
            return *policy;
        keep<int>(
            Error{ErrorKind::Usage, "--policy is '" + text + "'; expected block, drop-newest or drop-oldest"},
            0);
        return OverflowPolicy::Block;
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    template <typename T>
    T keep(Result<T> result, T otherwise)
    {
        if (result)
            return *result;
        if (!m_error)
            m_error = result.error();
        return otherwise;
    }

    const Arguments &m_arguments;
    std::optional<Error> m_error;
};

Result<BurstPlan> planFrom(const Arguments &arguments)
{
    if (!arguments.text("--count"))
        return Error{ErrorKind::Usage, "--count N is missing"};
    PlanReader reader(arguments);
    BurstPlan plan;
    plan.events = reader.number("--count", 100, 1, BurstPlan::mostEvents);
    plan.producers = static_cast<unsigned>(reader.number("--producers", 1, 1, BurstPlan::mostProducers));
    plan.rate = reader.decimal("--rate", 0);
    plan.payloadBytes = reader.number("--payload", plan.payloadBytes, 0, BurstPlan::mostPayloadBytes);
    plan.queue.maxQueueSize
        = reader.number("--capacity", plan.queue.maxQueueSize, 1, QueueLimits::mostEvents);
    plan.queue.maxWaitTime = reader.millis("--max-wait", Millis(100));
    plan.queue.policy = reader.policy();
    plan.queue.blockDeadline.reset();
    if (arguments.text("--block-deadline"))
        plan.queue.blockDeadline = reader.millis("--block-deadline", Millis(0));
    plan.endDeadline = reader.millis("--end-deadline", plan.endDeadline);
    if (reader.error())
        return *reader.error();
    if (Result<void> valid = plan.validate(); !valid)
        return valid.error();
    return plan;
}

Result<EngineOptions> engineOptionsFrom(const Arguments &arguments)
{
    EngineOptions options;
    options.program = "sluicectl burst";
    options.dataDir = arguments.text("--data-dir").value_or("");
    options.endpoint = arguments.text("--endpoint").value_or("");
    if (!options.endpoint.empty()) {
        if (Result<std::string> url = normalizedEndpoint(options.endpoint); !url)
            return url.error();
    }
    if (options.endpoint.empty())
        options.listen = ListenAddress{"127.0.0.1", 0};
    Result<ApiKey> key = apiKeyFrom(arguments.text("--api-key-file"));
    if (!key)
        return key.error();
    options.apiKey = *key;
    return options;
}

/// A burst to a host that is not this one asks once; without a terminal it needs --yes.
Result<void> confirm(const Arguments &arguments, const std::string &endpoint, std::uint64_t events)
{
    if (endpoint.empty() || endpointOf(endpoint).loopback || arguments.has("--yes"))
        return {};
    if (!isatty(STDIN_FILENO))
        return Error{
            ErrorKind::Usage, "--endpoint " + endpoint + " is not this machine; say --yes to send there"};
    std::cerr << "Send " << events << " events to " << endpoint << "? [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "y" || answer == "Y" || answer == "yes")
        return {};
    return Error{ErrorKind::Usage, "nothing was sent"};
}

nlohmann::ordered_json toJson(const BurstProgress &burst)
{
    const Ledger &ledger = burst.ledger;
    nlohmann::ordered_json dropped = nlohmann::ordered_json::object();
    for (const DropReason reason : allDropReasons) {
        if (ledger.dropsFor(reason) > 0)
            dropped[std::string(wireName(reason))] = ledger.dropsFor(reason);
    }
    return {{"session_id", burst.session.text()}, {"recorded", ledger.recorded},
        {"delivered", ledger.delivered}, {"queued", ledger.queued}, {"in_flight", ledger.inFlight},
        {"in_doubt", ledger.inDoubt}, {"spooled", ledger.spooled}, {"refused", ledger.refused},
        {"dropped", std::move(dropped)}, {"rejected", ledger.rejected}, {"flushes", burst.flushes},
        {"elapsed_ms", burst.elapsed.count()},
        {"record_ns", {{"p50", burst.cost.p50}, {"p99", burst.cost.p99}, {"max", burst.cost.max}}},
        {"balanced", ledger.balances()}};
}

void tellPerson(const BurstProgress &burst)
{
    const Ledger &ledger = burst.ledger;
    std::cerr << "session " << burst.session.text() << "\n  recorded " << ledger.recorded << " = delivered "
              << ledger.delivered << " + queued " << ledger.queued << " + in flight " << ledger.inFlight
              << " + in doubt " << ledger.inDoubt << " + spooled " << ledger.spooled << " + refused "
              << ledger.refused;
    for (const DropReason reason : allDropReasons) {
        if (ledger.dropsFor(reason) > 0)
            std::cerr << " + dropped{" << wireName(reason) << "} " << ledger.dropsFor(reason);
    }
    std::cerr << " + rejected " << ledger.rejected << (ledger.balances() ? "" : "  DOES NOT BALANCE")
              << "\n  " << burst.flushes << " flushes in " << burst.elapsed.count() << " ms; record() p50 "
              << burst.cost.p50 << " ns, p99 " << burst.cost.p99 << " ns, max " << burst.cost.max << " ns\n";
    if (!burst.message.empty())
        std::cerr << "  remained: " << burst.message << '\n';
}

/// Drops of the chosen policy are as asked for; everything else that is not delivered is not.
ExitCode verdictOn(const BurstProgress &burst)
{
    const Ledger &ledger = burst.ledger;
    const std::uint64_t asAsked = ledger.delivered + ledger.dropsFor(DropReason::QueueFull);
    const bool good = ledger.balances() && asAsked == ledger.recorded && burst.message.empty();
    return good ? ExitCode::Good : ExitCode::Undelivered;
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
    Result<EngineOptions> options = engineOptionsFrom(*arguments);
    if (!options)
        return failed(name, options.error());
    if (Result<void> confirmed = confirm(*arguments, options->endpoint, plan->events); !confirmed)
        return failed(name, confirmed.error());

    std::atomic<int> signalled{0};
    std::mutex runMutex; // the run must not go away under the signal's thread
    BurstRun *running = nullptr;
    const SignalWatch signals([&](int number) {
        signalled = number;
        const std::scoped_lock lock(runMutex);
        if (running)
            running->stop();
    });
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(*options));
    if (!engine)
        return failed(name, engine.error());
    Engine &sluice = **engine;
    if (!sluice.recorder())
        return failed(name, sluice.recorderError().value());
    Result<std::unique_ptr<BurstRun>> run = BurstRun::start(*sluice.recorder(), *plan);
    if (!run)
        return failed(name, run.error());
    {
        const std::scoped_lock lock(runMutex);
        running = run->get();
    }
    if (signalled != 0)
        (*run)->stop();
    const BurstProgress burst = (*run)->wait();
    {
        const std::scoped_lock lock(runMutex);
        running = nullptr;
    }

    if (arguments->has("--json"))
        std::cout << toJson(burst).dump() << std::endl;
    else
        tellPerson(burst);
    if (signalled != 0)
        return signalled == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    return verdictOn(burst);
}

} // namespace sluice

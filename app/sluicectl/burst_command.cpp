// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/commands.h"
#include "app/sluicectl/ledger_report.h"
#include "app/sluicectl/sending_options.h"
#include "app/sluicectl/signal_watch.h"
#include "core/lab/burst_run.h"
#include "core/transport/endpoint.h"

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
    nlohmann::ordered_json object = ledgerJson(burst.session, burst.ledger);
    object["flushes"] = burst.flushes;
    object["elapsed_ms"] = burst.elapsed.count();
    object["record_ns"] = {{"p50", burst.cost.p50}, {"p99", burst.cost.p99}, {"max", burst.cost.max}};
    object["balanced"] = burst.ledger.balances();
    return object;
}

void tellPerson(const BurstProgress &burst)
{
    tellLedger(std::cerr, burst.session, burst.ledger);
    std::cerr << "  " << burst.flushes << " flushes in " << burst.elapsed.count() << " ms; record() p50 "
              << burst.cost.p50 << " ns, p99 " << burst.cost.p99 << " ns, max " << burst.cost.max << " ns\n";
    if (!burst.message.empty())
        std::cerr << "  remained: " << burst.message << '\n';
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
    Result<EngineOptions> options = engineOptionsFrom(*arguments, "sluicectl burst");
    if (!options)
        return failed(name, options.error());
    if (Result<void> confirmed = confirm(*arguments, options->endpoint, plan->events); !confirmed)
        return failed(name, confirmed.error());

    options->endDeadline = plan->endDeadline;

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
    return isGood(burst.ledger) && burst.message.empty() ? ExitCode::Good : ExitCode::Undelivered;
}

} // namespace sluice

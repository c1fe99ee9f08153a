// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine.h"
#include "app/sluicectl/access_options.h"
#include "app/sluicectl/arguments.h"
#include "app/sluicectl/clients_report.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/forward_options.h"
#include "app/sluicectl/signal_watch.h"

#include <iostream>
#include <semaphore>

namespace sluice {

namespace {

const Grammar grammar{{"--listen", "--data-dir", "--token-file", "--allow-host", "--allow-origin",
                          "--forward-to", "--forward-as", "--forward-key-file"},
    {}, 0, ""};

Result<EngineOptions> optionsFrom(const Arguments &arguments)
{
    EngineOptions options;
    options.program = "sluicectl collect";
    options.dataDir = arguments.text("--data-dir").value_or("");
    options.listen = ListenAddress();
    if (const std::optional<std::string> listen = arguments.text("--listen")) {
        Result<ListenAddress> address = ListenAddress::parse(*listen);
        if (!address)
            return Error{ErrorKind::Usage, "--listen: " + address.error().message};
        options.listen = *address;
    }
    if (Result<void> taken = takeAccess(arguments, options); !taken)
        return taken.error();
    Result<std::optional<ForwardTarget>> forward = forwardTargetFrom(arguments);
    if (!forward)
        return forward.error();
    options.forward = std::move(*forward);
    return options;
}

Error heldBy(const Engine &engine)
{
    const std::string who = engine.holder()
        ? engine.holder()->program + ", PID " + std::to_string(engine.holder()->pid)
        : std::string("another process");
    return {ErrorKind::Held, engine.dataDir().path.string() + " is held by " + who};
}

} // namespace

ExitCode collectCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "collect";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    Result<EngineOptions> options = optionsFrom(*arguments);
    if (!options)
        return failed(name, options.error());

    std::counting_semaphore<> signalled(0);
    const SignalWatch signals([&signalled](int) { signalled.release(); });
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(*options));
    if (!engine)
        return failed(name, engine.error());
    if ((*engine)->isViewer())
        return failed(name, heldBy(**engine));
    if (!(*engine)->collector())
        return failed(name, (*engine)->collectorError().value());
    if ((*engine)->forwardError())
        return failed(name, *(*engine)->forwardError());
    if (const Forwarder *forwarder = (*engine)->forwarder())
        std::cerr << "received sessions go on to " << forwarder->state().endpoint << '\n';
    std::cout << "listening on " << (*engine)->collector()->address().toUrl() << std::endl;
    signalled.acquire();
    tellClients(std::cerr, (*engine)->collector()->clients());
    if (const Forwarder *forwarder = (*engine)->forwarder())
        tellForwarded(std::cerr, forwarder->state());
    return ExitCode::Good;
}

} // namespace sluice

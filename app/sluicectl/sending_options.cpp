// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/sending_options.h"

#include "app/engine/api_key_file.h"
#include "core/recorder/recorder_config.h"
#include "core/transport/endpoint.h"

#include <unistd.h>

#include <iostream>

namespace sluice {

std::uint64_t OptionReader::number(
    const std::string &option, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most)
{
    return keep(m_arguments.number(option, otherwise, least, most), otherwise);
}

double OptionReader::decimal(const std::string &option, double otherwise)
{
    return keep(m_arguments.decimal(option, otherwise), otherwise);
}

Millis OptionReader::millis(const std::string &option, Millis otherwise)
{
    return keep(m_arguments.millis(option, otherwise), otherwise);
}

OverflowPolicy OptionReader::policy()
{
    const std::string text = m_arguments.text("--policy").value_or("block");
    if (const std::optional<OverflowPolicy> policy = overflowPolicyFromText(text))
        return *policy;
    return keep<OverflowPolicy>(
        Error{ErrorKind::Usage,
            "--policy is '" + text + "'; expected block, drop-newest, drop-oldest or spill"},
        OverflowPolicy::Block);
}

QueueLimits OptionReader::queue(Millis maxWaitTime)
{
    QueueLimits queue;
    queue.maxQueueSize = number("--capacity", queue.maxQueueSize, 1, QueueLimits::mostEvents);
    queue.maxWaitTime = millis("--max-wait", maxWaitTime);
    queue.policy = policy();
    queue.blockDeadline.reset();
    if (m_arguments.text("--block-deadline"))
        queue.blockDeadline = millis("--block-deadline", Millis(0));
    return queue;
}

Result<void> confirmHost(const Arguments &arguments, const std::string &endpoint, std::uint64_t events)
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

Result<EngineOptions> engineOptionsFrom(const Arguments &arguments, const std::string &program)
{
    EngineOptions options;
    options.program = program;
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

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/command_line.h"

#include "app/engine/access_file.h"

#include <functional>
#include <map>

namespace sluice {

namespace {

Error usage(const std::string &message)
{
    return {ErrorKind::Usage, message};
}

bool isHttpUrl(const std::string &text)
{
    const bool hasScheme = text.starts_with("http://") || text.starts_with("https://");
    return hasScheme && text.find("://") + 3 < text.size();
}

/// Options that take a value: each puts it into its place, or says what was expected.
using Setter = Result<void> (*)(CommandLine &, const std::string &);

Result<void> setListen(CommandLine &line, const std::string &value)
{
    Result<ListenAddress> address = ListenAddress::parse(value);
    if (!address)
        return usage("--listen: " + address.error().message);
    line.listen = *address;
    return {};
}

Result<void> setEndpoint(CommandLine &line, const std::string &value)
{
    if (!isHttpUrl(value))
        return usage("--endpoint is '" + value + "'; expected a URL such as https://api.agentops.ai");
    line.endpoint = value;
    return {};
}

Result<void> setTheme(CommandLine &line, const std::string &value)
{
    if (value != "light" && value != "dark")
        return usage("--theme is '" + value + "'; expected light or dark");
    line.theme = value;
    return {};
}

const std::map<std::string, Setter> &settersByOption()
{
    static const std::map<std::string, Setter> setters = {
        {"--listen", setListen},
        {"--endpoint", setEndpoint},
        {"--theme", setTheme},
        {"--data-dir",
            [](CommandLine &line, const std::string &value) -> Result<void> {
                line.dataDir = value;
                return {};
            }},
        {"--api-key-file",
            [](CommandLine &line, const std::string &value) -> Result<void> {
                line.apiKeyFile = value;
                return {};
            }},
        {"--token-file",
            [](CommandLine &line, const std::string &value) -> Result<void> {
                line.tokenFile = value;
                return {};
            }},
        {"--allow-host",
            [](CommandLine &line, const std::string &value) {
                return addAllowedHosts(value, line.allowedHosts);
            }},
        {"--allow-origin",
            [](CommandLine &line, const std::string &value) {
                return addAllowedOrigins(value, line.allowedOrigins);
            }},
        {"--demo-out",
            [](CommandLine &line, const std::string &value) -> Result<void> {
                line.demoOut = value;
                return {};
            }},
    };
    return setters;
}

bool setFlag(CommandLine &line, const std::string &argument)
{
    if (argument == "--help" || argument == "-h")
        line.wish = CommandLine::Wish::Help;
    else if (argument == "--version" || argument == "-v")
        line.wish = CommandLine::Wish::Version;
    else if (argument == "--no-collector")
        line.noCollector = true;
    else
        return false;
    return true;
}

Result<void> setOption(CommandLine &line, const std::vector<std::string> &arguments, std::size_t &at)
{
    const std::string &argument = arguments[at];
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const auto setter = settersByOption().find(name);
    if (setter == settersByOption().end())
        return usage("unknown option '" + name + "'; see sluice --help");
    std::string value;
    if (equals != std::string::npos)
        value = argument.substr(equals + 1);
    else if (at + 1 < arguments.size())
        value = arguments[++at];
    if (value.empty())
        return usage(name + " needs a value; see sluice --help");
    return setter->second(line, value);
}

} // namespace

Result<CommandLine> CommandLine::parse(const std::vector<std::string> &arguments)
{
    CommandLine line;
    bool optionsOver = false;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        const std::string &argument = arguments[at];
        if (argument == "--" && !optionsOver) {
            optionsOver = true;
        } else if (optionsOver || !argument.starts_with('-') || argument == "-") {
            line.files.push_back(argument);
        } else if (!setFlag(line, argument)) {
            if (Result<void> set = setOption(line, arguments, at); !set)
                return set.error();
        }
        if (line.wish != Wish::Window)
            return line;
    }
    return line;
}

std::string helpText()
{
    return R"(Usage: sluice [OPTION...] [FILE...]

A desktop monitor for sessions of AI agents.

  --data-dir DIR         keep sessions in DIR (default: $XDG_DATA_HOME/sluice)
  --listen HOST:PORT     the collector's address (default: 127.0.0.1:4318; port 0 = any free one)
  --no-collector         run no collector
  --token-file FILE      the collector refuses whoever does not show the UUID in the first line of FILE as
                         its API key (default: as set in the window)
  --allow-host A,B       names that the collector answers to besides localhost's, as host.docker.internal
  --allow-origin A,B     web pages that may send to the collector, as http://localhost:3000
  --endpoint URL         send recorded sessions to this AgentOps server (default: the own collector)
  --api-key-file FILE    read the API key from the first line of FILE (default: AGENTOPS_API_KEY)
  --theme light|dark     wear this theme, this time
  --demo-out DIR         run the demo without a person: fire the demo burst by the real controls, write
                         DIR/screenshot.png, pictures of the way there and DIR/session.json, exit
  -h, --help             print this
  -v, --version          print the version

Each FILE is imported and shown: a session of Sluice or AgentOps, OTLP/JSON, or a Chrome trace.

Exit status: 0 good; 1 the demo failed; 2 a bad command line; 69 a port or directory is held by another
process; 74 the data directory cannot be used; 130, 143 ended by SIGINT, SIGTERM.
)";
}

} // namespace sluice

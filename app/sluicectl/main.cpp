// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The same core without a window.

#include "app/sluicectl/commands.h"

#include <sys/stat.h>

#include <cstdio>
#include <exception>
#include <iostream>

namespace sluice {

namespace {

constexpr const char *help = R"(sluicectl - record, collect and read AI-agent sessions without a window

  sluicectl burst --count N [--producers P] [--rate R] [--payload BYTES]
            [--capacity C] [--max-wait MS] [--policy P] [--block-deadline MS]
            [--end-deadline MS] [--endpoint URL] [--yes]
            [--api-key-file FILE] [--data-dir DIR] [--json]
      Fires N ActionEvents into one session and prints its ledger. --rate is the
      total a second (0: as fast as possible). Without --endpoint the events go
      to the collector of the Sluice that holds the data directory, else to one
      of its own. A host that is not this machine needs a yes.
      Defaults: 1 producer, payload 64, capacity 100, max wait 100 ms, policy
      block without a deadline, end deadline 2000 ms.

  sluicectl record [--type action|llm|tool|error] [--tags A,B] [--durable]
            [--echo-ids] [--policy P] [--capacity C] [--max-wait MS]
            [--block-deadline MS] [--end-deadline MS] [--endpoint URL]
            [--api-key-file FILE] [--data-dir DIR] [--json]
      Records one session from standard input: a JSON object a line is an event
      as the AgentOps v2 wire has it. --type is for lines without an event_type.
      A line that is no event is named with its number and skipped. With
      --durable an event is safe from kill -9 once it is recorded; --echo-ids
      prints the id of each as soon as it is. The end of input sends everything,
      also what an earlier run left in the data directory.
      Defaults: action, capacity 100, max wait 5000 ms, policy block without a
      deadline, end deadline 2000 ms.

  sluicectl lab run PLAN [--fault FAULT] [--seed N] [--endpoint URL] [--yes]
            [--api-key-file FILE] [--data-dir DIR] [--json]
      Fires a burst as PLAN says: a JSON file, - for standard input, or a preset
      (99, 100, 101, Overflow, Spike, Ramp, Sawtooth, "Poisson 500/s", "Mixed
      events"). --fault does something to the connection on purpose, in place of
      what the plan says: "server down 10 s", "slow server 4 s", "rate limited",
      flapping, "queue full now", or for ever, as 503, 503:5, latency:400,
      bandwidth:16384, 413:65536, reset, refused. The same seed fires the same
      events. The plan is stored with its session.

  sluicectl lab what-if SESSION [--capacity A,B] [--policy P,Q]
            [--flush-interval MS,MS] [--batch N,M] [--latency MS,MS]
            [--data-dir DIR] [--json]
      Simulates what every combination of other settings would have done with a
      session that was recorded here.

  sluicectl lab deadlock --n N [--cure none|after-lock|re-entrant|512|sluice]
            [--server-delay MS] [--json]
      Runs the algorithm of AgentOps 0.3.13 (issue #439), or a cure of it.

  sluicectl replay SESSION [--speed X] [--keep-ids] [--policy P] [--capacity C]
            [--max-wait MS] [--block-deadline MS] [--end-deadline MS]
            [--endpoint URL] [--yes] [--api-key-file FILE] [--data-dir DIR]
            [--json]
      Records a stored session again, 0.1 to 100 times as fast as it was: as a
      new one that happens now, or, to another endpoint only, with the ids and
      times it had; nothing of that is stored here.

  sluicectl collect [--listen HOST:PORT] [--token-file FILE] [--allow-host A,B]
            [--allow-origin URL,URL] [--data-dir DIR] [--forward-to URL]
            [--forward-as agentops|otlp] [--forward-key-file FILE]
      Collects on loopback (default 127.0.0.1:4318; port 0: any free one) until
      SIGTERM or SIGINT. Prints "listening on http://HOST:PORT" once ready. With
      a token (a UUID, the first line of FILE) it refuses whoever does not show
      it as the API key. Names besides localhost's, as host.docker.internal, and
      web pages are refused unless they are allowed. With --forward-to each
      received session also goes on to that endpoint.

  sluicectl sessions [--data-dir DIR] [--json]
      Lists the sessions of the store.

  sluicectl search TEXT [--limit N] [--data-dir DIR] [--json]
      Finds events of all sessions by their names, prompts, completions, params,
      returns, logs and errors; at most N of each session (default 5). Every word
      has to be there; "words in quotes" in this order; wor* is any end of a word.
      The index is kept by the Sluice that holds the data directory.

  sluicectl export SESSION [--format json|csv|chrome|otlp] [--output FILE]
            [--data-dir DIR]
      Writes one session: json is everything there is (session, agents[],
      events[], flushes[], drops[], depths[]), csv a row an event, chrome a
      trace for Perfetto, otlp OpenTelemetry spans. A FILE appears whole or not
      at all; without one the session goes to standard output.

  sluicectl import FILE... [--format auto|json|agentops|otlp|chrome] [--as-new]
            [--data-dir DIR] [--json]
      Puts the sessions of files into the store: what export wrote (but csv),
      AgentOps' sessions and traces, OTLP/JSON, Chrome traces. A file is
      imported whole or not at all; one that is there already is left. A session
      that is not the same as the one with its id is refused, or with --as-new
      gets an id of its own.

  sluicectl --help | --version

Policies of a full queue: block, drop-newest, drop-oldest, spill (to disk).

The data directory is --data-dir, else $XDG_DATA_HOME/sluice. The key comes from
--api-key-file or AGENTOPS_API_KEY, never from the command line.

Exit codes: 0 good; 1 something was not delivered, does not balance, or was not
found; 2 usage; 69 a port or data directory is held by another process; 74 disk;
130, 143 ended by a signal, cleanly.
)";

struct Entry
{
    const char *name;
    Command run;
};

constexpr Entry commands[] = {
    {"burst", burstCommand},
    {"collect", collectCommand},
    {"record", recordCommand},
    {"lab", labCommand},
    {"replay", replayCommand},
    {"sessions", sessionsCommand},
    {"search", searchCommand},
    {"export", exportCommand},
    {"import", importCommand},
};

ExitCode run(const std::vector<std::string> &words)
{
    if (words.empty())
        return failed("", {ErrorKind::Usage, "expected a command"});
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        std::cout << help;
        return ExitCode::Good;
    }
    if (words[0] == "--version") {
        std::cout << "sluicectl " SLUICE_VERSION "\n";
        return ExitCode::Good;
    }
    for (const Entry &entry : commands) {
        if (words[0] != entry.name)
            continue;
        for (const std::string &word : words) {
            if (word == "--help") {
                std::cout << help;
                return ExitCode::Good;
            }
        }
        return entry.run({words.begin() + 1, words.end()});
    }
    return failed("",
        {ErrorKind::Usage,
            "unknown command '" + words[0]
                + "'; expected burst, collect, record, lab, replay, sessions, search, export or "
                  "import"});
}

} // namespace

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Usage:
        return ExitCode::Usage;
    case ErrorKind::Held:
        return ExitCode::Held;
    case ErrorKind::Io:
        return ExitCode::Disk;
    default:
        return ExitCode::Undelivered;
    }
}

ExitCode failed(const std::string &command, const Error &error)
{
    std::cerr << "sluicectl" << (command.empty() ? "" : " ") << command << ": " << error.message << '\n';
    if (error.kind == ErrorKind::Usage)
        std::cerr << "Try 'sluicectl --help'.\n";
    return exitCodeFor(error);
}

} // namespace sluice

int main(int argc, char **argv)
{
    umask(077);
    try {
        return static_cast<int>(sluice::run({argv + 1, argv + argc}));
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "sluicectl: %s\n", exception.what());
        return static_cast<int>(sluice::ExitCode::Disk);
    }
}

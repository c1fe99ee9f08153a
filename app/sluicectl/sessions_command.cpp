// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "core/base/clock.h"
#include "core/model/proof.h"
#include "core/store/data_dir.h"
#include "core/store/export_json.h"
#include "core/store/store_reader.h"

#include <iomanip>
#include <iostream>

namespace sluice {

namespace {

const Grammar sessionsGrammar{{"--data-dir"}, {"--json"}, 0, ""};

/// nullptr: there is no store there yet.
Result<std::unique_ptr<StoreReader>> openReader(const Arguments &arguments)
{
    Result<DataDir> dir = DataDir::resolve(arguments.text("--data-dir").value_or(""));
    if (!dir)
        return dir.error();
    Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(*dir);
    if (!reader && reader.error().kind == ErrorKind::NotFound)
        return std::unique_ptr<StoreReader>();
    return reader;
}

void printArray(const std::vector<SessionSummary> &sessions, Timestamp now)
{
    std::cout << '[';
    for (std::size_t i = 0; i < sessions.size(); ++i)
        std::cout << (i > 0 ? ",\n " : "") << sessionToJson(sessions[i], now);
    std::cout << "]\n";
}

void printTable(const std::vector<SessionSummary> &sessions, Timestamp now)
{
    std::cout << std::left << std::setw(38) << "SESSION" << std::setw(10) << "STATE" << std::setw(20)
              << "PROOF" << std::setw(10) << "ORIGIN" << std::setw(34) << "STARTED" << std::right
              << std::setw(9) << "EVENTS" << std::setw(8) << "ERRORS" << std::setw(8) << "DROPS"
              << "  NAME\n";
    for (const SessionSummary &session : sessions) {
        std::cout << std::left << std::setw(38) << session.id.text() << std::setw(10)
                  << wireName(session.stateAt(now)) << std::setw(20) << wireName(proofOf(session, now))
                  << std::setw(10) << wireName(session.origin) << std::setw(34) << toIsoText(session.started)
                  << std::right << std::setw(9) << session.counts.total() << std::setw(8)
                  << session.counts.of(EventType::Error) << std::setw(8) << session.drops << "  "
                  << session.displayName() << '\n';
    }
}

} // namespace

ExitCode sessionsCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "sessions";
    const Result<Arguments> arguments = Arguments::read(words, sessionsGrammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<std::unique_ptr<StoreReader>> reader = openReader(*arguments);
    if (!reader)
        return failed(name, reader.error());
    std::vector<SessionSummary> sessions;
    if (*reader) {
        Result<std::vector<SessionSummary>> all = (*reader)->sessionsChangedSince(0);
        if (!all)
            return failed(name, all.error());
        sessions = std::move(*all);
    }
    const Timestamp now = SystemClock().wallNow();
    if (arguments->has("--json"))
        printArray(sessions, now);
    else
        printTable(sessions, now);
    return ExitCode::Good;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/signal_watch.h"
#include "core/exchange/import_file.h"
#include "core/store/data_dir.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *name = "import";
const Grammar grammar{{"--data-dir", "--format"}, {"--as-new", "--json"}, 1, "a file", true};

/// What is imported, and how.
struct Wish
{
    std::optional<FileFormat> format;
    OnConflict onConflict = OnConflict::Refuse;
    bool json = false;
    ExchangeWatch watch;
};

Result<std::optional<FileFormat>> formatFrom(const Arguments &arguments)
{
    const std::string given = arguments.text("--format").value_or("auto");
    const std::optional<FileFormat> format = fileFormatFromText(given);
    if (!format && given != "auto") {
        return Error{
            ErrorKind::Usage, "--format is '" + given + "'; expected auto, json, agentops, otlp or chrome"};
    }
    return format;
}

Json reportJson(const std::string &file, const ImportFile &import, const ImportReport &report)
{
    const auto texts = [](const std::vector<SessionId> &ids) {
        Json list = Json::array();
        for (const SessionId &id : ids)
            list.push_back(id.text());
        return list;
    };
    return {{"file", file}, {"format", describe(import.format())}, {"imported", texts(report.imported)},
        {"already_there", texts(report.alreadyThere)}, {"events", report.events},
        {"left_out", import.leftOut()}};
}

void tell(const std::string &file, const ImportFile &import, const ImportReport &report)
{
    std::cerr << file << ": " << describe(import.format()) << '\n';
    for (const SessionId &id : report.imported)
        std::cerr << "  " << id.text() << " imported\n";
    for (const SessionId &id : report.alreadyThere)
        std::cerr << "  " << id.text() << " is already there\n";
    for (const auto &[what, count] : import.leftOut())
        std::cerr << "  left out: " << count << ' ' << what << '\n';
}

Result<Json> importOne(const std::string &file, Store &store, StoreReader &reader, const Wish &wish)
{
    Result<ImportFile> import = ImportFile::look(file, wish.format, &reader, wish.watch);
    if (!import)
        return import.error();
    const Result<ImportReport> report = import->write(store, wish.onConflict, wish.watch);
    if (!report)
        return report.error();
    if (!wish.json)
        tell(file, *import, *report);
    return reportJson(file, *import, *report);
}

ExitCode importAll(const std::vector<std::string> &files, const DataDir &dir, const Wish &wish)
{
    const Result<DataLock> lock = DataLock::take(dir, "sluicectl import");
    if (!lock)
        return failed(name, lock.error());
    const Result<std::unique_ptr<SqliteStore>> store = SqliteStore::open(dir);
    if (!store)
        return failed(name, store.error());
    const Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(dir);
    if (!reader)
        return failed(name, reader.error());
    ExitCode code = ExitCode::Good;
    Json reports = Json::array();
    for (const std::string &file : files) {
        const Result<Json> report = importOne(file, **store, **reader, wish);
        if (report) {
            reports.push_back(*report);
            continue;
        }
        const ExitCode fate = failed(name, {report.error().kind, file + ": " + report.error().message});
        code = code == ExitCode::Good ? fate : code;
        if (report.error().kind == ErrorKind::Cancelled)
            break;
    }
    if (wish.json)
        std::cout << reports.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return code;
}

} // namespace

ExitCode importCommand(const std::vector<std::string> &words)
{
    std::atomic<int> signal{0};
    const SignalWatch signals([&signal](int number) { signal = number; });
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<std::optional<FileFormat>> format = formatFrom(*arguments);
    if (!format)
        return failed(name, format.error());
    const Result<DataDir> dir = DataDir::resolve(arguments->text("--data-dir").value_or(""));
    if (!dir)
        return failed(name, dir.error());
    const Wish wish{*format, arguments->has("--as-new") ? OnConflict::AsNew : OnConflict::Refuse,
        arguments->has("--json"), [&signal](const ExchangeProgress &) { return signal == 0; }};
    const ExitCode code = importAll(arguments->positionals(), *dir, wish);
    if (code != ExitCode::Good && signal != 0)
        return signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    return code;
}

} // namespace sluice
